package org.applepie.app.run;

import java.util.TreeMap;
import java.util.stream.Collectors;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.runbook.Runbook;

/** A run's event in the words of the audit trail. */
record EventWords(String action, String summary) {

    private static final int LONGEST = 1_000;

    static EventWords of(RunEvent event, Runbook runbook) {
        String at = " on " + runbook.serverName();
        return switch (event) {
            case RunEvent.Started e -> new EventWords("run-started", "Started a run" + at);
            case RunEvent.Rehearsed e ->
                new EventWords("run-rehearsed", "Rehearsed by run " + e.by() + " on " + e.serverName());
            case RunEvent.RehearsalWaived e ->
                words("rehearsal-waived", "Let it run without a rehearsal" + at, e.reason());
            case RunEvent.Reported e -> reported(e, title(runbook, e.step()) + at);
            case RunEvent.ReportRefused e ->
                words("report-refused", title(runbook, e.step()) + at + " is not as it was told", e.found());
            case RunEvent.GateDecided e ->
                e.approved()
                        ? words("gate-approved", "Approved " + gate(runbook, e.gate()) + at, e.reason())
                        : words("gate-refused", "Refused " + gate(runbook, e.gate()) + at, e.reason());
            case RunEvent.AttemptStarted e ->
                new EventWords("attempt-started", "Attempt " + e.attempt() + ", " + title(runbook, e.step()) + at);
            case RunEvent.AttemptEnded e -> ended(e, title(runbook, e.step()) + at);
            case RunEvent.StopRequested e -> words("run-stop-requested", "Asked the run to stop" + at, e.reason());
            case RunEvent.Continued e -> words("run-continued", "Let the run go on" + at, e.reason());
            case RunEvent.RetryRequested e ->
                words("step-retry-requested", "Asked to retry " + title(runbook, e.step()) + at, e.reason());
            case RunEvent.UnknownResolved e ->
                words("step-resolved", "Resolved " + title(runbook, e.step()) + at, e.reason());
            case RunEvent.RollBackStarted e -> words("roll-back-started", "Started the way back" + at, e.reason());
            case RunEvent.Ended e ->
                switch (e.end()) {
                    case DONE -> words("run-done", "Finished the run" + at, e.reason());
                    case ROLLED_BACK -> words("run-rolled-back", "Rolled the run back" + at, e.reason());
                    case ABANDONED -> words("run-abandoned", "Abandoned the run" + at, e.reason());
                };
        };
    }

    private static EventWords reported(RunEvent.Reported event, String what) {
        String typed = new TreeMap<>(event.answers())
                .entrySet().stream()
                        .map(answer -> answer.getKey() + " = " + answer.getValue())
                        .collect(Collectors.joining(", "));
        String remark = event.reason().isBlank() || typed.isEmpty() ? event.reason() : "; " + event.reason();
        return event.done()
                ? words("hands-done", "Reported " + what + " as done", typed + remark)
                : words("card-handed-back", "Handed back the card of " + what, event.reason());
    }

    private static EventWords ended(RunEvent.AttemptEnded event, String what) {
        String prefix = "Attempt " + event.attempt() + ", " + what;
        return switch (event.result()) {
            case AttemptResult.Proved r -> words("attempt-proved", prefix + ", is proved", r.detail());
            case AttemptResult.Failed r -> words("attempt-failed", prefix + ", failed", r.detail());
            case AttemptResult.Unknown r -> words("attempt-unknown", prefix + ", is unknown", r.detail());
        };
    }

    private static EventWords words(String action, String what, String why) {
        String text = why.isBlank() ? what : what + ": " + why;
        return new EventWords(action, text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...");
    }

    private static String title(Runbook runbook, String step) {
        return "\u201c" + runbook.step(step).map(s -> s.about().title()).orElse(step) + "\u201d";
    }

    private static String gate(Runbook runbook, String id) {
        return "\u201c"
                + runbook.phases().stream()
                        .flatMap(phase -> phase.gate().stream())
                        .filter(gate -> gate.id().equals(id))
                        .map(gate -> gate.title())
                        .findFirst()
                        .orElse(id)
                + "\u201d";
    }
}
