package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.Fstab;
import org.applepie.agent.simulated.shell.Call;

/** df of coreutils 5.2.1. It believes /etc/mtab, so it shows the root that fstab claims. */
final class Df extends Tool {

    Df(Drivers drivers) {
        super(drivers);
    }

    private record Row(String source, String type, String point, long total, long used, long free) {

        int percent() {
            return used + free == 0 ? 0 : (int) ((used * 100 + used + free - 1) / (used + free));
        }
    }

    @Override
    public int run(Call call) throws IOException {
        String flags = String.join(
                "",
                call.arguments().stream().filter(word -> word.startsWith("-")).toList());
        List<String> paths =
                call.arguments().stream().filter(word -> !word.startsWith("-")).toList();
        boolean posix = flags.contains("P") || flags.contains("portability");
        boolean typed = flags.contains("T");
        boolean human = flags.contains("h");
        call.print("Filesystem " + (typed ? "   Type" : "       ")
                + (human
                        ? "    Size  Used Avail Use%"
                        : posix ? " 1024-blocks      Used Available Capacity" : "   1K-blocks      Used Available Use%")
                + " Mounted on\n");
        int code = 0;
        for (Fstab entry : chosen(call, paths)) {
            Optional<Row> row = row(call, entry);
            if (row.isPresent()) {
                call.print(line(row.get(), posix, typed, human));
            }
        }
        for (String path : paths) {
            if (!call.files().exists(path)) {
                call.warn("df: `" + path + "': No such file or directory\n");
                code = 1;
            }
        }
        return code;
    }

    private static List<Fstab> chosen(Call call, List<String> paths) throws IOException {
        List<Fstab> mounted = Fstab.read(call.files(), Mount.MTAB);
        if (paths.isEmpty()) {
            return mounted;
        }
        List<Fstab> chosen = new ArrayList<>();
        for (String path : paths) {
            mounted.stream()
                    .filter(entry -> holds(call, entry, path) || entry.source().equals(path))
                    .reduce((first, last) -> last)
                    .ifPresent(chosen::add);
        }
        return chosen;
    }

    private static boolean holds(Call call, Fstab entry, String path) {
        try {
            return call.files()
                    .stat(entry.point())
                    .device()
                    .equals(call.files().stat(path).device());
        } catch (ErrnoException absent) {
            return false;
        }
    }

    private Optional<Row> row(Call call, Fstab entry) {
        try {
            FileSystem tree = call.files().fileSystem(entry.point());
            Optional<Block> block =
                    drivers().block(call.files().stat(entry.point()).device());
            if (block.isEmpty()) {
                return entry.type().equals("tmpfs")
                        ? Optional.of(new Row(entry.source(), "tmpfs", entry.point(), 258_084, 0, 258_084))
                        : Optional.empty();
            }
            Ext3Layout layout = Ext3Layout.of(block.get().kib());
            long total = layout.kib(layout.blocks() - layout.overhead());
            long used = Math.min(total, layout.kib(layout.journal()) + 4 * tree.usedBlocks() + 12);
            long free = Math.max(0, total - used - layout.kib(layout.reserved()));
            return Optional.of(new Row(entry.source(), entry.type(), entry.point(), total, used, free));
        } catch (ErrnoException absent) {
            return Optional.empty();
        }
    }

    private static String line(Row row, boolean posix, boolean typed, boolean human) {
        String name =
                row.source.length() > 20 && !posix ? row.source + "\n" + " ".repeat(20) : "%-20s".formatted(row.source);
        String type = typed ? " %6s".formatted(row.type) : "";
        String numbers = human
                ? " %5s %5s %5s".formatted(human(row.total), human(row.used), human(row.free))
                : " %9d %9d %9d".formatted(row.total, row.used, row.free);
        return name + type + numbers + (posix ? " %7d%% " : " %3d%% ").formatted(row.percent()) + row.point + "\n";
    }

    private static String human(long kib) {
        long value = kib;
        for (char unit : new char[] {'K', 'M', 'G', 'T'}) {
            if (value < 1024) {
                return value + "" + unit;
            }
            value = (value + 1023) / 1024;
        }
        return value + "P";
    }
}
