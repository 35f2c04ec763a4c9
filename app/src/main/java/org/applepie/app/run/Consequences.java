package org.applepie.app.run;

import java.time.Clock;
import org.applepie.app.inventory.DriveMarks;
import org.applepie.domain.inventory.DriveState;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Step;

/** What follows from a run's event for drives and for the run's own row, in the same transaction. */
final class Consequences {

    private final DriveMarks drives;
    private final RunRows rows;
    private final Clock clock;

    Consequences(DriveMarks drives, RunRows rows, Clock clock) {
        this.drives = drives;
        this.rows = rows;
        this.clock = clock;
    }

    void of(Runbook runbook, RunId run, RunEvent event, String actor) {
        switch (event) {
            case RunEvent.Started e -> {
                name(runbook, runbook.layout().apple(), actor);
                name(runbook, runbook.layout().pie(), actor);
            }
            case RunEvent.AttemptStarted e -> {
                if (destroysPie(runbook, e.step())) {
                    mark(runbook, runbook.layout().pie(), dirty(runbook, "is being written by a run", run), actor);
                }
            }
            case RunEvent.Ended e -> end(runbook, run, e.end(), actor);
            case RunEvent.Rehearsed e -> {}
            case RunEvent.RehearsalWaived e -> {}
            case RunEvent.Reported e -> {}
            case RunEvent.ReportRefused e -> {}
            case RunEvent.GateDecided e -> {}
            case RunEvent.AttemptEnded e -> {}
            case RunEvent.StopRequested e -> {}
            case RunEvent.Continued e -> {}
            case RunEvent.RetryRequested e -> {}
            case RunEvent.UnknownResolved e -> {}
            case RunEvent.RollBackStarted e -> {}
        }
    }

    private void end(Runbook runbook, RunId run, RunEvent.End end, String actor) {
        rows.end(run);
        if (runbook.goal() instanceof Goal.ProveEachDrive) {
            drilled(runbook, end, actor);
            return;
        }
        switch (end) {
            case DONE -> {
                mark(runbook, runbook.layout().apple(), new DriveState.InService(), actor);
                mark(runbook, runbook.layout().pie(), new DriveState.InService(), actor);
            }
            case ROLLED_BACK ->
                mark(runbook, runbook.layout().pie(), dirty(runbook, "was left by a run rolled back", run), actor);
            case ABANDONED ->
                mark(runbook, runbook.layout().pie(), dirty(runbook, "was left by a run abandoned", run), actor);
        }
    }

    /** The way back of a drill makes the mirror whole; of a drill that was abandoned nobody knows which drive is behind. */
    private void drilled(Runbook runbook, RunEvent.End end, String actor) {
        if (end != RunEvent.End.ABANDONED) {
            mark(runbook, runbook.layout().apple(), new DriveState.InService(), actor);
            mark(runbook, runbook.layout().pie(), new DriveState.InService(), actor);
        }
    }

    private static DriveState dirty(Runbook runbook, String what, RunId run) {
        return new DriveState.Dirty(
                what + " on " + runbook.serverName() + " (run " + run + ", which has not finished it)");
    }

    private static boolean destroysPie(Runbook runbook, String step) {
        String pie = runbook.layout().pie().label();
        return runbook.phases().stream()
                .filter(phase -> phase.mayWrite().contains(pie))
                .map(Phase::steps)
                .anyMatch(steps -> steps.stream().anyMatch(s -> isIt(s, step)));
    }

    private static boolean isIt(Step candidate, String id) {
        return candidate.id().equals(id) && candidate.about().isDestructive();
    }

    private void mark(Runbook runbook, PlannedDrive drive, DriveState state, String actor) {
        drives.mark(drive.identity(), runbook.server(), state, clock.instant(), actor);
    }

    private void name(Runbook runbook, PlannedDrive drive, String actor) {
        drives.label(drive.identity(), runbook.server(), drive.label(), clock.instant(), actor);
    }
}
