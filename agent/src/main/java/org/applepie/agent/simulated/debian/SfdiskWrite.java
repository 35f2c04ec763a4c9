package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.Medium;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.shell.Call;

/** One run of sfdisk with a script on its standard input. */
final class SfdiskWrite {

    private static final long MIB = 2048;

    private final Sfdisk tool;
    private final Call call;
    private final List<String> words;
    private final Options options;
    private final boolean quiet;
    private final List<DosPartition> wiped = new ArrayList<>();
    private boolean created;
    private int next = 1;
    private String prompt = "";

    SfdiskWrite(Sfdisk tool, Call call, List<String> words, Options options) {
        this.tool = tool;
        this.call = call;
        this.words = words;
        this.options = options;
        this.quiet = options.has("quiet");
    }

    private String device() {
        return words.getFirst();
    }

    private void info(String text) throws IOException {
        if (!quiet) {
            call.print(text);
        }
    }

    int run() throws IOException, Stopped {
        Disk disk = tool.open(call, device());
        Optional<DosLabel> old = DosLabel.of(disk.drive());
        Optional<Integer> only = only(old);
        check(disk);
        collision(disk);
        info(SfdiskText.geometry(device(), disk.drive())
                + old.map(label ->
                                SfdiskText.identifier(label) + "\nOld situation:\n" + SfdiskText.table(device(), label))
                        .orElse("")
                + "\n");
        if (only.isPresent()) {
            return change(disk, old.orElseThrow(), only.get());
        }
        return read(disk, old);
    }

    private Optional<Integer> only(Optional<DosLabel> old) throws IOException, Stopped {
        Optional<String> given =
                options.value("partno").or(() -> words.size() > 1 ? Optional.of(words.get(1)) : Optional.empty());
        if (given.isEmpty()) {
            return Optional.empty();
        }
        int number = Sfdisk.number(call, given.get());
        if (old.isEmpty()) {
            call.fail(1, device() + ": cannot modify partition " + number + ": no partition table was found");
            throw new Stopped();
        }
        if (number > old.get().slots() + 1) {
            call.fail(
                    1,
                    device() + ": cannot modify partition " + number + ": partition table contains only "
                            + old.get().slots() + " partitions");
            throw new Stopped();
        }
        if (old.get().partition(number).isEmpty()) {
            call.warn("warning: " + device() + ": partition " + number + " is not defined yet\n");
        }
        return Optional.of(number);
    }

    private void check(Disk disk) throws IOException, Stopped {
        if (options.has("no-act") || options.has("no-reread")) {
            return;
        }
        info("Checking that no-one is using this disk right now ...");
        if (!tool.drivers().busy(disk.whole())) {
            info(" OK\n\n");
            return;
        }
        info(" FAILED\n\n");
        call.warn("This disk is currently in use - repartitioning is probably a bad idea.\n"
                + "Umount all file systems, and swapoff all swap partitions on this disk.\n"
                + "Use the --no-reread flag to suppress this check.\n\n");
        if (!options.has("force")) {
            call.fail(1, "Use the --force flag to overrule all checks.");
            throw new Stopped();
        }
    }

    private boolean wipes() {
        return options.value("wipe").filter("always"::equals).isPresent();
    }

    // What the drive as a whole holds besides a table.
    private Optional<Signature> other(Disk disk) throws DriveFailure {
        return Signature.of(Region.whole(disk.drive())).stream()
                .filter(one -> !one.table())
                .findFirst();
    }

    private void collision(Disk disk) throws IOException {
        Optional<Signature> found = other(disk);
        if (found.isPresent() && !quiet) {
            call.warn("The device contains '" + found.get().type() + "' signature and it may "
                    + (wipes()
                            ? "be removed by a write command. See sfdisk(8) man page and --wipe option for more details.\n"
                            : "remain on the device. It is recommended to wipe the device with wipefs(8) or sfdisk --wipe,"
                                    + " in order to avoid possible collisions.\n"));
            (wipes() ? call.out() : call.err()).write('\n');
        }
    }

