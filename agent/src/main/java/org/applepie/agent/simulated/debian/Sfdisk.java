package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;
import static org.applepie.agent.simulated.debian.Options.Known.valued;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.shell.Call;

/** sfdisk of util-linux 2.38.1, for tables of the DOS kind. */
final class Sfdisk extends OptionedTool {

    private static final List<Options.Known> KNOWN = List.of(
            flag('A', "activate"),
            flag("delete"),
            flag('d', "dump"),
            flag('J', "json"),
            flag('l', "list"),
            flag('s', "show-size"),
            flag("part-type"),
            flag("disk-id"),
            flag('V', "verify"),
            flag('v', "version"),
            flag('a', "append"),
            flag('f', "force"),
            flag('n', "no-act"),
            flag("no-reread"),
            flag("no-tell-kernel"),
            flag('q', "quiet"),
            valued('N', "partno"),
            valued('X', "label"),
            valued('w', "wipe"),
            valued('W', "wipe-partitions"));
    private static final List<String> ACTIONS =
            List.of("activate", "delete", "dump", "json", "list", "show-size", "part-type", "disk-id", "verify");
    private static final Set<String> WIPE_MODES = Set.of("auto", "never", "always");

    Sfdisk(Running running) {
        super(running, KNOWN, "sfdisk from util-linux 2.38.1");
    }

    @Override
    int run(Call call, Options options) throws IOException, Stopped {
        for (String name : List.of("wipe", "wipe-partitions")) {
            if (options.value(name).filter(mode -> !WIPE_MODES.contains(mode)).isPresent()) {
                return call.fail(1, "unsupported wipe mode");
            }
        }
        try {
            return act(call, options, action(options));
        } catch (DriveFailure failure) {
            return call.fail(1, "cannot open " + options.words().getFirst() + ": " + Errno.EIO.text());
        }
    }

    // The last one given counts.
    private static String action(Options options) {
        return options.names().stream()
                .filter(ACTIONS::contains)
                .reduce((first, last) -> last)
                .orElse("write");
    }

    private int act(Call call, Options options, String action) throws IOException, Stopped {
        List<String> words = options.words();
        if (words.isEmpty()) {
            return switch (action) {
                case "list" -> listAll(call, options);
                case "show-size" -> sizes(call);
                default -> call.fail(1, "no disk device specified");
            };
        }
        return switch (action) {
            case "dump", "json" -> dump(call, words.getFirst(), action.equals("json"));
            case "list" -> list(call, words, options);
            case "show-size" -> sizes(call, words);
            case "verify" -> verify(call, words);
            case "part-type" -> type(call, words, options);
            case "disk-id" -> id(call, words, options);
            case "activate" -> activate(call, words, options);
            case "delete" -> delete(call, words, options);
            default -> {
                if (options.has("append")) {
                    yield call.fail(1, "--append is not known to this machine");
                }
                yield new SfdiskWrite(this, call, words, options).run();
            }
        };
    }

    /** The drive at a path, or the words that it cannot be opened. */
    Disk open(Call call, String path) throws IOException, Stopped {
        try {
            return disk(call, path);
        } catch (ErrnoException refused) {
            call.fail(1, "cannot open " + path + ": " + refused.errno().text());
            throw new Stopped();
        }
    }

    private static DosLabel label(Call call, String path, Disk disk, String otherwise) throws IOException, Stopped {
        Optional<DosLabel> label = DosLabel.of(disk.drive());
        if (label.isEmpty()) {
            call.fail(1, path + ": " + otherwise);
            throw new Stopped();
        }
        return label.get();
    }

    private int dump(Call call, String path, boolean json) throws IOException, Stopped {
        DosLabel label = label(call, path, open(call, path), "does not contain a recognized partition table");
        call.print(json ? SfdiskText.json(path, label) : SfdiskText.dump(path, label));
        return 0;
    }

    private int listAll(Call call, Options options) throws IOException, Stopped {
        return list(
                call,
                drivers().disks().stream().map(disk -> disk.whole().path()).toList(),
                options);
    }

    private int list(Call call, List<String> paths, Options options) throws IOException, Stopped {
        String between = "";
        for (String path : paths) {
            Disk disk = open(call, path);
            Optional<DosLabel> label = DosLabel.of(disk.drive());
            call.print(between);
            if (!options.has("quiet")) {
                call.print(SfdiskText.geometry(path, disk.drive())
                        + label.map(SfdiskText::identifier).orElse(""));
            }
            String table = label.map(one -> SfdiskText.table(path, one)).orElse("");
            call.print(options.has("quiet") ? table.stripLeading() : table);
            between = options.has("quiet") ? "\n" : "\n\n";
        }
        return 0;
    }

    private int sizes(Call call) throws IOException {
        long total = 0;
        for (Disk disk : drivers().disks()) {
            call.print("%s: %9d\n".formatted(disk.whole().path(), disk.whole().kib()));
            total += disk.whole().kib();
        }
        call.print("total: " + total + " blocks\n");
        return 0;
    }

    private int sizes(Call call, List<String> paths) throws IOException {
        for (String path : paths) {
            try {
                call.print(block(call, path).kib() + "\n");
            } catch (ErrnoException refused) {
                call.fail(1, "cannot open " + path + ": " + refused.errno().text());
            }
        }
        return 0;
    }

