package org.applepie.app.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.applepie.app.output.AttemptLog;
import org.applepie.app.run.Contact.Fresh;
import org.applepie.app.run.Pace.Deadline;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobStatus;
import org.applepie.domain.remote.LinkState;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Outcome;
import org.applepie.domain.remote.OutputSink;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.run.AttemptResult;

/** Launches the job of an attempt, or finds it again after the console was started anew, and follows it to its end. */
final class JobWork {

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Shell shell;
    private final Contact contact;
    private final Preconditions preconditions;
    private final RunLock lock;
    private final LiveBoard board;
    private final Pace pace;

    JobWork(Shell shell, Contact contact, Preconditions preconditions, RunLock lock, LiveBoard board, Pace pace) {
        this.shell = shell;
        this.contact = contact;
        this.preconditions = preconditions;
        this.lock = lock;
        this.board = board;
        this.pace = pace;
    }

    /** How the job's part of a step ended. */
    sealed interface Ended {
        /** The server told; what it means for the step is yet to be seen. */
        record Told(Outcome outcome) implements Ended {}

        /** There is nothing to look at. */
        record Decided(AttemptResult result) implements Ended {}
    }

    /** The commands of a step. */
    record Commands(List<Action> actions, List<Action> cleanup) {}

    Ended run(Task task, Commands commands, AttemptLog log, Deadline deadline) throws InterruptedException {
        Optional<Server> server = contact.server(task.run());
        if (server.isEmpty()) {
            return new Ended.Decided(new AttemptResult.Unknown("The server is not registered any more."));
        }
        Login login = contact.login(server.get());
        Job job = Jobs.of(task.runbook(), task.step(), commands.actions(), commands.cleanup(), task.attempt());
        Going going = new Going(task, job, login, log, deadline);
        return task.reading().isPresent() ? going.launch(task.reading().get()) : going.resume();
    }

    private final class Going {
        private final Task task;
        private final Job job;
        private final Login login;
        private final AttemptLog log;
        private final Deadline deadline;

        Going(Task task, Job job, Login login, AttemptLog log, Deadline deadline) {
            this.task = task;
            this.job = job;
            this.login = login;
            this.log = log;
            this.deadline = deadline;
        }

        Ended launch(Reading reading) throws InterruptedException {
            String unlocked = lock.take(task.run(), task.runbook(), task.attempt(), reading, login);
            return unlocked.isEmpty()
                    ? new Ended.Told(shell.execute(login, job, log.length(), sink(), deadline.left()))
                    : failed(List.of(unlocked));
        }

        Ended resume() throws InterruptedException {
            Reply<JobStatus> reply = shell.status(login, job.id());
            while (reply instanceof Reply.NotConnected<JobStatus>(var fault)) {
                board.of(task.run(), task.runbook()).link(LinkState.LOST);
                if (Contact.isHopeless(fault) || deadline.isOver()) {
                    return new Ended.Told(new Outcome.NoConnection(fault));
                }
                pace.pause(AGAIN);
                reply = shell.status(login, job.id());
            }
            boolean never = reply instanceof Reply.Got<JobStatus>(JobStatus.Never status)
                    && status.bootId().equals(task.attempt().bootId());
            return never ? neverLaunched() : new Ended.Told(follow());
        }

        /** The console was killed between the intent and the launch, and the machine still is in the same boot. */
        private Ended neverLaunched() throws InterruptedException {
            if (task.step().about().isDestructive()) {
                return new Ended.Told(follow());
            }
            return switch (contact.patiently(task.run(), task.runbook(), deadline, () -> false)) {
                case Fresh.Missed missed -> settledNever(List.of(missed.why()));
                case Fresh.Got(Reading reading) -> {
                    List<String> against = preconditions.against(task.run(), task.runbook(), task.step(), reading);
                    yield against.isEmpty() ? launch(reading) : settledNever(against);
                }
            };
        }

        /** Following a job that was never launched settles that it never will be. */
        private Ended settledNever(List<String> causes) throws InterruptedException {
            Outcome outcome = follow();
            boolean never =
                    outcome instanceof Outcome.Lost(var reason, var detail) && reason == Outcome.Reason.NEVER_STARTED;
            return never ? failed(causes) : new Ended.Told(outcome);
        }

        private Outcome follow() throws InterruptedException {
            return shell.follow(login, job, log.length(), sink(), deadline.left());
        }

        private Ended failed(List<String> causes) {
            return new Ended.Decided(new AttemptResult.Failed("Not started: " + String.join(" ", causes)));
        }

        private OutputSink sink() {
            LiveRun live = board.of(task.run(), task.runbook());
            return new OutputSink() {
                @Override
                public void output(long offset, byte[] bytes) {
                    log.append(offset, bytes);
                    live.output(task.attempt().number(), log.length());
                }

                @Override
                public void link(LinkState state) {
                    live.link(state);
                }
            };
        }
    }
}
