package org.applepie.app.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.applepie.app.inventory.Registry;
import org.applepie.app.output.AttemptLog;
import org.applepie.app.output.OutputStore;
import org.applepie.app.run.Contact.Fresh;
import org.applepie.app.run.Pace.Deadline;
import org.applepie.app.run.Proving.Proof;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.run.Attempt;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.HandReport;
import org.applepie.domain.run.Position;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Runbooks;
import org.applepie.domain.runbook.Step;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/** Drives one run from step to step until it has to wait for people or is over. */
final class Driver {

    /** Who acts when nobody was asked. */
    static final String CONSOLE = "console";

    private final Journal journal;
    private final Runbooks runbooks;
    private final Registry inventory;
    private final Contact contact;
    private final StepParts parts;
    private final OutputStore outputs;
    private final LiveBoard board;
    private final Pace pace;

    Driver(
            Journal journal,
            Runbooks runbooks,
            Registry inventory,
            Contact contact,
            StepParts parts,
            OutputStore outputs,
            LiveBoard board,
            Pace pace) {
        this.journal = journal;
        this.runbooks = runbooks;
        this.inventory = inventory;
        this.contact = contact;
        this.parts = parts;
        this.outputs = outputs;
        this.board = board;
        this.pace = pace;
    }

    /** Returns when people are to decide or the run is over. */
    void drive(RunId id) throws InterruptedException {
        boolean more = true;
        while (more) {
            more = next(id);
        }
    }

    private Run run(RunId id) {
        return journal.find(id).orElseThrow();
    }

    private Runbook runbook(Run run) {
        return runbooks.find(run.runbook()).orElseThrow();
    }

    /** Does what is next; false if that is not for us to do. */
    private boolean next(RunId id) throws InterruptedException {
        Run run = run(id);
        Runbook runbook = runbook(run);
        switch (run.position(runbook)) {
            case Position.Ready(Step step) -> begin(run, runbook, step);
            case Position.InFlight(Attempt attempt) -> goOn(run, runbook, attempt, Optional.empty());
            case Position.InHands p -> {
                return false;
            }
            case Position.Complete(RunEvent.End end) -> finish(run, runbook, end);
            case Position.AtGate p -> {
                return false;
            }
            case Position.NeedsDecision p -> {
                return false;
            }
            case Position.Stopped p -> {
                return false;
            }
            case Position.Over p -> {
                return false;
            }
        }
        return true;
    }

    private void begin(Run run, Runbook runbook, Step step) throws InterruptedException {
        BooleanSupplier stopped = () -> run(run.id()).isStopRequested();
        Deadline deadline = pace.in(step.about().limit());
        Fresh fresh = step.about().isDestructive()
                ? contact.patiently(run, runbook, deadline, stopped)
                : contact.stillFresh(run, runbook, deadline, stopped);
        if (run(run.id()).version() != run.version()) {
            return;
        }
        switch (fresh) {
            case Fresh.Missed missed -> notDone(run, runbook, "", failed(List.of(missed.why())));
            case Fresh.Got(Reading reading) -> begin(run, runbook, step, reading);
        }
    }

    private void begin(Run run, Runbook runbook, Step step, Reading reading) throws InterruptedException {
        String boot = reading.host().bootId().orElse("");
        if (run.isRollingBack() && isSoAlready(run, runbook, step, reading)) {
            notDone(run, runbook, boot, new AttemptResult.Proved("It was so already; nothing was done."));
            return;
        }
        List<String> against = parts.preconditions().against(run, runbook, step, reading);
        if (!against.isEmpty()) {
            notDone(run, runbook, boot, failed(against));
            return;
        }
        Verdict<Run> begun =
                record(run, runbook, now -> now.attempt(runbook, boot).map(List::<RunEvent>of));
        if (begun instanceof Verdict.Accepted<Run>(Run started)
                && step.handedOut().isEmpty()) {
            goOn(started, runbook, started.attempts().getLast(), Optional.of(reading));
        }
    }

    private static AttemptResult failed(List<String> causes) {
        return new AttemptResult.Failed("Not started: " + String.join(" ", causes));
    }

    private boolean isSoAlready(Run run, Runbook runbook, Step step, Reading reading) {
        return Binding.machine(runbook, reading).isEmpty()
                && parts.evidence().judge(run, step.proof(), reading) instanceof Proof.Holds;
    }

    private static RunEvent.AttemptStarted nothingSent(RunEvent.AttemptStarted intent) {
        return new RunEvent.AttemptStarted(intent.attempt(), intent.step(), "", intent.bootId());
    }

