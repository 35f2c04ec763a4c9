package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;
import static org.applepie.agent.simulated.debian.Options.Known.optional;
import static org.applepie.agent.simulated.debian.Options.Known.valued;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.agent.simulated.debian.Columns.Column;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.MountEntry;
import org.applepie.agent.simulated.shell.Call;

/** df of coreutils 9.1. */
final class Df extends OptionedTool {

    private static final List<Options.Known> KNOWN = List.of(
            flag('a', "all"),
            valued('B', "block-size"),
            flag('h', "human-readable"),
            flag('i', "inodes"),
            flag('k', "kibibytes"),
            flag('l', "local"),
            optional(' ', "output"),
            flag('P', "portability"),
            flag('T', "print-type"),
            valued('t', "type"),
            valued('x', "exclude-type"),
            flag("sync"),
            flag("version"));
    private static final List<String> FIELDS = List.of(
            "source", "fstype", "itotal", "iused", "iavail", "ipcent", "size", "used", "avail", "pcent", "file",
            "target");
    private static final int USUAL_WIDTH = 14;

    Df(Running running) {
        super(running, KNOWN, "df (GNU coreutils) 9.1");
    }

    /** A file system with the file that was asked for. */
    private record Row(MountEntry mount, String file) {}

    @Override
    int run(Call call, Options options) throws IOException {
        List<String> fields = fields(options);
        for (String field : fields) {
            if (!FIELDS.contains(field)) {
                call.warn(
                        "df: option --output: field '" + field + "' unknown\nTry 'df --help' for more information.\n");
                return 1;
            }
        }
        List<Row> rows = new ArrayList<>();
        int code = rows(call, options, rows);
        if (rows.isEmpty()) {
            return code == 0 ? call.fail(1, "no file systems processed") : code;
        }
        call.print(text(options, fields, rows));
        return code;
    }

    private static List<String> fields(Options options) {
        if (options.has("output")) {
            String given = options.value("output").orElse("");
            return given.isEmpty() ? FIELDS : List.of(given.split(","));
        }
        List<String> fields = new ArrayList<>(List.of("source"));
        if (options.has("print-type")) {
            fields.add("fstype");
        }
        fields.addAll(
                options.has("inodes")
                        ? List.of("itotal", "iused", "iavail", "ipcent", "target")
                        : List.of("size", "used", "avail", "pcent", "target"));
        return fields;
    }

    private int rows(Call call, Options options, List<Row> rows) throws IOException {
        List<MountEntry> mounts = running().namespace().mounts(call.files());
        if (options.words().isEmpty()) {
            all(mounts, options).forEach(mount -> rows.add(new Row(mount, "-")));
            return 0;
        }
        int code = 0;
        for (String path : options.words()) {
            try {
                rows.add(new Row(holding(call, mounts, path), path));
            } catch (ErrnoException refused) {
                code = call.fail(1, path + ": " + refused.errno().text());
            }
        }
        return code;
    }

    // Of a device the mount with the shortest path is shown, and nothing that has no size.
    private static List<MountEntry> all(List<MountEntry> mounts, Options options) {
        Map<Object, MountEntry> shown = new LinkedHashMap<>();
        for (MountEntry mount : mounts) {
            boolean empty = Use.of(mount.fileSystem()).size() == 0;
            boolean wanted =
                    options.values("type").isEmpty() || options.values("type").contains(mount.type());
            if (options.has("all")) {
                shown.put(mount.id(), mount);
            } else if (!empty && wanted && !options.values("exclude-type").contains(mount.type())) {
                shown.merge(
                        mount.device(),
                        mount,
                        (first, later) -> later.point().length() < first.point().length() ? later : first);
            }
        }
        return List.copyOf(shown.values());
    }

    private MountEntry holding(Call call, List<MountEntry> mounts, String path) throws ErrnoException {
        String real = call.files().canonical(path);
        if (!call.files().exists(real)) {
            throw new ErrnoException(Errno.ENOENT);
        }
        Optional<MountEntry> device = blockIfAny(call, path)
                .flatMap(block -> mounts.stream()
                        .filter(mount -> mount.device().equals(block.number()))
                        .findFirst());
        return device.or(() -> mounts.stream()
                        .filter(mount -> mount.point().equals("/")
                                || real.equals(mount.point())
                                || real.startsWith(mount.point() + "/"))
                        .reduce((one, other) ->
                                other.point().length() >= one.point().length() ? other : one))
                .orElseThrow(() -> new ErrnoException(Errno.ENOENT));
    }

