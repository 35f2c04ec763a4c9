package org.applepie.app.run;

import java.time.Duration;
import org.applepie.app.run.Contact.Fresh;
import org.applepie.app.run.Pace.Deadline;
import org.applepie.app.run.Proving.Proof;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Outcome;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.run.AttemptResult;

/** Waits for a machine that was told to reboot: it is back when its boot id is a UUID and another one than before. */
final class Rebooting {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration SETTLING = Duration.ofSeconds(90);
    private static final String WAITING = "Waiting for the machine to come back.";

    private final Contact contact;
    private final Evidence evidence;
    private final LiveBoard board;
    private final Shell shell;
    private final Pace pace;

    Rebooting(Contact contact, Evidence evidence, LiveBoard board, Shell shell, Pace pace) {
        this.contact = contact;
        this.evidence = evidence;
        this.board = board;
        this.shell = shell;
        this.pace = pace;
    }

    AttemptResult await(Task task, Outcome outcome, Deadline deadline) throws InterruptedException {
        return mayHaveRebooted(outcome) ? comeBack(task, deadline) : Doubt.about(task, outcome);
    }

    private static boolean mayHaveRebooted(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Exited o -> true;
            case Outcome.TimedOut o -> false;
            case Outcome.NoConnection o -> !(o.fault() instanceof ConnectionFault.HostKeyChanged);
            case Outcome.Lost o -> o.reason() != Outcome.Reason.NEVER_STARTED;
        };
    }

    private AttemptResult comeBack(Task task, Deadline deadline) throws InterruptedException {
        LiveRun live = board.of(task.run(), task.runbook());
        live.waiting(WAITING);
        // a connection into the old boot may take long to be noticed as dead
        contact.server(task.run()).map(contact::login).ifPresent(shell::disconnect);
        String last = "";
        while (!deadline.isOver()) {
            switch (contact.once(task.run(), task.runbook())) {
                case Fresh.Got(Reading reading) -> {
                    if (isAnotherBoot(task, reading)) {
                        live.waiting("The machine is back; its services are starting.");
                        return back(task);
                    }
                    last = "It still runs as before the reboot.";
                }
                case Fresh.Missed missed -> {
                    if (missed.untrusted()) {
                        return needsHands(live, missed.why());
                    }
                    last = missed.why();
                }
            }
            pace.pause(LOOK);
        }
        return needsHands(live, last);
    }

    private static AttemptResult needsHands(LiveRun live, String why) {
        live.waiting("");
        return new AttemptResult.Unknown("The machine needs hands: it did not come back in time. " + why);
    }

    private static boolean isAnotherBoot(Task task, Reading reading) {
        String boot = reading.host().bootId().orElse("");
        return Binding.isBootId(boot) && !boot.equals(task.attempt().bootId());
    }

    private AttemptResult back(Task task) throws InterruptedException {
        Proof proof = evidence.of(task.run(), task.runbook(), task.step().proof(), SETTLING, pace.in(SETTLING));
        board.of(task.run(), task.runbook()).waiting("");
        return switch (proof) {
            case Proof.Holds p -> Performing.proved(task);
            case Proof.Broken p -> new AttemptResult.Failed("The machine came back, but: " + p.text());
            case Proof.Unanswered p ->
                new AttemptResult.Unknown("The machine came back and then was out of reach: " + p.why());
        };
    }
}
