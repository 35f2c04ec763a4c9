package org.applepie.domain.run;

import java.util.List;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BootRecord;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.run.Bootability.Answer;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.domain.runbook.Runbook;

/**
 * The meter for a system that LILO starts. A boot record of LILO knows files by their blocks, so what it starts is gone as
 * soon as these are overwritten, although the record itself looks as before.
 */
final class LiloMeter {

    private static final String OF_ARRAYS = "lilo-arrays";
    private static final String WHOLE_IMAGE = "initrd-whole";
    private static final String OF_PIE = "boot-record-pie";

    private final Runbook runbook;
    private final Run run;
    private final Reading reading;

    LiloMeter(Runbook runbook, Run run, Reading reading) {
        this.runbook = runbook;
        this.run = run;
        this.reading = reading;
    }

    List<Bootability> read() {
        return List.of(
                of(runbook.layout().apple(), runbook.layout().pie()),
                of(runbook.layout().pie(), runbook.layout().apple()));
    }

    private Bootability of(PlannedDrive drive, PlannedDrive other) {
        return reading.disk(drive.identity())
                .map(disk -> present(drive, other, disk))
                .orElse(new Bootability(drive.label(), Answer.NO, "The drive is not there."));
    }

    private Bootability present(PlannedDrive drive, PlannedDrive other, Disk disk) {
        return switch (disk.bootRecord()) {
            case BootRecord.Lilo lilo -> BootMeter.withoutTable(drive, disk).orElseGet(() -> withLilo(drive, other));
            case BootRecord.Unread(String reason) ->
                new Bootability(drive.label(), Answer.UNKNOWN, "Its first sector could not be read: " + reason);
            case BootRecord.Empty empty ->
                new Bootability(drive.label(), Answer.NO, "Its first sector holds no boot record.");
            case BootRecord.Grub grub -> foreign(drive);
            case BootRecord.Foreign foreign -> foreign(drive);
        };
    }

    private static Bootability foreign(PlannedDrive drive) {
        return new Bootability(drive.label(), Answer.NO, "Its first sector does not start LILO.");
    }

    private Bootability withLilo(PlannedDrive drive, PlannedDrive other) {
        if (run.seen().contains(OF_ARRAYS)) {
            return fromArrays(drive, other);
        }
        if (begun(OF_ARRAYS)) {
            return new Bootability(
                    drive.label(), Answer.UNKNOWN, "LILO was being run and its boot records have not been proved.");
        }
        return drive.equals(runbook.layout().apple()) ? original(drive) : copy(drive);
    }

    /** Until /boot of apple is overwritten, whatever was copied meanwhile. */
    private Bootability original(PlannedDrive drive) {
        if (begun("adopt-" + bootArray().name())) {
            return new Bootability(
                    drive.label(),
                    Answer.NO,
                    "Its boot record points to blocks that the sync overwrites; LILO runs as soon as the array of /boot is whole.");
        }
        return BootMeter.isOriginalWhole(runbook, reading, drive)
                ? new Bootability(drive.label(), Answer.YES, "It starts the old system as before.")
                : new Bootability(drive.label(), Answer.NO, "The old file systems are not all there any more.");
    }

    private Bootability copy(PlannedDrive drive) {
        boolean written = run.proved().contains(OF_PIE) || run.proved().contains(Run.TRIAL_BOOT);
        return new Bootability(
                drive.label(),
                Answer.UNKNOWN,
                written
                        ? "It carries a boot record of its own, which nobody has seen to start; the BIOS would have to be told to use this drive."
                        : "It carries a boot record that this run has not proved.");
    }

    private PlannedArray bootArray() {
        return runbook.layout().arrays().stream()
                .filter(a -> a.mountPoint().equals("/boot"))
                .findFirst()
                .orElseGet(() -> runbook.layout().arrays().getFirst());
    }

    private boolean begun(String step) {
        return run.attempts().stream()
                .anyMatch(a -> a.step().equals(step) && !a.jobId().isEmpty());
    }

    private Bootability fromArrays(PlannedDrive drive, PlannedDrive other) {
        List<PlannedArray> needed =
                runbook.layout().arrays().stream().filter(a -> !a.isSwap()).toList();
        boolean complete = needed.stream().allMatch(a -> BootMeter.isInSync(reading, drive, a));
        if (complete && run.seen().contains(WHOLE_IMAGE)) {
            return new Bootability(drive.label(), Answer.YES, "Its halves of the arrays are complete.");
        }
        boolean between = needed.stream()
                .allMatch(a -> BootMeter.isInSync(reading, drive, a) || BootMeter.isInSync(reading, other, a));
        return between
                ? new Bootability(
                        drive.label(),
                        Answer.WITH_THE_OTHER,
                        "Its boot record starts the arrays, but needs " + other.label()
                                + ": the arrays are not complete here, or the initial RAM disk does not know this half yet.")
                : new Bootability(drive.label(), Answer.NO, "The arrays it would start are not complete on any drive.");
    }
}