    private static String text(Options options, List<String> fields, List<Row> rows) throws IOException {
        long unit = unit(options);
        List<Column> columns = new ArrayList<>();
        for (String field : fields) {
            columns.add(column(field, options, unit));
        }
        Columns table = new Columns(columns);
        for (Row row : rows) {
            table.add(fields.stream()
                    .map(field -> cell(field, row, options, unit))
                    .toList());
        }
        return table.text(true);
    }

    private static long unit(Options options) throws IOException {
        String given = options.value("block-size").orElse("1K");
        java.util.regex.Matcher matcher =
                java.util.regex.Pattern.compile("([0-9]*)([KMG]?)").matcher(given);
        if (!matcher.matches() || given.isEmpty()) {
            throw new IOException("invalid --block-size argument '" + given + "'");
        }
        long number = matcher.group(1).isEmpty() ? 1 : Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "K" -> number << 10;
            case "M" -> number << 20;
            case "G" -> number << 30;
            default -> number;
        };
    }

    // df makes its columns at least so wide that usual values stand below one another in all listings.
    private static Column column(String field, Options options, long unit) {
        boolean human = options.has("human-readable");
        boolean inodes = options.has("inodes");
        return switch (field) {
            case "source" -> wide(Column.left("Filesystem"), USUAL_WIDTH);
            case "fstype" -> wide(Column.left("Type"), 4);
            case "size" -> wide(Column.right(human ? "Size" : heading(options, unit)), human ? 5 : 5);
            case "used" -> wide(Column.right("Used"), 5);
            case "avail" -> wide(Column.right(human || options.has("output") ? "Avail" : "Available"), 5);
            case "pcent" -> wide(Column.right(options.has("portability") ? "Capacity" : "Use%"), 4);
            case "itotal" -> wide(Column.right("Inodes"), inodes && human ? 5 : 5);
            case "iused" -> wide(Column.right("IUsed"), 5);
            case "iavail" -> wide(Column.right("IFree"), 5);
            case "ipcent" -> wide(Column.right("IUse%"), 4);
            case "file" -> Column.left("File");
            default -> Column.left("Mounted on");
        };
    }

    private static Column wide(Column column, int width) {
        return column.atLeast(width);
    }

    private static String heading(Options options, long unit) {
        String size = unit >= 1024 && unit % 1024 == 0 ? Size.brief(unit) : unit + "B";
        return (options.has("portability") ? String.valueOf(unit) : size) + "-blocks";
    }

    private static String cell(String field, Row row, Options options, long unit) {
        MountEntry mount = row.mount();
        Use use = Use.of(mount.fileSystem());
        return switch (field) {
            case "source" -> mount.source();
            case "fstype" -> mount.type();
            case "size" -> amount(use.size(), options, unit);
            case "used" -> amount(use.used(), options, unit);
            case "avail" -> amount(use.available(), options, unit);
            case "pcent" -> use.size() == 0 ? "-" : use.percent() + "%";
            case "itotal" -> String.valueOf(use.inodes());
            case "iused" -> String.valueOf(use.inodesUsed());
            case "iavail" -> String.valueOf(use.inodes() - use.inodesUsed());
            case "ipcent" -> use.inodes() == 0 ? "-" : Use.percent(use.inodesUsed(), use.inodes()) + "%";
            case "file" -> row.file();
            default -> mount.point();
        };
    }

    private static String amount(long bytes, Options options, long unit) {
        return options.has("human-readable") ? human(bytes) : String.valueOf((bytes + unit - 1) / unit);
    }

    // Rounded up, with one digit after the point below ten.
    private static String human(long bytes) {
        int power = 0;
        double value = bytes;
        while (value >= 1024 && power < 5) {
            value /= 1024;
            power++;
        }
        String unit = "BKMGTP".substring(power, power + 1);
        if (power == 0) {
            return bytes == 0 ? "0" : String.valueOf(bytes);
        }
        return value < 10
                ? String.format(java.util.Locale.ROOT, "%.1f%s", Math.ceil(value * 10) / 10, unit)
                : (long) Math.ceil(value) + unit;
    }
}
