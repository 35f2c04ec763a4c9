package org.applepie.app.run;

import java.time.Duration;
import java.util.List;
import org.applepie.app.output.AttemptLog;
import org.applepie.app.run.JobWork.Commands;
import org.applepie.app.run.JobWork.Ended;
import org.applepie.app.run.Pace.Deadline;
import org.applepie.app.run.Proving.Proof;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.Outcome;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.runbook.Step;

/** Does a step whose intent is recorded, and says how it ended. */
final class Performing {

    private static final Duration SETTLING = Duration.ofSeconds(10);

    /** A job that used up the time of its step is proved all the same. */
    private static final Duration REACH = Duration.ofMinutes(5);

    private final JobWork jobs;
    private final Evidence evidence;
    private final Rebooting rebooting;
    private final Awaiting awaiting;
    private final Pace pace;

    Performing(JobWork jobs, Evidence evidence, Rebooting rebooting, Awaiting awaiting, Pace pace) {
        this.jobs = jobs;
        this.evidence = evidence;
        this.rebooting = rebooting;
        this.awaiting = awaiting;
        this.pace = pace;
    }

    AttemptResult perform(Task task, AttemptLog log) throws InterruptedException {
        Deadline deadline = pace.in(task.step().about().limit());
        return switch (task.step()) {
            case Step.Look s -> look(task, deadline);
            case Step.ByHand s -> throw new IllegalStateException(s.id() + " is for people");
            case Step.AtConsole s -> throw new IllegalStateException(s.id() + " is for people");
            case Step.Await s -> awaiting.await(task, s, deadline);
            case Step.Change s ->
                switch (jobs.run(task, new Commands(s.actions(), s.cleanup()), log, deadline)) {
                    case Ended.Decided(AttemptResult result) -> result;
                    case Ended.Told(Outcome outcome) -> changed(task, outcome, deadline);
                };
            case Step.Reboot s ->
                switch (jobs.run(task, new Commands(s.actions(), List.of()), log, deadline)) {
                    case Ended.Decided(AttemptResult result) -> result;
                    case Ended.Told(Outcome outcome) -> rebooted(task, outcome, deadline);
                };
        };
    }

    private AttemptResult look(Task task, Deadline deadline) throws InterruptedException {
        Proof proof = task.reading().isPresent()
                ? evidence.judge(task.run(), task.step().proof(), task.reading().get())
                : evidence.of(task.run(), task.runbook(), task.step().proof(), Duration.ZERO, deadline);
        return switch (proof) {
            case Proof.Holds p -> proved(task);
            case Proof.Broken p -> new AttemptResult.Failed(p.text());
            case Proof.Unanswered p -> new AttemptResult.Failed("The server could not be looked at: " + p.why());
        };
    }

    private AttemptResult changed(Task task, Outcome outcome, Deadline deadline) throws InterruptedException {
        return outcome instanceof Outcome.Exited(int code, long bytes)
                ? exited(task, code, deadline)
                : Doubt.about(task, outcome);
    }

    private AttemptResult rebooted(Task task, Outcome outcome, Deadline deadline) throws InterruptedException {
        return outcome instanceof Outcome.Exited(int code, long bytes) && code != 0
                ? exited(task, code, deadline)
                : rebooting.await(task, outcome, deadline);
    }

    /** Success is the proof and an orderly end; a job that complained is never taken for done by itself. */
    private AttemptResult exited(Task task, int code, Deadline deadline) throws InterruptedException {
        if (code == Job.IDENTITY_REFUSED) {
            return new AttemptResult.Failed("The server refused: boot, machine or a drive is not the expected one."
                    + " Nothing was done; the output says what was found.");
        }
        Duration settling = code == 0 ? SETTLING : Duration.ZERO;
        Deadline reach = deadline.leaving(REACH);
        Proof proof = evidence.of(task.run(), task.runbook(), task.step().proof(), settling, reach);
        return code == 0 ? ended(task, proof) : complained(code, proof);
    }

    static AttemptResult ended(Task task, Proof proof) {
        return switch (proof) {
            case Proof.Holds p -> proved(task);
            case Proof.Broken p ->
                new AttemptResult.Failed("The job ended in order, but its effect is not proved: " + p.text());
            case Proof.Unanswered p ->
                new AttemptResult.Unknown("The job ended in order, but the server cannot be asked: " + p.why());
        };
    }

    private static AttemptResult complained(int code, Proof proof) {
        String how = code == Job.EXPECTATION_FAILED
                ? "A check right before the effect did not hold (exit code 98), so the job stopped there."
                : "The job ended with exit code " + code + ".";
        return switch (proof) {
            case Proof.Holds p ->
                new AttemptResult.Failed(how + " What the step is for is true nevertheless; look at the output, then"
                        + " resolve the step or retry it.");
            case Proof.Broken p -> new AttemptResult.Failed(how + " " + p.text());
            case Proof.Unanswered p -> new AttemptResult.Failed(how + " The server cannot be asked now: " + p.why());
        };
    }

    static AttemptResult proved(Task task) {
        int checks = task.step().proof().size();
        return new AttemptResult.Proved(checks == 1 ? "1 check held." : checks + " checks held.");
    }
}
