package org.applepie.domain.run;

import java.util.List;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BootRecord;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.run.Bootability.Answer;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Runbook.Family;

/** The meter for a server that was mirrored before the run: whether a drive starts it is known once it did so alone. */
final class MirrorMeter {

    private final Runbook runbook;
    private final Run run;
    private final Reading reading;

    MirrorMeter(Runbook runbook, Run run, Reading reading) {
        this.runbook = runbook;
        this.run = run;
        this.reading = reading;
    }

    List<Bootability> read() {
        PlannedDrive apple = runbook.layout().apple();
        PlannedDrive pie = runbook.layout().pie();
        return List.of(
                of(apple, pie, run.seen().contains(Run.APPLE_ALONE)),
                of(pie, apple, run.seen().contains(Run.PIE_ALONE)));
    }

    private Bootability of(PlannedDrive drive, PlannedDrive other, boolean seenAlone) {
        return reading.disk(drive.identity())
                .map(disk -> present(drive, other, disk, seenAlone))
                .orElseGet(() -> new Bootability(
                        drive.label(),
                        Answer.NO,
                        isRunning(other)
                                ? "The drive is not there, and what it holds is older than what " + other.label()
                                        + " holds: do not start it alone."
                                : "The drive is not there."));
    }

    private Bootability present(PlannedDrive drive, PlannedDrive other, Disk disk, boolean seenAlone) {
        boolean starts = runbook.family() == Family.LEGACY
                ? disk.bootRecord() instanceof BootRecord.Lilo
                : disk.bootRecord() instanceof BootRecord.Grub;
        if (needed().isEmpty()) {
            return new Bootability(drive.label(), Answer.UNKNOWN, "The runbook names no array that holds files.");
        }
        if (disk.bootRecord() instanceof BootRecord.Unread(String reason)) {
            return new Bootability(drive.label(), Answer.UNKNOWN, "Its first sector could not be read: " + reason);
        }
        return starts
                ? BootMeter.withoutTable(drive, disk).orElseGet(() -> started(drive, other, seenAlone))
                : new Bootability(
                        drive.label(), Answer.NO, "Its first sector does not start the boot loader of this system.");
    }

    private Bootability started(PlannedDrive drive, PlannedDrive other, boolean seenAlone) {
        if (isComplete(drive) && runbook.family() == Family.CURRENT && isBootArrayAtWork()) {
            return new Bootability(
                    drive.label(),
                    Answer.UNKNOWN,
                    "Its halves are complete, but GRUB may read /boot from the half that is being filled; alone it would start.");
        }
        if (isComplete(drive)) {
            return seenAlone
                    ? new Bootability(
                            drive.label(),
                            Answer.YES,
                            "Its halves of the arrays are complete, and it has started alone.")
                    : new Bootability(
                            drive.label(),
                            Answer.UNKNOWN,
                            "Its halves of the arrays are complete and it carries a boot record, but it has not been seen to start alone.");
        }
        boolean between = needed().stream()
                .allMatch(a -> BootMeter.isInSync(reading, drive, a) || BootMeter.isInSync(reading, other, a));
        return between
                ? new Bootability(
                        drive.label(),
                        Answer.WITH_THE_OTHER,
                        "It is behind " + other.label()
                                + " and needs it: alone it would start what is old. Do not start it alone.")
                : new Bootability(drive.label(), Answer.NO, "The arrays it would start are not complete on any drive.");
    }

    /** GRUB reads the half in the first place of an array, and knows nothing of a sync that has not come to its end. */
    private boolean isBootArrayAtWork() {
        PlannedArray boot = needed().stream()
                .filter(a -> a.mountPoint().equals("/boot"))
                .findFirst()
                .orElseGet(() -> needed().getFirst());
        return reading.array(boot.reference())
                .filter(array -> array.recovery().isPresent())
                .isPresent();
    }

    private boolean isRunning(PlannedDrive drive) {
        return needed().stream().anyMatch(a -> BootMeter.isInSync(reading, drive, a));
    }

    private boolean isComplete(PlannedDrive drive) {
        return needed().stream().allMatch(a -> BootMeter.isInSync(reading, drive, a));
    }

    private List<PlannedArray> needed() {
        return runbook.layout().arrays().stream().filter(a -> !a.isSwap()).toList();
    }
}
