package org.applepie.app.run;

import java.time.Duration;
import java.util.List;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobId;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Outcome;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.run.Attempt;
import org.applepie.domain.run.Run;
import org.applepie.domain.runbook.Runbook;

/**
 * The file on the server that tells other consoles which run works on it. It is taken before the first change of each
 * system that is booted, since a copy of the system does not have it, and taken away at the end.
 */
final class RunLock {

    private static final String DIRECTORY = "/var/lib/applepie";
    private static final String FILE = DIRECTORY + "/run.lock";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Shell shell;

    RunLock(Shell shell) {
        this.shell = shell;
    }

    /**
     * Takes the lock if nobody has it; making a hard link fails if another one was quicker.
     *
     * @return why it could not be taken; empty if this run has it
     */
    String take(Run run, Runbook runbook, Attempt attempt, Reading reading, Login login) throws InterruptedException {
        if (!reading.runLock().equals(Fact.of(""))) {
            return "";
        }
        String mine = FILE + "." + run.id();
        List<Action> actions = List.of(
                Action.run("mkdir", "-p", DIRECTORY),
                new Action.WriteFile(mine, run.id() + "\n", "0644"),
                Action.run("ln", mine, FILE));
        Job job = job(
                attempt.jobId() + "-lock", attempt.bootId(), runbook, actions, List.of(Action.run("rm", "-f", mine)));
        Outcome outcome = shell.execute(login, job, 0, (offset, bytes) -> {}, LIMIT);
        return outcome instanceof Outcome.Exited(int code, long bytes) && code == 0
                ? ""
                : "The machine could not be locked for this run: " + outcome;
    }

    /** Takes the lock away if this run has it. A lock left behind by a run that ended stops nobody here. */
    void release(Run run, Runbook runbook, Reading reading, Login login) throws InterruptedException {
        String holder = reading.runLock().orElse("");
        String boot = reading.host().bootId().orElse("");
        if (holder.equals(run.id().toString()) && Binding.isBootId(boot)) {
            String id = "run-" + holder.substring(0, 13) + "-" + run.version() + "-unlock";
            List<Action> actions = List.of(Action.run("rm", "-f", FILE));
            shell.execute(login, job(id, boot, runbook, actions, List.of()), 0, (offset, bytes) -> {}, LIMIT);
        }
    }

    private static Job job(String id, String boot, Runbook runbook, List<Action> actions, List<Action> cleanup) {
        return new Job(new JobId(id), boot, runbook.binding().machineId(), List.of(), actions, cleanup);
    }
}
