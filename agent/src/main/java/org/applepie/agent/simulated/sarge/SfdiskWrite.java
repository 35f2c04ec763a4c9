package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DosTable;
import org.applepie.agent.simulated.shell.Call;

/** One writing of a table by sfdisk, from the check that nobody uses the disk to the hint about dd. */
final class SfdiskWrite {

    private static final String IN_USE = """

            This disk is currently in use - repartitioning is probably a bad idea.
            Umount all file systems, and swapoff all swap partitions on this disk.
            Use the --no-reread flag to suppress this check.
            Use the --force flag to overrule all checks.
            """;
    private static final String HINT = """
            If you created or changed a DOS partition, /dev/foo7, say, then use dd(1)
            to zero the first 512 bytes:  dd if=/dev/zero of=/dev/foo7 bs=512 count=1
            (See fdisk(8).)
            """;
    private static final String UNLIKED =
            "sfdisk: I don't like these partitions - nothing changed.\n(If you really want this, use the --force option.)\n";

    private final Call call;
    private final String device;
    private final Disk disk;
    private final Predicate<Disk> busy;
    private final boolean force;
    private final boolean unchecked;
    private final boolean relaxed;
    private final Optional<Integer> only;

    SfdiskWrite(Call call, String device, Disk disk, Set<String> options, Predicate<Disk> busy) {
        this.call = call;
        this.device = device;
        this.disk = disk;
        this.busy = busy;
        this.force = options.contains("--force") || options.contains("-f");
        this.unchecked = options.contains("--no-reread") || options.contains("-n");
        this.relaxed = options.contains("-L") || options.contains("--Linux") || options.contains("-uS") && force;
        this.only = options.stream()
                .filter(option -> option.matches("-N[0-9]+"))
                .map(option -> Integer.valueOf(option.substring(2)))
                .findFirst();
    }

    int run() throws IOException {
        if (!unchecked) {
            call.warn("Checking that no-one is using this disk right now ...\n");
            if (!disk.answers()) {
                call.warn("sfdisk: read error on " + device + " - cannot read sector 0\n");
                return 1;
            }
            if (!free()) {
                return 1;
            }
        }
        call.print("\nDisk " + device + ": " + Sfdisk.geometry(disk).words() + "\n");
        Optional<DosTable> old = old();
        Optional<List<DosPartition>> rows = SfdiskInput.rows(Tool.input(call));
        if (rows.isEmpty()) {
            call.warn("\nsfdisk: bad input\n");
            return 1;
        }
        return write(table(old, rows.get()));
    }

    private boolean free() throws IOException {
        if (!busy.test(disk)) {
            call.warn("OK\n");
            return true;
        }
        call.warn("BLKRRPART: Device or resource busy\n");
        if (!force) {
            call.warn(IN_USE);
        }
        return force;
    }

    private Optional<DosTable> old() throws IOException {
        Optional<DosTable> old = DosTable.read(disk.drive());
        if (old.isEmpty()) {
            call.warn("\nsfdisk: ERROR: sector 0 does not have an msdos signature\n " + device
                    + ": unrecognized partition table type\n");
        }
        call.print("Old situation:\n");
        if (old.isEmpty()) {
            call.warn("No partitions found\n");
        } else {
            call.print(SfdiskText.byCylinders(device, old.get()));
        }
        return old;
    }

    private DosTable table(Optional<DosTable> old, List<DosPartition> rows) {
        if (only.isPresent() && old.isPresent() && !rows.isEmpty()) {
            return old.get().with(merged(old.get(), rows.getFirst(), only.get()));
        }
        List<DosPartition> all = new ArrayList<>(rows);
        for (int number = all.size() + 1; number <= 4; number++) {
            all.add(DosPartition.none(number));
        }
        return new DosTable(all);
    }

    private static DosPartition merged(DosTable old, DosPartition row, int number) {
        DosPartition was = old.partition(number).orElse(DosPartition.none(number));
        return row.used()
                ? new DosPartition(number, row.start(), row.sectors(), row.type(), row.active())
                : new DosPartition(number, was.start(), was.sectors(), row.type(), was.active());
    }

    private int write(DosTable table) throws IOException {
        if (tooSmall(table)) {
            return 1;
        }
        call.print("New situation:\n" + SfdiskText.bySectors(device, table));
        if (!liked(table) && !force) {
            call.warn(UNLIKED);
            return 1;
        }
        table.write(disk.drive());
        call.print("Successfully wrote the new partition table\n\nRe-reading the partition table ...\n\n");
        if (busy.test(disk)) {
            call.warn("BLKRRPART: Device or resource busy\nThe command to re-read the partition table failed\n"
                    + "Reboot your system now, before using mkfs\n");
        } else {
            disk.reread();
        }
        call.warn(HINT);
        return 0;
    }

    private boolean tooSmall(DosTable table) throws IOException {
        long sectors = disk.drive().sectors();
        for (DosPartition row : table.used()) {
            long room = Math.max(0, sectors - row.start());
            if (row.sectors() > room && !force) {
                call.warn("Warning: given size (" + row.sectors() + ") exceeds max allowable size (" + room
                        + ")\n\nsfdisk: bad input\n");
                return true;
            }
        }
        return false;
    }

    private boolean liked(DosTable table) throws IOException {
        boolean liked = true;
        for (DosPartition row : table.used()) {
            if (!relaxed && (row.start() + row.sectors()) % Geometry.CYLINDER != 0) {
                call.warn("Warning: partition " + row.number() + " does not end at a cylinder boundary\n");
                liked = false;
            }
        }
        return liked;
    }
}
