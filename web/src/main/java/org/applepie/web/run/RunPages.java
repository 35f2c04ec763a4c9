package org.applepie.web.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.applepie.domain.raid.Recovery;
import org.applepie.domain.run.Attempt;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.Position;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.run.RunView;
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Step;
import org.applepie.web.Show;
import org.applepie.web.Words;
import org.applepie.web.run.RunPage.AttemptRow;
import org.applepie.web.run.RunPage.Decision;
import org.applepie.web.run.RunPage.PhaseRow;
import org.applepie.web.run.RunPage.ProgressRow;
import org.applepie.web.run.RunPage.StaleOriginal;
import org.applepie.web.run.RunPage.Steering;
import org.applepie.web.run.RunPage.StepRow;
import org.applepie.web.runbook.RunbookView.GateView;
import org.applepie.web.runbook.RunbookViews;

/** Puts a run into the words of its page. */
final class RunPages {

    private final RunView view;
    private final Run run;
    private final Runbook runbook;
    private final Position position;

    private RunPages(RunView view) {
        this.view = view;
        this.run = view.run();
        this.runbook = view.runbook();
        this.position = run.position(runbook);
    }

    static RunPage of(RunView view) {
        return new RunPages(view).page();
    }

    private RunPage page() {
        return new RunPage(
                run.id().toString(),
                runbook.id().toString(),
                run.server().toString(),
                runbook.serverName(),
                run.digest(),
                run.startedBy(),
                run.startedAt(),
                run.version(),
                rehearsal(),
                RunState.of(view),
                RunNow.of(run, runbook, position),
                live(),
                phases(),
                attempts(),
                gate(),
                HandsView.of(run, position),
                decision(),
                steering());
    }

    private RunPage.Live live() {
        RunView.Live live = view.live();
        return new RunPage.Live(
                Words.kebab(live.link()),
                live.knownAt(),
                live.waiting(),
                live.bootable(),
                live.progress().stream()
                        .map(p -> progress(p.array(), p.recovery()))
                        .toList(),
                live.copy().map(CopyRows::of));
    }

    private static ProgressRow progress(String array, Recovery recovery) {
        double fraction = recovery.fraction();
        return new ProgressRow(
                array,
                recovery.action(),
                fraction,
                String.format(Locale.ROOT, "%.1f %%", fraction * 100),
                recovery.bytesPerSecond() <= 0 ? "speed unknown" : Show.bytes(recovery.bytesPerSecond()) + "/s",
                recovery.secondsLeft() < 0
                        ? "time left unknown"
                        : Show.span(Duration.ofSeconds(recovery.secondsLeft())) + " left");
    }

    private List<PhaseRow> phases() {
        List<PhaseRow> rows = new ArrayList<>();
        for (Phase phase : runbook.phases()) {
            rows.add(row(rows.size() + 1, phase));
        }
        if (run.isRollingBack()) {
            List<StepRow> steps = runbook.wayBack().stream().map(this::row).toList();
            rows.add(new PhaseRow(rows.size() + 1, "The way back", state(steps), false, steps));
        }
        return rows;
    }

    private PhaseRow row(int number, Phase phase) {
        List<StepRow> steps = phase.steps().stream().map(this::row).toList();
        boolean pointOfNoReturn = phase.gate().filter(g -> g.pointOfNoReturn()).isPresent();
        boolean waits = position instanceof Position.AtGate(Phase at, var gate)
                && at.id().equals(phase.id());
        return new PhaseRow(number, phase.title(), waits ? "current" : state(steps), pointOfNoReturn, steps);
    }

    private static String state(List<StepRow> steps) {
        if (steps.stream().anyMatch(s -> Set.of("failed", "unknown").contains(s.state()))) {
            return "trouble";
        }
        if (steps.stream().anyMatch(s -> Set.of("in-flight", "in-hands", "next").contains(s.state()))) {
            return "current";
        }
        return steps.stream().allMatch(s -> s.state().equals("proved")) ? "done" : "pending";
    }

    private StepRow row(Step step) {
        List<Attempt> tried =
                run.attempts().stream().filter(a -> a.step().equals(step.id())).toList();
        return new StepRow(
                step.id(),
                step.about().title(),
                state(step, tried),
                tried.size(),
                step.about().isDestructive());
    }

