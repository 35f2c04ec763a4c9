package org.applepie.app.run;

import java.time.Duration;
import java.util.List;
import org.applepie.app.run.Contact.Fresh;
import org.applepie.app.run.Pace.Deadline;
import org.applepie.app.run.Proving.Proof;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.run.Run;
import org.applepie.domain.runbook.Check;
import org.applepie.domain.runbook.Runbook;

/** Looks whether a step took effect, on fresh readings. */
final class Evidence {

    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final Contact contact;
    private final Proving proving;
    private final Pace pace;

    Evidence(Contact contact, Proving proving, Pace pace) {
        this.contact = contact;
        this.proving = proving;
        this.pace = pace;
    }

    /** Judges the checks on one reading that is here. */
    Proof judge(Run run, List<Check> checks, Reading reading) {
        return contact.server(run)
                .map(server -> proving.judge(checks, reading, () -> contact.login(server)))
                .orElseGet(() -> new Proof.Unanswered("The server is not registered any more."));
    }

    /** Reads the server once and judges. */
    Proof now(Run run, Runbook runbook, List<Check> checks) {
        return switch (contact.once(run, runbook)) {
            case Fresh.Missed missed -> new Proof.Unanswered(missed.why());
            case Fresh.Got(Reading reading) -> judge(run, checks, reading);
        };
    }

    /**
     * Judges fresh readings until the proof holds.
     *
     * @param settling how long what does not hold yet may take to settle, such as services that are being started
     * @param deadline how long to try to reach the server
     */
    Proof of(Run run, Runbook runbook, List<Check> checks, Duration settling, Deadline deadline)
            throws InterruptedException {
        Deadline settled = pace.in(settling);
        while (true) {
            Proof proof = switch (contact.patiently(run, runbook, deadline, () -> false)) {
                case Fresh.Missed missed -> new Proof.Unanswered(missed.why());
                case Fresh.Got(Reading reading) -> judge(run, checks, reading);
            };
            boolean again = switch (proof) {
                case Proof.Holds p -> false;
                case Proof.Broken p -> !settled.isOver();
                case Proof.Unanswered p -> !deadline.isOver();
            };
            if (!again) {
                return proof;
            }
            pace.pause(AGAIN);
        }
    }
}
