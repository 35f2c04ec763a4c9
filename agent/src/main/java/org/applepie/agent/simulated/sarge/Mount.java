package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.files.Format;
import org.applepie.agent.simulated.files.Generated;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.Fstab;
import org.applepie.agent.simulated.shell.Call;

/** mount of util-linux 2.12p, which writes /etc/mtab and prints it. */
final class Mount extends Tool {

    static final String MTAB = "/etc/mtab";

    private final ProcFiles proc;

    Mount(Drivers drivers, ProcFiles proc) {
        super(drivers);
        this.proc = proc;
    }

    @Override
    public int run(Call call) throws IOException {
        List<String> words = new ArrayList<>();
        List<String> options = new ArrayList<>();
        Optional<String> type = Optional.empty();
        boolean all = false;
        boolean silent = false;
        List<String> arguments = call.arguments();
        for (int at = 0; at < arguments.size(); at++) {
            String word = arguments.get(at);
            switch (word) {
                case "-t" -> type = Optional.of(arguments.get(++at));
                case "-o" -> options.addAll(List.of(arguments.get(++at).split(",")));
                case "-a" -> all = true;
                case "-n" -> silent = true;
                case "-r" -> options.add("ro");
                case "-w" -> options.add("rw");
                case "--bind" -> options.add("bind");
                case "-v", "-f", "-i" -> {}
                default -> words.add(word);
            }
        }
        if (all) {
            return all(call);
        }
        if (words.isEmpty()) {
            Fstab.read(call.files(), MTAB).forEach(entry -> print(call, entry));
            return 0;
        }
        return one(call, words, type, options, silent);
    }