    private int verify(Call call, List<String> paths) throws IOException, Stopped {
        for (String path : paths) {
            label(call, path, open(call, path), "does not contain a recognized partition table");
            call.print(path + ":\nNo errors detected.\n");
        }
        return 0;
    }

    /** A number as sfdisk takes it, or its words that it is none. */
    static int number(Call call, String word) throws IOException, Stopped {
        if (!word.matches("[0-9]{1,4}")) {
            call.fail(1, "failed to parse partition number: '" + word + "'");
            throw new Stopped();
        }
        return Integer.parseInt(word);
    }

    private static DosPartition used(Call call, String path, DosLabel label, int number) throws IOException, Stopped {
        if (number > label.slots()) {
            call.fail(
                    1,
                    path + ": partition " + number + ": partition table contains only " + label.slots()
                            + " partitions");
            throw new Stopped();
        }
        Optional<DosPartition> row = label.partition(number);
        if (row.isEmpty()) {
            call.fail(1, path + ": partition " + number + ": partition is unused");
            throw new Stopped();
        }
        return row.get();
    }

    private int type(Call call, List<String> words, Options options) throws IOException, Stopped {
        if (words.size() < 2 || words.size() > 3) {
            return call.fail(1, words.size() < 2 ? "no partition number specified" : "unexpected arguments");
        }
        String path = words.getFirst();
        int number = number(call, words.get(1));
        Disk disk = open(call, path);
        DosLabel label = label(call, path, disk, "no partition table found");
        DosPartition row = used(call, path, label, number);
        if (words.size() == 2) {
            call.print("%2x\n".formatted(row.type()));
            return 0;
        }
        int type = PartitionTypes.parse(words.get(2));
        if (type == 0) {
            call.warn("Type 0 means free space to many systems. Having partitions of type 0 is probably unwise.\n");
        }
        label.put(new DosPartition(number, row.start(), row.sectors(), type, row.active()));
        return write(call, disk, label, false, options);
    }

    private int id(Call call, List<String> words, Options options) throws IOException, Stopped {
        String path = words.getFirst();
        Disk disk = open(call, path);
        Optional<DosLabel> label = DosLabel.of(disk.drive());
        if (words.size() > 2) {
            return call.fail(1, "unexpected arguments");
        }
        if (words.size() == 1) {
            call.print(label.map(one -> one.idText() + "\n").orElse(""));
            return 0;
        }
        if (label.isEmpty() || !words.get(1).matches("0x[0-9a-fA-F]{1,8}|[0-9]{1,10}")) {
            return call.fail(1, path + ": failed to set disklabel ID");
        }
        String old = label.get().idText();
        label.get().id((int) (long) Long.decode(words.get(1)));
        call.print("Disk identifier changed from " + old + " to " + label.get().idText() + ".\n");
        return write(call, disk, label.get(), false, options);
    }

    private int activate(Call call, List<String> words, Options options) throws IOException, Stopped {
        String path = words.getFirst();
        Disk disk = open(call, path);
        DosLabel label = label(call, path, disk, "toggle boot flags is supported for MBR or PMBR only");
        if (words.size() == 1) {
            call.print(label.used().stream()
                    .filter(DosPartition::active)
                    .map(row -> SfdiskText.part(path, row.number()) + "\n")
                    .collect(Collectors.joining()));
            return 0;
        }
        for (DosPartition row : label.used()) {
            boolean active = words.subList(1, words.size()).contains(String.valueOf(row.number()));
            label.put(new DosPartition(row.number(), row.start(), row.sectors(), row.type(), active));
        }
        return write(call, disk, label, false, options);
    }

    private int delete(Call call, List<String> words, Options options) throws IOException, Stopped {
        String path = words.getFirst();
        Disk disk = open(call, path);
        DosLabel label = label(call, path, disk, "no partition table found");
        List<Integer> numbers = new java.util.ArrayList<>();
        for (String word : words.subList(1, words.size())) {
            int number = number(call, word);
            if (label.partition(number).isEmpty()) {
                return call.fail(1, path + ": partition " + number + ": failed to delete");
            }
            numbers.add(number);
        }
        if (numbers.isEmpty()) {
            label.used().forEach(row -> numbers.add(row.number()));
        }
        numbers.stream().sorted(java.util.Comparator.reverseOrder()).forEach(label::delete);
        return write(call, disk, label, false, options);
    }

    /**
     * Writes a table and has the kernel read it.
     *
     * @param fresh without the boot code that was there
     */
    int write(Call call, Disk disk, DosLabel label, boolean fresh, Options options) throws IOException {
        String told = options.has("no-act") ? "The partition table is unchanged (--no-act).\n" : "";
        if (told.isEmpty()) {
            label.write(disk.drive(), fresh);
            told = "\nThe partition table has been altered.\n";
            if (!options.has("no-tell-kernel")) {
                told += tell(call, disk);
            }
            written(disk.whole());
        }
        if (!options.has("quiet")) {
            call.print(told);
        }
        return 0;
    }

    private String tell(Call call, Disk disk) throws IOException {
        String asked = "Calling ioctl() to re-read partition table.\n";
        if (reread(disk)) {
            return asked + "Syncing disks.\n";
        }
        call.warn("Re-reading the partition table failed.: " + Errno.EBUSY.text() + "\n");
        return asked
                + "The kernel still uses the old table. The new table will be used at the next reboot or after you run"
                + " partprobe(8) or partx(8).\nSyncing disks.\n";
    }
}
