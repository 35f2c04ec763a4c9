package org.applepie.domain.run;

import java.util.List;
import java.util.Optional;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.BootRecord;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Member;
import org.applepie.domain.run.Bootability.Answer;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.domain.runbook.Runbook;

/**
 * From which drives would the server start right now? Told from a fresh reading and from what this run has proved; where
 * that does not suffice the answer is unknown, never a hope.
 */
public final class BootMeter {

    private static final String TO_ARRAYS = "boot-record-apple";
    private static final String ON_BOTH = "boot-loaders";

    private final Runbook runbook;
    private final Run run;
    private final Reading reading;

    private BootMeter(Runbook runbook, Run run, Reading reading) {
        this.runbook = runbook;
        this.run = run;
        this.reading = reading;
    }

    /** One answer a drive, apple first. Without a reading both are unknown. */
    public static List<Bootability> read(Runbook runbook, Run run, Optional<Reading> reading) {
        PlannedDrive apple = runbook.layout().apple();
        PlannedDrive pie = runbook.layout().pie();
        if (reading.isEmpty() || reading.get().disks().known().isEmpty()) {
            return List.of(unread(apple), unread(pie));
        }
        if (!(runbook.goal() instanceof Goal.MirrorRoot)) {
            return new MirrorMeter(runbook, run, reading.get()).read();
        }
        BootMeter meter = new BootMeter(runbook, run, reading.get());
        return switch (runbook.family()) {
            case CURRENT -> List.of(meter.apple(apple), meter.pie(pie));
            case LEGACY -> new LiloMeter(runbook, run, reading.get()).read();
        };
    }

    private static Bootability unread(PlannedDrive drive) {
        return new Bootability(drive.label(), Answer.UNKNOWN, "The server has not been read yet.");
    }

    private Bootability apple(PlannedDrive drive) {
        Optional<Bootability> missing = withoutStart(drive);
        if (missing.isPresent()) {
            return missing.get();
        }
        if (run.seen().contains(TO_ARRAYS) || run.seen().contains(ON_BOTH)) {
            return fromArrays(drive, runbook.layout().pie());
        }
        if (begun(TO_ARRAYS)) {
            return new Bootability(
                    drive.label(), Answer.UNKNOWN, "Its boot record was being written and has not been proved.");
        }
        return isOriginalWhole(drive)
                ? new Bootability(drive.label(), Answer.YES, "It starts the old system as before.")
                : new Bootability(drive.label(), Answer.NO, "The old file systems are not all there any more.");
    }

    private Bootability pie(PlannedDrive drive) {
        Optional<Bootability> missing = withoutStart(drive);
        if (missing.isPresent()) {
            return missing.get();
        }
        if (!run.seen().contains(Run.TRIAL_BOOT)) {
            return new Bootability(
                    drive.label(), Answer.UNKNOWN, "It carries a boot record, but the copy has not been seen to boot.");
        }
        return fromArrays(drive, runbook.layout().apple());
    }

    private Optional<Bootability> withoutStart(PlannedDrive drive) {
        Optional<Disk> disk = reading.disk(drive.identity());
        if (disk.isEmpty()) {
            return Optional.of(new Bootability(drive.label(), Answer.NO, "The drive is not there."));
        }
        return switch (disk.get().bootRecord()) {
            case BootRecord.Grub g -> withoutTable(drive, disk.get());
            case BootRecord.Unread u ->
                Optional.of(new Bootability(
                        drive.label(), Answer.UNKNOWN, "Its first sector could not be read: " + u.reason()));
            case BootRecord.Empty e ->
                Optional.of(new Bootability(drive.label(), Answer.NO, "Its first sector holds no boot record."));
            case BootRecord.Lilo l -> foreign(drive);
            case BootRecord.Foreign f -> foreign(drive);
        };
    }

    /** A boot record may outlive its table, for which the kernel keeps what it read before: nothing starts from there. */
    static Optional<Bootability> withoutTable(PlannedDrive drive, Disk disk) {
        return switch (disk.table()) {
            case PartitionTable.Dos t -> Optional.empty();
            case PartitionTable.Gpt t -> Optional.empty();
            case PartitionTable.None t ->
                Optional.of(new Bootability(
                        drive.label(), Answer.NO, "It carries a boot record, but no partition table any more."));
            case PartitionTable.Other t ->
                Optional.of(new Bootability(
                        drive.label(), Answer.UNKNOWN, "Its partition table could not be read: " + t.name()));
        };
    }

    private static Optional<Bootability> foreign(PlannedDrive drive) {
        return Optional.of(
                new Bootability(drive.label(), Answer.NO, "Its first sector does not start the GRUB of this system."));
    }

    private boolean begun(String step) {
        return run.attempts().stream()
                .anyMatch(a -> a.step().equals(step) && !a.jobId().isEmpty());
    }

    private boolean isOriginalWhole(PlannedDrive drive) {
        return isOriginalWhole(runbook, reading, drive);
    }

    static boolean isOriginalWhole(Runbook runbook, Reading reading, PlannedDrive drive) {
        return runbook.layout().arrays().stream()
                .filter(a -> !a.isSwap())
                .allMatch(a -> reading.disk(drive.identity()).stream()
                        .flatMap(d -> d.partitions().stream())
                        .anyMatch(p -> p.number() == a.partition()
                                && p.content().uuid().equals(a.oldUuid())));
    }

    /** The drive's GRUB starts the arrays: do they stand without the other drive? */
    private Bootability fromArrays(PlannedDrive drive, PlannedDrive other) {
        List<PlannedArray> needed =
                runbook.layout().arrays().stream().filter(a -> !a.isSwap()).toList();
        if (needed.stream().allMatch(a -> isInSync(drive, a))) {
            return new Bootability(drive.label(), Answer.YES, "Its halves of the arrays are complete.");
        }
        if (needed.stream().allMatch(a -> isInSync(drive, a) || isInSync(other, a))) {
            return new Bootability(
                    drive.label(),
                    Answer.WITH_THE_OTHER,
                    "Its boot record starts the arrays, but needs " + other.label() + " for what is not in sync here.");
        }
        return new Bootability(drive.label(), Answer.NO, "The arrays it would start are not complete on any drive.");
    }

    private boolean isInSync(PlannedDrive drive, PlannedArray array) {
        return isInSync(reading, drive, array);
    }

    static boolean isInSync(Reading reading, PlannedDrive drive, PlannedArray array) {
        Optional<Partition> partition = reading.disk(drive.identity()).stream()
                .flatMap(d -> d.partitions().stream())
                .filter(p -> p.number() == array.partition())
                .findFirst();
        Optional<MdArray> md = reading.array(array.reference());
        return partition.isPresent()
                && md.isPresent()
                && md.get().members().stream()
                        .anyMatch(m -> m.kernelName().equals(partition.get().kernelName())
                                && m.state() == Member.State.IN_SYNC);
    }
}