    private String state(Step step, List<Attempt> tried) {
        if (run.proved().contains(step.id())) {
            return "proved";
        }
        boolean next =
                position instanceof Position.Ready(Step ready) && ready.id().equals(step.id())
                        || position instanceof Position.Stopped(Step stopped)
                                && stopped.id().equals(step.id());
        return next || tried.isEmpty()
                ? next ? "next" : "pending"
                : word(tried.getLast()).replace(' ', '-');
    }

    private List<AttemptRow> attempts() {
        return run.attempts().reversed().stream().map(this::row).toList();
    }

    private AttemptRow row(Attempt attempt) {
        return new AttemptRow(
                attempt.number(),
                attempt.step(),
                title(attempt.step()),
                word(attempt),
                attempt.result().map(AttemptResult::detail).orElse(""),
                attempt.startedAt(),
                attempt.endedAt(),
                attempt.output().map(RunEvent.Output::bytes),
                attempt.output().map(RunEvent.Output::sha256).orElse(""),
                runbook.step(attempt.step())
                        .map(step -> Silence.of(step, attempt.result()))
                        .orElse("Nothing was printed."));
    }

    private String word(Attempt attempt) {
        boolean inHands =
                position instanceof Position.InHands(Attempt open, var step) && open.number() == attempt.number();
        return inHands ? "in hands" : result(attempt);
    }

    static String result(Attempt attempt) {
        return attempt.result()
                .map(r -> switch (r) {
                    case AttemptResult.Proved p -> "proved";
                    case AttemptResult.Failed f -> "failed";
                    case AttemptResult.Unknown u -> "unknown";
                })
                .orElse("in flight");
    }

    private String title(String step) {
        return runbook.step(step).map(s -> s.about().title()).orElse(step);
    }

    private Optional<GateView> gate() {
        return position instanceof Position.AtGate(var phase, var gate)
                ? Optional.of(RunbookViews.gate(gate))
                : Optional.empty();
    }

    private String rehearsal() {
        return run.rehearsal()
                .map(recorded -> switch (recorded.event()) {
                    case RunEvent.Rehearsed e -> "Rehearsed on " + e.serverName() + " by run " + e.by() + ".";
                    case RunEvent.RehearsalWaived e ->
                        "Not rehearsed: " + recorded.actor() + " let it run because: " + e.reason();
                    default -> "";
                })
                .orElse("");
    }

    private Optional<Decision> decision() {
        if (!(position instanceof Position.NeedsDecision(Attempt attempt))) {
            return Optional.empty();
        }
        return Optional.of(new Decision(
                attempt.number(),
                attempt.step(),
                title(attempt.step()),
                result(attempt).equals("unknown"),
                attempt.result().map(AttemptResult::detail).orElse(""),
                runbook.step(attempt.step()).map(s -> s.about().destroys()).orElse("")));
    }

    private Steering steering() {
        boolean over = run.isOver();
        boolean inFlight = position instanceof Position.InFlight || position instanceof Position.InHands;
        boolean past = run.isPastPointOfNoReturn(runbook);
        return new Steering(
                !over && !run.isStopRequested(),
                !over && run.isStopRequested(),
                position instanceof Position.Stopped || (run.isStopRequested() && inFlight),
                !over && !past && !inFlight && !run.isRollingBack(),
                !over && !inFlight,
                wayBack(over, past, inFlight),
                stale(over, past));
    }

    private Optional<StaleOriginal> stale(boolean over, boolean past) {
        return over || past
                ? Optional.empty()
                : run.originalStaleSince()
                        .map(since -> new StaleOriginal(
                                runbook.layout().apple().label(),
                                runbook.layout().pie().label(),
                                since));
    }

    private String wayBack(boolean over, boolean past, boolean inFlight) {
        if (past) {
            return "The way back is closed: the point of no return is passed, and the original drive is part of the mirror.";
        }
        if (run.isRollingBack()) {
            return over ? "The way back was taken." : "The way back is being taken.";
        }
        if (over) {
            return "The run is over.";
        }
        if (position instanceof Position.InHands) {
            return "The way back is open; hand the card back to take it.";
        }
        return inFlight
                ? "The way back is open; stop the run to take it after the present step."
                : "The way back is open: the server starts from the original drive as before.";
    }
}
