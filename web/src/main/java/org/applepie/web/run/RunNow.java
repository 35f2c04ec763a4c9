package org.applepie.web.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.applepie.domain.run.Position;
import org.applepie.domain.run.Run;
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Step;

/** One sentence for whoever comes to the page: what happens now, and how far in the runbook that is. */
final class RunNow {

    private final Run run;
    private final Runbook runbook;

    private RunNow(Run run, Runbook runbook) {
        this.run = run;
        this.runbook = runbook;
    }

    static String of(Run run, Runbook runbook, Position position) {
        RunNow now = new RunNow(run, runbook);
        return switch (position) {
            case Position.Ready(Step step) -> now.at("Next", step.id());
            case Position.AtGate(Phase phase, var gate) ->
                "Before " + now.place(phase).toLowerCase(Locale.ROOT) + ", " + phase.title()
                        + ": people decide whether it goes on.";
            case Position.InFlight(var attempt) -> now.at("Now", attempt.step());
            case Position.InHands(var attempt, var step) -> now.at("By hand", attempt.step());
            case Position.NeedsDecision(var attempt) -> now.at("Stands still", attempt.step());
            case Position.Stopped(Step next) -> now.at("Stopped before", next.id());
            case Position.Complete c -> "Every step is proved.";
            case Position.Over(var end, var reason) ->
                switch (end) {
                    case DONE -> "The server runs on the mirror, and every step is proved.";
                    case ROLLED_BACK -> "The server runs from its original drive again.";
                    case ABANDONED -> "Nothing more is done by this run: " + reason;
                };
        };
    }

    private String at(String word, String id) {
        String title = runbook.step(id).map(step -> step.about().title()).orElse(id);
        Optional<Phase> phase = run.isRollingBack()
                ? Optional.empty()
                : runbook.phases().stream()
                        .filter(p ->
                                p.steps().stream().anyMatch(step -> step.id().equals(id)))
                        .findFirst();
        String where = phase.map(p -> place(p) + ", " + p.title()).orElse("The way back");
        return word + ": " + title + " (" + where + ")";
    }

    private String place(Phase phase) {
        List<Phase> phases = runbook.phases();
        return "Phase " + (phases.indexOf(phase) + 1) + " of " + phases.size();
    }
}