    private static void print(Call call, Fstab entry) {
        try {
            call.print("%s on %s type %s (%s)\n"
                    .formatted(entry.source(), entry.point(), entry.type(), String.join(",", entry.options())));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private int all(Call call) throws IOException {
        int code = 0;
        List<Fstab> mounted = Fstab.read(call.files(), MTAB);
        for (Fstab entry : Fstab.read(call.files())) {
            boolean there = mounted.stream().anyMatch(old -> old.point().equals(entry.point()));
            if (entry.automatic() && !there) {
                code |= mount(call, entry, false);
            }
        }
        return code;
    }

    private int one(Call call, List<String> words, Optional<String> type, List<String> options, boolean silent)
            throws IOException {
        List<Fstab> known = new ArrayList<>(Fstab.read(call.files()));
        known.addAll(Fstab.read(call.files(), MTAB));
        Optional<Fstab> entry = known.stream()
                .filter(one ->
                        one.point().equals(words.getFirst()) || one.source().equals(words.getFirst()))
                .findFirst();
        if (options.contains("remount")) {
            return remount(call, entry.map(Fstab::point).orElse(words.getLast()), options);
        }
        if (words.size() == 1) {
            if (entry.isEmpty()) {
                return say(call, 1, "can't find " + words.getFirst() + " in /etc/fstab or /etc/mtab");
            }
            List<String> joined = new ArrayList<>(entry.get().options());
            joined.addAll(options);
            return mount(
                    call,
                    new Fstab(
                            entry.get().source(),
                            entry.get().point(),
                            entry.get().type(),
                            joined,
                            0),
                    silent);
        }
        List<String> given = options.isEmpty() ? List.of("defaults") : options;
        return mount(call, new Fstab(words.get(0), words.get(1), type.orElse("auto"), given, 0), silent);
    }

    private static int say(Call call, int code, String message) throws IOException {
        call.warn("mount: " + message + "\n");
        return code;
    }

    private static int remount(Call call, String point, List<String> options) throws IOException {
        boolean readOnly = options.contains("ro");
        try {
            View files = call.files();
            files.fileSystem(point).readOnly(readOnly);
            files.namespace().remount(files, point, List.of(readOnly ? "ro" : "rw"));
            return 0;
        } catch (ErrnoException refused) {
            return say(call, 32, point + " not mounted already, or bad option");
        }
    }

    /** Mounts a line of fstab; the exit code is that of the program. */
    int mount(Call call, Fstab entry, boolean silent) throws IOException {
        View files = call.files();
        if (!files.exists(entry.point())) {
            return say(call, 32, "mount point " + entry.point() + " does not exist");
        }
        return switch (entry.type()) {
            case "proc" -> attach(call, entry, proc.tree(), new DeviceNumber(0, 2), silent);
            case "tmpfs" -> attach(call, entry, new FileSystem(Format.of("tmpfs")), new DeviceNumber(0, 7), silent);
            case "devpts", "usbfs", "usbdevfs", "sysfs" ->
                attach(
                        call,
                        entry,
                        FileSystem.generated(entry.type(), Generated.tree(Map.of())),
                        new DeviceNumber(0, 8),
                        silent);
            default -> entry.options().contains("bind") ? bind(call, entry) : device(call, entry, silent);
        };
    }

    private static int bind(Call call, Fstab entry) throws IOException {
        try {
            call.files().namespace().bind(call.files(), entry.source(), entry.point(), false);
            return 0;
        } catch (ErrnoException refused) {
            return say(call, 32, "special device " + entry.source() + " does not exist");
        }
    }

    private int device(Call call, Fstab entry, boolean silent) throws IOException {
        Stat stat;
        try {
            stat = call.files().stat(entry.source());
        } catch (ErrnoException refused) {
            return say(call, 32, "special device " + entry.source() + " does not exist");
        }
        if (stat.type() == FileType.REGULAR && entry.options().contains("loop")) {
            return loop(call, entry);
        }
        Optional<Block> block = blockIfAny(call, entry.source());
        if (block.isEmpty()) {
            return say(
                    call,
                    32,
                    stat.type() == FileType.BLOCK_DEVICE
                            ? entry.source() + " is not a valid block device"
                            : entry.source() + " is not a block device");
        }
        if (drivers().inUse(block.get())) {
            say(call, 32, entry.source() + " already mounted or " + entry.point() + " busy");
            return 32;
        }
        Optional<Content.Files> content = drivers().forMount(block.get());
        if (content.isEmpty()) {
            return say(
                    call,
                    32,
                    "wrong fs type, bad option, bad superblock on " + entry.source()
                            + ",\n       or too many mounted file systems");
        }
        drivers().mount(content.get(), block.get().number());
        Fstab typed = new Fstab(entry.source(), entry.point(), content.get().type(), entry.options(), 0);
        return attach(call, typed, content.get().tree(), block.get().number(), silent);
    }

    private int loop(Call call, Fstab entry) throws IOException {
        String text = call.files().text(entry.source());
        Optional<InitrdImage> image = InitrdImage.parse(text);
        if (image.isEmpty()) {
            return say(call, 32, "you must specify the filesystem type");
        }
        Map<String, Generated> inside = new LinkedHashMap<>();
        inside.put("loadmodules", Generated.text(() -> loadmodules(image.get())));
        inside.put("script", Generated.text(() -> image.get().script()));
        inside.put(
                "lib",
                Generated.tree(
                        Map.of("modules", Generated.tree(Map.of(image.get().kernel(), modules(image.get()))))));
        Fstab typed = new Fstab(entry.source(), entry.point(), "cramfs", List.of("rw", "loop=/dev/loop0"), 0);
        FileSystem tree = FileSystem.generated("cramfs", Generated.tree(inside));
        return attach(call, typed, tree, new DeviceNumber(7, 0), false);
    }

    private static Generated modules(InitrdImage image) {
        Map<String, Generated> files = new LinkedHashMap<>();
        image.modules().forEach(module -> files.put(module + ".o", Generated.text(() -> "")));
        return Generated.tree(files);
    }

    private static String loadmodules(InitrdImage image) {
        StringBuilder text = new StringBuilder();
        image.modules()
                .forEach(module -> text.append("modprobe -k ").append(module).append('\n'));
        return text.toString();
    }

    private static int attach(Call call, Fstab entry, FileSystem tree, DeviceNumber number, boolean silent)
            throws IOException {
        View files = call.files();
        List<String> options = new ArrayList<>(entry.options());
        options.removeAll(List.of("defaults", "noauto", "auto", "user", "sw"));
        if (!options.contains("ro") && !options.contains("rw")) {
            options.addFirst("rw");
        }
        tree.readOnly(options.contains("ro"));
        files.namespace().mount(files, entry.point(), tree, entry.source(), number, options);
        if (!silent && files.may('w', MTAB)) {
            String line = new Fstab(entry.source(), entry.point(), entry.type(), options, 0).line();
            files.write(MTAB, files.text(MTAB) + line);
        }
        return 0;
    }

    /** Takes what is mounted out of the tree and of mtab. */
    static final class Umount extends Tool {

        Umount(Drivers drivers) {
            super(drivers);
        }

        @Override
        public int run(Call call) throws IOException {
            int code = 0;
            boolean lazy = call.arguments().contains("-l");
            for (String word : call.arguments()) {
                if (!word.startsWith("-")) {
                    code |= umount(call, word, lazy);
                }
            }
            return code;
        }

        private int umount(Call call, String word, boolean lazy) throws IOException {
            View files = call.files();
            List<Fstab> known = Fstab.read(files, MTAB);
            String point = known.stream()
                    .filter(entry -> entry.source().equals(word))
                    .map(Fstab::point)
                    .reduce((first, last) -> last)
                    .orElse(word);
            try {
                DeviceNumber number = files.stat(point).device();
                files.namespace().unmount(files, point, lazy);
                drivers().mounted().remove(number);
            } catch (ErrnoException refused) {
                boolean busy = refused.errno() == Errno.EBUSY;
                String busyText = "umount: " + point + ": device is busy\n";
                call.warn(busy ? busyText + busyText : "umount: " + word + ": not mounted\n");
                return 1;
            }
            StringBuilder left = new StringBuilder();
            known.stream().filter(entry -> !entry.point().equals(point)).forEach(entry -> left.append(entry.line()));
            files.write(MTAB, left.toString());
            return 0;
        }
    }
}