    /** Records an attempt that sent nothing to the server, in one piece. */
    private void notDone(Run run, Runbook runbook, String boot, AttemptResult result) throws InterruptedException {
        record(
                run,
                runbook,
                now -> now.attempt(runbook, boot).map(event -> {
                    RunEvent.AttemptStarted started = nothingSent((RunEvent.AttemptStarted) event);
                    return List.<RunEvent>of(
                            started,
                            new RunEvent.AttemptEnded(started.attempt(), started.step(), result, AttemptLog.none()));
                }));
    }

    /** Does the attempt's work, or goes on with it after the console was started anew. */
    private void goOn(Run run, Runbook runbook, Attempt attempt, Optional<Reading> reading)
            throws InterruptedException {
        Step step = runbook.step(attempt.step()).orElseThrow();
        Task task = new Task(run, runbook, step, attempt, reading);
        if (run.report().isPresent()) {
            lookAfter(task, run.report().get());
            return;
        }
        try (AttemptLog log = outputs.open(run.id(), attempt.number())) {
            end(task, parts.performing().perform(task, log), log);
        }
    }

    /** People told of a step of theirs. What is not so goes back to them, and the attempt goes on. */
    private void lookAfter(Task task, HandReport report) throws InterruptedException {
        Attempt attempt = task.attempt();
        try (AttemptLog log = outputs.open(task.run().id(), attempt.number())) {
            switch (parts.hands().look(task, report, log)) {
                case Hands.Seen.Ended(AttemptResult result) -> end(task, result, log);
                case Hands.Seen.NotSo(String found) -> {
                    RunEvent refused = new RunEvent.ReportRefused(attempt.number(), attempt.step(), found);
                    record(task.run(), task.runbook(), now -> onlyAt(attempt, now, refused));
                }
            }
        }
    }

    private void end(Task task, AttemptResult result, AttemptLog log) throws InterruptedException {
        Run run = task.run();
        Runbook runbook = task.runbook();
        Attempt attempt = task.attempt();
        RunEvent ended = new RunEvent.AttemptEnded(attempt.number(), attempt.step(), result, log.seal());
        record(run, runbook, now -> onlyAt(attempt, now, ended));
        if (result instanceof AttemptResult.Proved && endsPhase(runbook, task.step())) {
            keepReading(run, runbook);
        }
    }

    private static Verdict<List<RunEvent>> onlyAt(Attempt attempt, Run now, RunEvent event) {
        Attempt newest = now.attempts().getLast();
        return newest.number() == attempt.number() && newest.result().isEmpty()
                ? Verdict.accepted(List.of(event))
                : Verdict.refused(Kind.CONFLICT, "not-in-flight", "The attempt has ended already.", "Nothing.");
    }

    private static boolean endsPhase(Runbook runbook, Step step) {
        return runbook.phases().stream()
                .map(Phase::steps)
                .anyMatch(steps -> steps.getLast().equals(step));
    }

    private void keepReading(Run run, Runbook runbook) {
        board.of(run, runbook).reading().ifPresent(reading -> inventory.keep(run.server(), reading, CONSOLE));
    }

    private void finish(Run run, Runbook runbook, RunEvent.End end) throws InterruptedException {
        release(run, runbook);
        keepReading(run, runbook);
        String reason = end == RunEvent.End.DONE ? "Every step is proved." : "Every step of the way back is proved.";
        record(run, runbook, now -> Verdict.accepted(List.of(new RunEvent.Ended(end, reason))));
    }

    /** Takes the lock off the server if it can be reached; otherwise it is known to be stale. */
    void release(Run run, Runbook runbook) throws InterruptedException {
        Optional<Server> server = contact.server(run);
        if (server.isPresent() && contact.once(run, runbook) instanceof Fresh.Got(Reading reading)) {
            parts.lock().release(run, runbook, reading, contact.login(server.get()));
        }
    }

    /** A console that is closing records nothing: what it still hears is the noise of its own end. */
    private Verdict<Run> record(Run run, Runbook runbook, Function<Run, Verdict<List<RunEvent>>> decision)
            throws InterruptedException {
        pace.pause(Duration.ZERO);
        long seen = run.version();
        Verdict<Run> recorded = journal.record(runbook, run.id(), CONSOLE, decision);
        if (recorded instanceof Verdict.Accepted<Run>(Run now) && now.version() != seen) {
            board.of(now, runbook).happened(now);
        }
        return recorded;
    }
}
