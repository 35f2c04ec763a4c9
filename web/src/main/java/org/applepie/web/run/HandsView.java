package org.applepie.web.run;

import java.time.Instant;
import java.util.Optional;
import org.applepie.domain.run.Attempt;
import org.applepie.domain.run.HandReport;
import org.applepie.domain.run.Position;
import org.applepie.domain.run.Run;
import org.applepie.domain.runbook.Step;
import org.applepie.web.runbook.RunbookView.CardView;
import org.applepie.web.runbook.RunbookViews;

/**
 * A step that waits for people.
 *
 * @param attempt number of the card
 * @param handedOut when
 * @param refused what the console found when it was told that all is done; empty if nobody told yet
 */
record HandsView(
        int attempt,
        String step,
        String title,
        String purpose,
        String warning,
        String destroys,
        CardView card,
        Instant handedOut,
        Optional<Refused> refused) {

    /** Somebody said that it is done, and it was not so. */
    record Refused(String by, Instant at, String found) {}

    static Optional<HandsView> of(Run run, Position position) {
        return position instanceof Position.InHands(Attempt attempt, Step step)
                ? of(step, attempt, run.report().flatMap(HandsView::refused))
                : Optional.empty();
    }

    /** The card of an attempt, whenever it was; empty if the step is not for people. */
    static Optional<HandsView> of(Step step, Attempt attempt, Optional<Refused> refused) {
        Step.About about = step.about();
        return RunbookViews.card(step, attempt.number())
                .map(card -> new HandsView(
                        attempt.number(),
                        about.id(),
                        about.title(),
                        about.purpose(),
                        about.warning(),
                        about.destroys(),
                        card,
                        attempt.startedAt(),
                        refused));
    }

    private static Optional<Refused> refused(HandReport report) {
        return report.refused().map(found -> new Refused(report.actor(), report.at(), found));
    }
}
