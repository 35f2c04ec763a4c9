package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;
import static org.applepie.agent.simulated.debian.Options.Known.valued;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.MountEntry;
import org.applepie.agent.simulated.shell.Call;

/** findmnt of util-linux 2.38.1, without drawing a tree. */
final class Findmnt extends OptionedTool {

    private static final List<Options.Known> KNOWN = List.of(
            flag('b', "bytes"),
            flag('f', "first-only"),
            flag('k', "kernel"),
            flag('l', "list"),
            flag('n', "noheadings"),
            valued('o', "output"),
            flag('P', "pairs"),
            flag('r', "raw"),
            flag('R', "submounts"),
            valued('S', "source"),
            valued('T', "target"),
            valued('M', "mountpoint"),
            valued('t', "types"),
            flag('V', "version"));
    private static final Set<String> COLUMNS = Set.of(
            "TARGET",
            "SOURCE",
            "FSTYPE",
            "OPTIONS",
            "VFS-OPTIONS",
            "FS-OPTIONS",
            "UUID",
            "LABEL",
            "MAJ:MIN",
            "SIZE",
            "AVAIL",
            "USED",
            "USE%",
            "FSROOT",
            "ID",
            "PROPAGATION");

    Findmnt(Running running) {
        super(running, KNOWN, "findmnt from util-linux 2.38.1");
    }

    @Override
    int run(Call call, Options options) throws IOException, Stopped {
        List<String> columns =
                Columns.asked(call, options.value("output").orElse("TARGET,SOURCE,FSTYPE,OPTIONS"), COLUMNS::contains);
        List<MountEntry> found = found(call, options);
        if (found.isEmpty()) {
            return 1;
        }
        call.print(text(options, columns, found));
        return 0;
    }

    private List<MountEntry> found(Call call, Options options) {
        List<MountEntry> found = new ArrayList<>(running().namespace().mounts(call.files()));
        options.value("types")
                .ifPresent(types ->
                        found.removeIf(one -> !List.of(types.split(",")).contains(one.type())));
        options.value("source").ifPresent(source -> found.removeIf(one -> !from(call, one, source)));
        options.value("mountpoint")
                .ifPresent(point -> found.removeIf(one -> !one.point().equals(point)));
        options.value("target").ifPresent(path -> keepHolding(call, found, path));
        if (!options.words().isEmpty()) {
            String word = options.words().getFirst();
            found.removeIf(one -> !one.point().equals(word) && !from(call, one, word));
        }
        boolean one = options.has("first-only") || !options.words().isEmpty() || options.has("target");
        return one && found.size() > 1 ? List.of(found.getLast()) : found;
    }

    private static void keepHolding(Call call, List<MountEntry> found, String path) {
        try {
            String real = call.files().canonical(path);
            String point = found.stream()
                    .map(MountEntry::point)
                    .filter(one -> one.equals("/") || real.equals(one) || real.startsWith(one + "/"))
                    .max(java.util.Comparator.comparingInt(String::length))
                    .orElse("");
            found.removeIf(one -> !one.point().equals(point));
        } catch (ErrnoException absent) {
            found.clear();
        }
    }

    private boolean from(Call call, MountEntry mount, String source) {
        boolean tag = source.contains("=") && !source.startsWith("/");
        boolean device = (tag ? Tagged.device(running(), source) : blockIfAny(call, source))
                .filter(block -> block.number().equals(mount.device()))
                .isPresent();
        return device || mount.source().equals(source);
    }

    /** The options of a mount together with those of its file system, as /proc/mounts has them. */
    static List<String> options(MountEntry mount) {
        boolean readOnly = mount.fileSystem().isReadOnly() || mount.options().contains("ro");
        return Stream.concat(
                        Stream.concat(
                                Stream.of(readOnly ? "ro" : "rw"),
                                mount.options().stream().filter(word -> !word.equals("rw") && !word.equals("ro"))),
                        mount.fileSystem().options().stream())
                .toList();
    }

    private String text(Options options, List<String> columns, List<MountEntry> found) {
        if (options.has("pairs")) {
            return found.stream()
                    .map(mount -> columns.stream()
                                    .map(column -> column + "=\"" + cell(mount, column, options) + "\"")
                                    .collect(Collectors.joining(" "))
                            + "\n")
                    .collect(Collectors.joining());
        }
        boolean headings = !options.has("noheadings");
        if (options.has("raw")) {
            return (headings ? String.join(" ", columns) + "\n" : "")
                    + found.stream()
                            .map(mount -> columns.stream()
                                            .map(column -> cell(mount, column, options))
                                            .collect(Collectors.joining(" "))
                                    + "\n")
                            .collect(Collectors.joining());
        }
        Columns table = new Columns(columns.stream()
                .map(column -> Set.of("SIZE", "AVAIL", "USED", "USE%").contains(column)
                        ? Columns.Column.right(column)
                        : Columns.Column.left(column))
                .toList());
        found.forEach(mount -> table.add(
                columns.stream().map(column -> cell(mount, column, options)).toList()));
        return table.text(headings);
    }

    private static String cell(MountEntry mount, String column, Options options) {
        Use use = Use.of(mount.fileSystem());
        return switch (column) {
            case "TARGET" -> mount.point();
            case "SOURCE" ->
                mount.source().startsWith("/dev/") && !mount.root().equals("/")
                        ? mount.source() + "[" + mount.root() + "]"
                        : mount.source();
            case "FSTYPE" -> mount.type();
            case "OPTIONS" -> String.join(",", options(mount));
            case "VFS-OPTIONS" -> String.join(",", mount.options());
            case "FS-OPTIONS" ->
                String.join(
                        ",",
                        Stream.concat(
                                        Stream.of(mount.fileSystem().isReadOnly() ? "ro" : "rw"),
                                        mount.fileSystem().options().stream())
                                .toList());
            case "UUID" -> mount.fileSystem().format().uuid();
            case "LABEL" -> mount.fileSystem().format().label();
            case "MAJ:MIN" -> mount.device().toString();
            case "SIZE" -> size(use.size(), options);
            case "AVAIL" -> size(use.available(), options);
            case "USED" -> size(use.used(), options);
            case "USE%" -> use.percent() + "%";
            case "FSROOT" -> mount.root();
            case "ID" -> String.valueOf(mount.id());
            default -> propagation(mount);
        };
    }

    private static String size(long bytes, Options options) {
        return options.has("bytes") ? String.valueOf(bytes) : Size.brief(bytes);
    }

    private static String propagation(MountEntry mount) {
        boolean shared = mount.tags().stream().anyMatch(tag -> tag.startsWith("shared:"));
        boolean slave = mount.tags().stream().anyMatch(tag -> tag.startsWith("master:"));
        return (shared ? "shared" : "private") + (slave ? ",slave" : "");
    }
}
