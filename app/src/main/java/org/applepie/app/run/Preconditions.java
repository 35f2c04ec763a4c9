package org.applepie.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.applepie.app.run.Proving.Proof;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.remote.JobId;
import org.applepie.domain.remote.JobStatus;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.run.Attempt;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.Run;
import org.applepie.domain.runbook.Check;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Runbooks;
import org.applepie.domain.runbook.Step;
import org.applepie.domain.runbook.WriteGuard;
import org.applepie.domain.verdict.Refusal;

/** All that must hold on a fresh reading before a step is begun. */
final class Preconditions {

    private final Journal journal;
    private final Contact contact;
    private final Proving proving;
    private final Shell shell;
    private final Runbooks runbooks;

    Preconditions(Journal journal, Contact contact, Proving proving, Shell shell, Runbooks runbooks) {
        this.runbooks = runbooks;
        this.journal = journal;
        this.contact = contact;
        this.proving = proving;
        this.shell = shell;
    }

    /** What speaks against beginning the step now; empty if nothing does. */
    List<String> against(Run run, Runbook runbook, Step step, Reading reading) {
        Optional<Server> server = contact.server(run);
        if (server.isEmpty()) {
            return List.of("The server is not registered any more.");
        }
        Supplier<Login> login = () -> contact.login(server.get());
        List<String> causes = new ArrayList<>();
        if (changes(step)) {
            causes.addAll(bound(run, runbook, server, reading, away(step)));
            causes.addAll(guarded(runbook, step));
            causes.addAll(Binding.lock(reading, run.id().toString(), journal::isOver));
            causes.addAll(alone(run, login));
        } else {
            causes.addAll(Binding.machine(runbook, reading));
        }
        if (causes.isEmpty()) {
            causes.addAll(before(step, reading, login));
        }
        return causes;
    }

    static boolean changes(Step step) {
        return switch (step) {
            case Step.Look s -> false;
            case Step.Await s -> false;
            case Step.ByHand s -> false;
            case Step.AtConsole s -> true;
            case Step.Change s -> true;
            case Step.Reboot s -> true;
        };
    }

    /** Going back must be possible with a drive that died; what it names is checked within the job. */
    private static List<String> bound(
            Run run, Runbook runbook, Optional<Server> server, Reading reading, List<String> away) {
        return run.isRollingBack()
                ? Binding.machine(runbook, reading)
                : Binding.broken(runbook, run.digest(), server, reading, away);
    }

    /** Labels of drives that the step wants away, which it proves itself before it begins. */
    private static List<String> away(Step step) {
        return step.before().stream()
                .filter(Check.Alone.class::isInstance)
                .map(check -> ((Check.Alone) check).away())
                .toList();
    }

    private List<String> alone(Run run, Supplier<Login> login) {
        return switch (leftover(run, login)) {
            case Leftover.None l -> List.of();
            case Leftover.Running(String what) -> List.of(what);
            case Leftover.Unasked(String why) -> List.of(why);
        };
    }

    private static List<String> guarded(Runbook runbook, Step step) {
        return runbook.phaseOf(step.id())
                .map(phase -> WriteGuard.check(runbook, phase, step).stream()
                        .map(Refusal::cause)
                        .toList())
                .orElse(List.of("The step is none of this runbook."));
    }

    private List<String> before(Step step, Reading reading, Supplier<Login> login) {
        return switch (proving.judge(step.before(), reading, login)) {
            case Proof.Holds holds -> List.of();
            case Proof.Broken broken -> broken.causes();
            case Proof.Unanswered(String why) -> List.of(why);
        };
    }

    /** Whether a job is at work of which nobody knew the end; nothing may be begun beside it. */
    sealed interface Leftover {
        record None() implements Leftover {}

        record Running(String what) implements Leftover {}

        record Unasked(String why) implements Leftover {}
    }

    /** @param login asked for only if there is a job to ask for */
    Leftover leftover(Run run, Supplier<Login> login) {
        Optional<Run> looked = run.attempts().isEmpty() ? journal.before(run) : Optional.of(run);
        return looked.flatMap(one -> doubtful(one).map(attempt -> look(one, attempt, login.get())))
                .orElseGet(Leftover.None::new);
    }

    /** The newest attempt that sent something, if nobody knows how it ended. */
    private static Optional<Attempt> doubtful(Run run) {
        return run.attempts().stream()
                .filter(attempt -> !attempt.jobId().isEmpty())
                .reduce((earlier, later) -> later)
                .filter(attempt -> attempt.result()
                        .filter(AttemptResult.Unknown.class::isInstance)
                        .isPresent());
    }

    private Leftover look(Run run, Attempt attempt, Login login) {
        return runbooks.find(run.runbook())
                .flatMap(runbook -> runbook.step(attempt.step()))
                .filter(Step.AtConsole.class::isInstance)
                .map(step -> lookAtConsole((Step.AtConsole) step, attempt, login))
                .orElseGet(() -> look(attempt, login));
    }

    private Leftover lookAtConsole(Step.AtConsole step, Attempt attempt, Login login) {
        return switch (new ConsoleLogs(shell).isRunning(login, step.script(), attempt.number())) {
            case Reply.NotConnected<Boolean>(var fault) -> new Leftover.Unasked(fault.describe());
            case Reply.Got<Boolean>(Boolean running) ->
                running
                        ? new Leftover.Running(
                                "The script of card " + attempt.number() + " still runs at the console of the server ("
                                        + step.script().path() + ").")
                        : new Leftover.None();
        };
    }

    private Leftover look(Attempt attempt, Login login) {
        return switch (shell.status(login, new JobId(attempt.jobId()))) {
            case Reply.NotConnected<JobStatus>(var fault) -> new Leftover.Unasked(fault.describe());
            case Reply.Got<JobStatus>(JobStatus status) ->
                status instanceof JobStatus.Running
                        ? new Leftover.Running("The job of attempt " + attempt.number() + " still runs on the server ("
                                + attempt.jobId() + ").")
                        : new Leftover.None();
        };
    }
}
