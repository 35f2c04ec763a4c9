package org.applepie.app.run;

import java.util.List;
import java.util.stream.Stream;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.remote.DriveGuard;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobId;
import org.applepie.domain.run.Attempt;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Step;

/** Makes the job of an attempt: the step's own actions, bound to machine, boot and drives. */
final class Jobs {

    private Jobs() {}

    static Job of(Runbook runbook, Step step, List<Action> actions, List<Action> cleanup, Attempt attempt) {
        List<DriveGuard> guards = Stream.of(
                        runbook.layout().apple(), runbook.layout().pie())
                .filter(drive -> mayWrite(runbook, step).contains(drive.label())
                        || Stream.concat(actions.stream(), cleanup.stream())
                                .anyMatch(action -> mentions(action, drive.path())))
                .map(Jobs::guard)
                .toList();
        return new Job(
                new JobId(attempt.jobId()), attempt.bootId(), runbook.binding().machineId(), guards, actions, cleanup);
    }

    /** The drives that the step's phase may write; none for steps of the way back, which are guarded by what they name. */
    private static List<String> mayWrite(Runbook runbook, Step step) {
        return runbook.phases().stream()
                .filter(phase -> phase.steps().contains(step))
                .findFirst()
                .map(Phase::mayWrite)
                .orElse(List.of());
    }

    private static boolean mentions(Action action, String path) {
        return switch (action) {
            case Action.Run(Command command, var accepted) -> mentions(command, path);
            case Action.ExpectSilence(Command command) -> mentions(command, path);
            case Action.RunInto(Command command, String file) -> mentions(command, path) || file.contains(path);
            case Action.Capture(Command command, String file) -> mentions(command, path) || file.contains(path);
            case Action.WriteFile(String file, var content, var mode) -> file.contains(path);
        };
    }

    private static boolean mentions(Command command, String path) {
        return command.argv().stream().anyMatch(word -> word.contains(path))
                || command.stdin().contains(path);
    }

    private static DriveGuard guard(PlannedDrive drive) {
        return new DriveGuard(
                drive.path(),
                drive.identity().serial(),
                drive.identity().wwn(),
                drive.identity().model(),
                drive.identity().sizeBytes(),
                drive.identity().position());
    }
}
