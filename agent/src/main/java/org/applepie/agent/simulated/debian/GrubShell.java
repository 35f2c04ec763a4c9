package org.applepie.agent.simulated.debian;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.agent.simulated.debian.GrubScript.Entry;
import org.applepie.agent.simulated.debian.GrubScript.Node;
import org.applepie.agent.simulated.debian.GrubScript.Word;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.TreeDigest;
import org.applepie.agent.simulated.machine.Console;
import org.jspecify.annotations.Nullable;

/** GRUB's normal mode: it runs a configuration, takes the default of the menu and loads a kernel. */
final class GrubShell {

    private static final int DEPTH = 8;

    private final GrubDisks disks;
    private final Console console;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, List<Node>> functions = new HashMap<>();
    private @Nullable Kernel kernel;
    private @Nullable Initrd initrd;
    private @Nullable Menu shown;
    private int depth;

    private record Kernel(String release, String commandLine) {}

    /** A menu that is being made; submenus are only made when one of their entries is asked for. */
    private record Menu(List<Entry> entries) {}

    /** @param prefix {@code (hd0,msdos1)/grub} */
    GrubShell(GrubDisks disks, Console console, String prefix) {
        this.disks = disks;
        this.console = console;
        variables.put("prefix", prefix);
        variables.put("root", prefix.substring(1, prefix.indexOf(')')));
        for (String feature : List.of("menuentry_id", "platform_search_hint", "timeout_style", "all_video_module")) {
            variables.put("feature_" + feature, "y");
        }
        variables.put("grub_platform", "pc");
    }

    /** Runs grub.cfg of the prefix, up to its menu. */
    void configure() {
        shown = read(variables.getOrDefault("prefix", "") + "/grub.cfg");
    }

    /** How long the menu waits for somebody to choose, in seconds; none if it is not shown. */
    int seconds() {
        String timeout = variables.getOrDefault("timeout", "0");
        boolean menu = variables.getOrDefault("timeout_style", "menu").equals("menu");
        return shown != null && menu && timeout.matches("[0-9]{1,6}") ? Integer.parseInt(timeout) : 0;
    }

    /** Titles of the menu as they stand below each other. */
    List<String> titles() {
        Menu menu = shown;
        return menu == null ? List.of() : menu.entries.stream().map(this::title).toList();
    }

    /** Whether an entry has this title, id or number. */
    boolean has(String wanted) {
        Menu menu = shown;
        return menu != null && entry(menu, wanted).isPresent();
    }

    /** Starts the default; gives what is in memory then, or nothing if it ends at a prompt. */
    Optional<Loaded> start() {
        return start(variables.getOrDefault("default", "0"));
    }

    /** @param wanted title, id or number of an entry */
    Optional<Loaded> start(String wanted) {
        Menu menu = shown;
        if (menu != null) {
            choose(menu, wanted);
        }
        Kernel loaded = kernel;
        Initrd image = initrd;
        return loaded == null || image == null
                ? Optional.empty()
                : Optional.of(new Loaded(loaded.release, image, loaded.commandLine));
    }

    // Its menu shows at once, and nobody is quick enough to choose.
    private int configuration(String path) {
        Menu menu = read(path);
        if (menu == null) {
            return 1;
        }
        choose(menu, variables.getOrDefault("default", "0"));
        return 0;
    }

    private @Nullable Menu read(String path) {
        Optional<String> text = text(path);
        if (text.isEmpty() || ++depth > DEPTH) {
            missing(path);
            return null;
        }
        Menu menu = new Menu(new ArrayList<>());
        variables.put("config_directory", place(path).replaceFirst("/[^/]*$", ""));
        run(text.get(), menu);
        return menu;
    }

    private int run(String text, Menu menu) {
        try {
            return run(GrubScript.parse(text), menu);
        } catch (IllegalArgumentException wrong) {
            return error(String.valueOf(wrong.getMessage()));
        }
    }

    private void choose(Menu menu, String wanted) {
        if (menu.entries.isEmpty()) {
            return;
        }
        int cut = wanted.indexOf('>');
        String first = cut < 0 ? wanted : wanted.substring(0, cut);
        Entry entry = entry(menu, first).orElse(menu.entries.getFirst());
        if (entry.submenu()) {
            Menu inner = new Menu(new ArrayList<>());
            run(entry.body(), inner);
            choose(inner, cut < 0 ? "0" : wanted.substring(cut + 1));
            return;
        }
        String title = title(entry);
        console.say("Booting `" + title + "'\n");
        variables.put("chosen", title);
        kernel = null;
        initrd = null;
        run(entry.body(), new Menu(new ArrayList<>()));
        if (kernel == null) {
            console.say("error: you need to load the kernel first.\n\nPress any key to continue...");
        }
    }

    private Optional<Entry> entry(Menu menu, String wanted) {
        if (wanted.matches("[0-9]{1,4}")) {
            int index = Integer.parseInt(wanted);
            return index < menu.entries.size() ? Optional.of(menu.entries.get(index)) : Optional.empty();
        }
        return menu.entries.stream()
                .filter(entry -> wanted.equals(id(entry)) || wanted.equals(title(entry)))
                .findFirst();
    }

    private String title(Entry entry) {
        return words(entry.words()).getFirst();
    }

    private String id(Entry entry) {
        List<String> words = words(entry.words());
        int at = words.indexOf("--id");
        return at >= 0 && at + 1 < words.size() ? words.get(at + 1) : "";
    }

    private List<String> words(List<Word> words) {
        return words.stream().flatMap(word -> word.expand(variables).stream()).toList();
    }

