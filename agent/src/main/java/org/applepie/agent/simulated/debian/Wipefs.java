package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;
import static org.applepie.agent.simulated.debian.Options.Known.optional;
import static org.applepie.agent.simulated.debian.Options.Known.valued;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.Medium;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** wipefs of util-linux 2.38.1. */
final class Wipefs extends OptionedTool {

    private static final List<Options.Known> KNOWN = List.of(
            flag('a', "all"),
            flag('f', "force"),
            optional(' ', "lock"),
            flag('n', "no-act"),
            valued('o', "offset"),
            flag('p', "parsable"),
            flag('q', "quiet"),
            valued('t', "types"),
            flag('V', "version"),
            flag('i', "noheadings"),
            valued('O', "output"));
    private static final List<String> COLUMNS = List.of("DEVICE", "OFFSET", "TYPE", "UUID", "LABEL", "LENGTH", "USAGE");

    Wipefs(Running running) {
        super(running, KNOWN, "wipefs from util-linux 2.38.1");
    }

    /** One signature with the device it is on. */
    private record Found(String device, Signature signature) {

        String column(String name) {
            return switch (name) {
                case "DEVICE" -> device;
                case "OFFSET" -> "0x" + Long.toHexString(signature.offset());
                case "TYPE" -> signature.type();
                case "UUID" -> signature.uuid();
                case "LABEL" -> signature.label();
                case "LENGTH" -> String.valueOf(signature.magic().length() / 2);
                case "USAGE" -> signature.usage().equals("table") ? "partition-table" : signature.usage();
                default -> throw new IllegalArgumentException(name);
            };
        }
    }

    @Override
    int run(Call call, Options options) throws IOException, Stopped {
        if (options.words().isEmpty()) {
            call.fail(1, "no device specified");
            call.warn("Try 'wipefs --help' for more information.\n");
            return 1;
        }
        return options.has("all") || options.has("offset") ? erase(call, options) : list(call, options);
    }

    private List<Signature> probe(Call call, String path, boolean alone) throws IOException, Stopped {
        Errno refusal;
        try {
            Block block = block(call, path);
            if (!alone || !drivers().busy(block)) {
                return Signature.of(block.medium());
            }
            refusal = Errno.EBUSY;
        } catch (ErrnoException refused) {
            refusal = refused.errno();
        } catch (DriveFailure failure) {
            refusal = Errno.EIO;
        }
        call.warn("wipefs: error: " + path + ": probing initialization failed: " + refusal.text() + "\n");
        throw new Stopped();
    }

    private int list(Call call, Options options) throws IOException, Stopped {
        boolean parsable = options.has("parsable");
        String usual = parsable ? "OFFSET,UUID,LABEL,TYPE" : "DEVICE,OFFSET,TYPE,UUID,LABEL";
        List<String> columns = Columns.asked(call, options.value("output").orElse(usual), COLUMNS::contains);
        List<Found> found = new ArrayList<>();
        for (String path : options.words()) {
            String device = path.substring(path.lastIndexOf('/') + 1);
            String node = block(call, device, path);
            probe(call, path, false).forEach(signature -> found.add(new Found(node, signature)));
        }
        call.print(parsable ? lines(columns, found) : table(columns, found, !options.has("noheadings")));
        return 0;
    }

    // A link is shown by the name of what it leads to.
    private String block(Call call, String device, String path) {
        return blockIfAny(call, path).map(Block::node).orElse(device);
    }

    private static String lines(List<String> columns, List<Found> found) {
        return found.stream()
                .map(one -> columns.stream().map(one::column).collect(Collectors.joining(",")) + "\n")
                .collect(Collectors.joining());
    }

    private static String table(List<String> columns, List<Found> found, boolean headings) {
        if (found.isEmpty()) {
            return "";
        }
        Columns table = new Columns(columns.stream().map(Columns.Column::left).toList());
        found.forEach(one -> table.add(columns.stream().map(one::column).toList()));
        return table.text(headings);
    }

    private int erase(Call call, Options options) throws IOException, Stopped {
        List<Disk> changed = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        for (String path : options.words()) {
            List<Signature> found = probe(call, path, !options.has("force"));
            try {
                Block block = block(call, path);
                if (erase(call, options, path, block, found) && !options.has("force")) {
                    drivers().diskOf(block).ifPresent(disk -> {
                        changed.add(disk);
                        paths.add(path);
                    });
                }
                written(block);
            } catch (ErrnoException | DriveFailure failed) {
                call.warn("wipefs: error: " + path + ": failed to erase magic string\n");
                throw new Stopped();
            }
        }
        for (int at = 0; at < changed.size(); at++) {
            String words = reread(changed.get(at)) ? "Success" : Errno.EBUSY.text();
            call.print(paths.get(at) + ": calling ioctl to re-read partition table: " + words + "\n");
        }
        return 0;
    }

    /** @return whether a partition table is gone */
    private boolean erase(Call call, Options options, String path, Block block, List<Signature> found)
            throws IOException {
        boolean table = false;
        boolean nested = false;
        List<Long> offsets = new ArrayList<>();
        for (Signature signature : found) {
            if (!chosen(options, signature)) {
                continue;
            }
            offsets.add(signature.offset());
            if (signature.table() && !whole(block) && !options.has("force")) {
                call.fail(
                        0,
                        path + ": ignoring nested \"" + signature.type()
                                + "\" partition table on non-whole disk device");
                nested = true;
                continue;
            }
            if (!options.has("no-act")) {
                remove(block.medium(), signature);
            }
            table |= signature.table();
            if (!options.has("quiet")) {
                call.print(erased(path, signature));
            }
        }
        for (String wanted : options.values("offset")) {
            if (!offsets.contains(Long.decode(wanted)) && !options.has("quiet")) {
                call.fail(0, path + ": offset 0x" + Long.toHexString(Long.decode(wanted)) + " not found");
            }
        }
        if (nested) {
            call.fail(0, "Use the --force option to force erase.");
        }
        return table;
    }

    private boolean whole(Block block) {
        return drivers().diskOf(block).map(disk -> disk.numberOf(block) == 0).orElse(true);
    }

    private static boolean chosen(Options options, Signature signature) {
        boolean type = options.value("types")
                .map(types -> List.of(types.split(",")).contains(signature.type()))
                .orElse(true);
        boolean offset = options.has("all")
                || options.values("offset").stream().anyMatch(wanted -> Long.decode(wanted) == signature.offset());
        return type && offset;
    }

    private static String erased(String path, Signature signature) {
        int bytes = signature.magic().length() / 2;
        return "%s: %d byte%s erased at offset 0x%08x (%s): %s\n"
                .formatted(
                        path,
                        bytes,
                        bytes == 1 ? " was" : "s were",
                        signature.offset(),
                        signature.type(),
                        signature.magic().replaceAll("(..)(?!$)", "$1 "));
    }

    /** Takes a signature away; all else stays as it is. */
    static void remove(Medium medium, Signature signature) throws DriveFailure {
        if (signature.table()) {
            byte[] sector = medium.read(0);
            sector[510] = 0;
            sector[511] = 0;
            medium.write(0, sector);
        } else if (signature.type().equals("linux_raid_member") && medium instanceof Region region) {
            region.clearSuperblock();
        } else {
            medium.fill(new Content.Garbage());
        }
    }
}