    private int change(Disk disk, DosLabel label, int number) throws IOException {
        created = true;
        next = number;
        prompt();
        for (String line : Tool.input(call).split("\n")) {
            if (SfdiskScript.line(line) instanceof SfdiskScript.Wanted wanted) {
                Optional<DosPartition> was = label.partition(number);
                DosPartition row = new DosPartition(
                        number,
                        wanted.start().orElse(was.map(DosPartition::start).orElseGet(() -> free(disk, label, number))),
                        wanted.size().orElse(was.map(DosPartition::sectors).orElse(0L)),
                        wanted.type().orElse(was.map(DosPartition::type).orElse(0x83)),
                        wanted.bootable());
                DosPartition whole = row.used()
                        ? row
                        : new DosPartition(number, row.start(), room(disk, label, row), row.type(), row.active());
                label.put(whole);
                if (was.isEmpty()) {
                    info(SfdiskText.created(whole));
                }
                return finish(disk, label, false);
            }
        }
        info("Done.\n");
        return finish(disk, label, false);
    }

    private int read(Disk disk, Optional<DosLabel> old) throws IOException {
        DosLabel label = new DosLabel(tool.running().random().nextInt());
        boolean dos = false;
        int at = 0;
        String input = Tool.input(call);
        for (String line : input.isEmpty() ? new String[0] : input.split("\n")) {
            at++;
            SfdiskScript read = SfdiskScript.line(line);
            if (read instanceof SfdiskScript.Empty) {
                continue;
            }
            prompt();
            switch (read) {
                case SfdiskScript.Header header -> dos |= header(header, label);
                case SfdiskScript.Wanted wanted -> {
                    create(disk, label);
                    if (!add(disk, label, wanted)) {
                        return leave();
                    }
                }
                case SfdiskScript.Junk junk -> {
                    call.warn("line " + at + ": unsupported command\n");
                    info("\nNew situation:\n" + situation(created ? Optional.of(label) : old));
                    return leave();
                }
                case SfdiskScript.Empty empty -> {}
            }
        }
        prompt();
        info("Done.\n");
        if (!created && dos) {
            create(disk, label);
        }
        if (!created) {
            info("\nNew situation:\n" + situation(old));
            return old.isPresent() ? tool.write(call, disk, old.get(), false, options) : 1;
        }
        return finish(disk, label, true);
    }

    private void prompt() throws IOException {
        prompt = created ? SfdiskText.part(device(), next) + ": " : ">>> ";
        info(prompt);
    }

    private static String situation(String device, DosLabel label) {
        return SfdiskText.identifier(label) + SfdiskText.table(device, label);
    }

    private String situation(Optional<DosLabel> label) {
        return label.map(one -> situation(device(), one)).orElse("");
    }

    private int leave() throws IOException {
        call.print("Leaving.\n\n");
        return 1;
    }

    /** @return whether it asks for a DOS table */
    private boolean header(SfdiskScript.Header header, DosLabel label) throws IOException {
        switch (header.name()) {
            case "label" -> {
                info("Script header accepted.\n");
                return header.value().equals("dos");
            }
            case "label-id" -> label.id((int) (long) Long.decode(header.value()));
            case "unit", "device", "first-lba", "last-lba", "table-length", "grain", "sector-size" -> {}
            default -> {
                call.warn("Unknown script header '" + header.name() + "' -- ignore.\n");
                return false;
            }
        }
        info("Script header accepted.\n");
        return false;
    }

    private void create(Disk disk, DosLabel label) throws IOException {
        if (!created) {
            created = true;
            info("Created a new DOS (MBR) disklabel with disk identifier " + label.idText() + ".\n");
            collision(disk);
            if (prompt.equals(">>> ") && !quiet) {
                next = 1;
                prompt = "";
            }
        }
    }