    private int run(List<Node> nodes, Menu menu) {
        int status = 0;
        for (Node node : nodes) {
            status = switch (node) {
                case GrubScript.Command command -> command(words(command.words()), menu);
                case GrubScript.If choice -> choice(choice, menu);
                case GrubScript.Function function -> {
                    functions.put(function.name(), function.body());
                    yield 0;
                }
                case Entry entry -> {
                    menu.entries.add(entry);
                    yield 0;
                }
            };
        }
        return status;
    }

    private int choice(GrubScript.If choice, Menu menu) {
        for (GrubScript.Branch branch : choice.branches()) {
            if (run(branch.condition(), menu) == 0) {
                return run(branch.body(), menu);
            }
        }
        return run(choice.otherwise(), menu);
    }

    private int command(List<String> words, Menu menu) {
        if (words.isEmpty()) {
            return 0;
        }
        List<String> rest = words.subList(1, words.size());
        if (functions.containsKey(words.getFirst())) {
            return run(functions.getOrDefault(words.getFirst(), List.of()), menu);
        }
        return switch (words.getFirst()) {
            case "[", "test" -> new GrubCondition(rest, this::notEmpty).run() ? 0 : 1;
            case "set" -> set(rest);
            case "unset" -> {
                rest.forEach(variables::remove);
                yield 0;
            }
            case "echo" -> {
                console.say(String.join(" ", rest));
                yield 0;
            }
            case "load_env" -> loadEnvironment();
            case "save_env" -> saveEnvironment(rest);
            case "search" -> search(rest);
            case "linux" -> linux(rest);
            case "initrd" -> initrd(rest);
            case "configfile" -> configuration(rest.isEmpty() ? "" : rest.getFirst());
            case "source", "." ->
                text(rest.isEmpty() ? "" : rest.getFirst())
                        .map(text -> run(text, menu))
                        .orElseGet(() -> missing(rest.isEmpty() ? "" : rest.getFirst()));
            case "insmod", "export", "terminal_input", "terminal_output", "true" -> 0;
            case "false" -> 1;
            default ->
                words.getFirst().matches("\\w+=.*")
                        ? set(words)
                        : error("can't find command `" + words.getFirst() + "'.");
        };
    }

    private int set(List<String> words) {
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                String value = word.substring(equals + 1);
                variables.put(word.substring(0, equals), value);
            }
        }
        return 0;
    }

    private int error(String message) {
        console.say("error: " + message);
        return 1;
    }

    private int missing(String path) {
        return error("file `" + path.replaceFirst("^\\(.*?\\)", "") + "' not found.");
    }

    // With the device in front, whatever root becomes later.
    private String place(String path) {
        return path.startsWith("(") ? path : "(" + variables.getOrDefault("root", "") + ")" + path;
    }

    private Optional<View> view(String path) {
        String whole = place(path);
        return disks.files(whole.substring(1, whole.indexOf(')')))
                .map(Content.Files::tree)
                .map(TreeDigest::view);
    }

    private static String inside(String path) {
        return path.replaceFirst("^\\(.*?\\)", "");
    }

    private Optional<String> text(String path) {
        try {
            Optional<View> view = view(path);
            return view.isPresent() ? Optional.of(view.get().text(inside(path))) : Optional.empty();
        } catch (ErrnoException absent) {
            return Optional.empty();
        }
    }

    private boolean notEmpty(String path) {
        return text(path).filter(text -> !text.isEmpty()).isPresent();
    }

    private String environment() {
        return variables.getOrDefault("prefix", "") + "/grubenv";
    }

    private int loadEnvironment() {
        text(environment()).flatMap(GrubEnvironment::parse).ifPresent(block -> variables.putAll(block.variables()));
        return 0;
    }

    // The blocks of the file are written where they are: its times stay.
    private int saveEnvironment(List<String> names) {
        String path = environment();
        if (!GrubDisks.writable(path.substring(1))) {
            return error("diskfilter writes are not supported.");
        }
        Optional<GrubEnvironment> block = text(path).flatMap(GrubEnvironment::parse);
        if (block.isEmpty()) {
            return missing(path);
        }
        for (String name : names) {
            block.get().variables().put(name, variables.getOrDefault(name, ""));
        }
        try {
            View view = view(path).orElseThrow();
            long before = view.stat(inside(path)).modifiedNanos();
            view.write(inside(path), block.get().print().orElseThrow());
            view.modified(inside(path), before);
            return 0;
        } catch (ErrnoException refused) {
            return missing(path);
        }
    }

    private int search(List<String> words) {
        String variable = "root";
        for (String word : words) {
            if (word.startsWith("--set=")) {
                variable = word.substring("--set=".length());
            }
        }
        String uuid = words.getLast();
        Optional<String> found = disks.search(uuid);
        if (found.isEmpty()) {
            return error("no such device: " + uuid + ".");
        }
        variables.put(variable, found.get());
        return 0;
    }

    private int linux(List<String> words) {
        String path = words.isEmpty() ? "" : words.getFirst();
        Optional<String> image = text(path).filter(text -> text.startsWith(Grub.KERNEL));
        if (image.isEmpty()) {
            return missing(path);
        }
        String release =
                image.get().substring(Grub.KERNEL.length()).lines().findFirst().orElse("");
        kernel = new Kernel(release, "BOOT_IMAGE=" + String.join(" ", words));
        return 0;
    }

    private int initrd(List<String> words) {
        if (kernel == null) {
            return error("you need to load the kernel first.");
        }
        String path = words.isEmpty() ? "" : words.getFirst();
        Optional<Initrd> image = text(path).flatMap(Initrd::parse);
        if (image.isEmpty()) {
            return missing(path);
        }
        initrd = image.get();
        return 0;
    }
}
