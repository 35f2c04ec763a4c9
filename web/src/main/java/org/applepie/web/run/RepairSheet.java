package org.applepie.web.run;

import java.time.Instant;
import java.util.List;
import org.applepie.domain.disk.TableEntry;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.run.RunView;
import org.applepie.domain.runbook.Layout;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.domain.runbook.Runbook;

/**
 * What whoever stands before the server with a dead drive has to know, on paper.
 *
 * @param whole false while the run is not done: then the sheet is a draft
 */
record RepairSheet(
        String runId,
        String serverName,
        String machineId,
        String digest,
        boolean whole,
        Instant lastAt,
        List<PlacedDrive> drives,
        List<TableEntry> table,
        List<PlannedArray> arrays,
        List<DeadDrive> whenDead) {

    /**
     * What to do when one drive is dead, as commands for root.
     *
     * @param dead its label
     * @param deadMark by what people find it: its serial, or where it sits
     * @param survivor label of the drive that still works
     */
    record DeadDrive(String dead, String deadMark, String survivor, String survivorMark, List<Task> tasks) {}

    /** One thing to do, in words, with its commands. */
    record Task(String words, List<String> commands) {}

    /** @param position where it sits, in people's words, empty if nobody wrote it down */
    record PlacedDrive(PlannedDrive drive, String position) {}

    /** @param known what the inventory knows of drives, for their positions */
    static RepairSheet of(RunView view, List<Drive> known) {
        Layout layout = view.runbook().layout();
        return new RepairSheet(
                view.run().id().toString(),
                view.runbook().serverName(),
                view.runbook().binding().machineId(),
                view.run().digest(),
                RunState.of(view).word().equals("done"),
                view.run().lastAt(),
                List.of(placed(layout.apple(), known), placed(layout.pie(), known)),
                layout.apple().table(),
                layout.arrays(),
                List.of(
                        tasks(view.runbook(), layout.apple(), layout.pie()),
                        tasks(view.runbook(), layout.pie(), layout.apple())));
    }

    private static DeadDrive tasks(Runbook runbook, PlannedDrive dead, PlannedDrive survivor) {
        return switch (runbook.family()) {
            case CURRENT -> RepairTasks.of(runbook.layout(), dead, survivor);
            case LEGACY -> LegacyRepairTasks.of(runbook.layout(), dead, survivor);
        };
    }

    private static PlacedDrive placed(PlannedDrive drive, List<Drive> known) {
        String position = known.stream()
                .filter(d -> d.identity().isSameDriveAs(drive.identity()))
                .map(Drive::position)
                .findFirst()
                .orElse("");
        return new PlacedDrive(drive, position);
    }
}
