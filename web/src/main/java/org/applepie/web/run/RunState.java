package org.applepie.web.run;

import org.applepie.domain.run.HandReport;
import org.applepie.domain.run.Position;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.run.RunView;
import org.applepie.domain.runbook.Step;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands, in the words of pages and tools.
 *
 * @param word {@code ready}, {@code at-gate}, {@code in-flight}, {@code in-hands}, {@code needs-decision}, {@code stopped},
 *     {@code complete}, {@code done}, {@code rolled-back} or {@code abandoned}
 * @param words the same for people
 * @param tone style class
 * @param waitingFor what has to happen next, null if nothing
 */
public record RunState(
        String word, String words, String tone, @Nullable WaitingFor waitingFor) {

    /**
     * What a run waits for.
     *
     * @param kind {@code gate}, {@code hands}, {@code decision}, {@code continue}, {@code step} or {@code engine}
     */
    public record WaitingFor(
            String kind,
            @Nullable String gate,
            @Nullable String step,
            @Nullable Integer attempt,
            @Nullable String detail) {}

    /** Where this run stands now. */
    public static RunState of(RunView view) {
        String detail = view.live().waiting();
        return switch (view.run().position(view.runbook())) {
            case Position.Ready(var step) ->
                new RunState(
                        "ready",
                        "about to begin a step",
                        "busy",
                        new WaitingFor("engine", null, step.id(), null, detail));
            case Position.AtGate(var phase, var gate) ->
                new RunState(
                        "at-gate",
                        "waits at a gate",
                        "ask",
                        new WaitingFor("gate", gate.id(), null, null, gate.title()));
            case Position.InFlight(var attempt) ->
                new RunState(
                        "in-flight",
                        view.run().isRollingBack() ? "on the way back" : "in flight",
                        "busy",
                        new WaitingFor("step", null, attempt.step(), attempt.number(), detail));
            case Position.InHands(var attempt, var step) ->
                new RunState(
                        "in-hands",
                        "waits for hands",
                        "ask",
                        new WaitingFor("hands", null, step.id(), attempt.number(), inHands(view, step)));
            case Position.NeedsDecision(var attempt) ->
                new RunState(
                        "needs-decision",
                        "needs a decision",
                        "bad",
                        new WaitingFor("decision", null, attempt.step(), attempt.number(), detailOf(attempt)));
            case Position.Stopped(var next) ->
                new RunState("stopped", "stopped", "ask", new WaitingFor("continue", null, next.id(), null, detail));
            case Position.Complete c ->
                new RunState(
                        "complete", "every step is proved", "good", new WaitingFor("engine", null, null, null, detail));
            case Position.Over(var end, var reason) -> over(end);
        };
    }

    /** True if only people can make it go on. */
    public boolean needsPeople() {
        return word.equals("at-gate")
                || word.equals("in-hands")
                || word.equals("needs-decision")
                || word.equals("stopped");
    }

    /** True if nothing will happen any more. */
    public boolean isOver() {
        return waitingFor == null;
    }

    private static String inHands(RunView view, Step step) {
        return view.run()
                .report()
                .flatMap(HandReport::refused)
                .orElse(step.about().title());
    }

    private static String detailOf(org.applepie.domain.run.Attempt attempt) {
        return attempt.result().map(r -> r.detail()).orElse("");
    }

    private static RunState over(RunEvent.End end) {
        return switch (end) {
            case DONE -> new RunState("done", "done", "good", null);
            case ROLLED_BACK -> new RunState("rolled-back", "rolled back", "bare", null);
            case ABANDONED -> new RunState("abandoned", "abandoned", "bad", null);
        };
    }
}