    private boolean add(Disk disk, DosLabel label, SfdiskScript.Wanted wanted) throws IOException {
        int number = wanted.number().orElseGet(() -> unused(label));
        if (prompt.isEmpty()) {
            prompt();
        }
        long start = wanted.start().orElseGet(() -> free(disk, label, number));
        DosPartition asked = new DosPartition(
                number, start, wanted.size().orElse(0), wanted.type().orElse(0x83), wanted.bootable());
        long room = room(disk, label, asked);
        if (room <= 0 || asked.sectors() > room) {
            boolean taken = room <= 0;
            call.warn((taken ? "Start sector " + start + " out of range." : "No free sectors available.") + "\n");
            call.warn("Failed to add #" + next + " partition: "
                    + (taken ? "Numerical result out of range" : Errno.ENOSPC.text()) + "\n");
            return false;
        }
        DosPartition row = asked.used() ? asked : new DosPartition(number, start, room, asked.type(), asked.active());
        label.put(row);
        info(SfdiskText.created(row));
        found(disk, row);
        next = number + 1;
        return true;
    }

    private static int unused(DosLabel label) {
        for (int number = 1; number <= 4; number++) {
            if (label.partition(number).isEmpty()) {
                return number;
            }
        }
        return label.slots() + 1;
    }

    private void found(Disk disk, DosPartition row) throws IOException {
        if (row.extended()) {
            return;
        }
        Optional<Signature> there = Signature.of(new Region(disk.drive(), row.start(), row.sectors())).stream()
                .filter(one -> !one.table())
                .findFirst();
        if (there.isPresent()) {
            call.warn(
                    "Partition #" + row.number() + " contains a " + there.get().type() + " signature.\n");
            if (options.value("wipe-partitions").filter("always"::equals).isPresent()) {
                info("The signature will be removed by a write command.\n");
                wiped.add(row);
            }
        }
    }

    private static boolean logical(int number) {
        return number > 4;
    }

    private static long free(Disk disk, DosLabel label, int number) {
        long first = logical(number) ? label.extended().map(DosPartition::start).orElse(0L) + MIB : MIB;
        long gap = logical(number) ? MIB : 0;
        long behind = label.used().stream()
                .filter(row -> row.number() != number && logical(row.number()) == logical(number))
                .max(Comparator.comparingLong(DosPartition::start))
                .map(row -> row.start() + row.sectors() + gap)
                .orElse(first);
        return Math.min(disk.drive().sectors(), (Math.max(first, behind) + 15) / 16 * 16);
    }

    /** Sectors from its start to what comes next; nothing if something lies there. */
    private static long room(Disk disk, DosLabel label, DosPartition asked) {
        boolean logical = logical(asked.number());
        long end = disk.drive().sectors();
        if (logical) {
            Optional<DosPartition> extended = label.extended();
            if (extended.isEmpty() || asked.start() <= extended.get().start()) {
                return 0;
            }
            end = extended.get().start() + extended.get().sectors();
        }
        for (DosPartition row : label.used()) {
            if (row.number() == asked.number() || logical(row.number()) != logical) {
                continue;
            }
            if (row.start() <= asked.start() && asked.start() < row.start() + row.sectors()) {
                return 0;
            }
            end = row.start() > asked.start() ? Math.min(end, row.start()) : end;
        }
        return Math.max(0, end - asked.start());
    }

    private int finish(Disk disk, DosLabel label, boolean fresh) throws IOException {
        info("\nNew situation:\n" + situation(device(), label));
        if (!options.has("no-act")) {
            wipe(disk, fresh);
        }
        return tool.write(call, disk, label, fresh && wipes(), options);
    }

    private void wipe(Disk disk, boolean fresh) throws IOException {
        Medium whole = Region.whole(disk.drive());
        Optional<Signature> other = other(disk);
        if (fresh && wipes() && other.isPresent()) {
            Wipefs.remove(whole, other.get());
        }
        for (DosPartition row : wiped) {
            info((wiped.indexOf(row) == 0 ? "\n" : "") + "Filesystem/RAID signature on partition " + row.number()
                    + " will be wiped.\n");
            Region part = new Region(disk.drive(), row.start(), row.sectors());
            for (Signature one : Signature.of(part)) {
                if (!one.table()) {
                    Wipefs.remove(part, one);
                }
            }
        }
    }
}
