package org.applepie.app.run;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.applepie.app.run.Preconditions.Leftover;
import org.applepie.app.run.Proving.Proof;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunCommand;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Step;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/** What people tell a run: checked against the server where it depends on it, then recorded. */
final class Orders {

    private final Journal journal;
    private final Contact contact;
    private final Preconditions preconditions;
    private final Evidence evidence;

    Orders(Journal journal, Contact contact, Preconditions preconditions, Evidence evidence) {
        this.journal = journal;
        this.contact = contact;
        this.preconditions = preconditions;
        this.evidence = evidence;
    }

    /** @param today the latest date that an answer may have */
    Verdict<Run> tell(Run run, Runbook runbook, RunCommand command, long version, String actor, LocalDate today) {
        return at(run, version)
                .then(now -> now.tell(runbook, command, today))
                .then(event -> isTrue(run, runbook, command))
                .then(checked -> journal.record(
                        runbook,
                        run.id(),
                        actor,
                        now -> at(now, version)
                                .then(still -> still.tell(runbook, command, today))
                                .map(List::<RunEvent>of)));
    }

    private static Verdict<Run> at(Run run, long version) {
        return run.version() == version
                ? Verdict.accepted(run)
                : Verdict.refused(
                        Kind.CONFLICT,
                        "stale-version",
                        "Something happened to the run meanwhile.",
                        "Look at it again, then repeat.");
    }

    /** Whether the server bears out what the command takes for granted. */
    private Verdict<Boolean> isTrue(Run run, Runbook runbook, RunCommand command) {
        return switch (command) {
            case RunCommand.Continue c -> Verdict.accepted(true);
            case RunCommand.Stop c -> Verdict.accepted(true);
            case RunCommand.Done c -> Verdict.accepted(true);
            case RunCommand.HandBack c -> Verdict.accepted(true);
            case RunCommand.Retry c -> alone(run);
            case RunCommand.RollBack c -> alone(run);
            case RunCommand.Abandon c -> alone(run);
            case RunCommand.ResolveUnknown c -> alone(run).then(yes -> proved(run, runbook, c.step()));
        };
    }

    private Verdict<Boolean> alone(Run run) {
        Optional<Server> server = contact.server(run);
        Leftover leftover =
                server.isEmpty() ? new Leftover.None() : preconditions.leftover(run, () -> contact.login(server.get()));
        return leftover instanceof Leftover.Running(String what)
                ? Verdict.refused(Kind.CONFLICT, "still-running", what, "Wait for its end.")
                : Verdict.accepted(true);
    }

    private Verdict<Boolean> proved(Run run, Runbook runbook, String stepId) {
        Step step = runbook.step(stepId).orElseThrow();
        return switch (evidence.now(run, runbook, step.proof())) {
            case Proof.Holds p -> Verdict.accepted(true);
            case Proof.Broken p ->
                Verdict.refused(
                        Kind.REFUSED,
                        "not-proved",
                        "What the step is for is not true: " + p.text(),
                        "Retry the step, take the way back, or mend it by hand and resolve it then.");
            case Proof.Unanswered p ->
                Verdict.refused(Kind.UNREACHABLE, "unreachable", p.why(), "Try again when the server is reachable.");
        };
    }
}
