package org.applepie.web.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.domain.raid.Recovery;
import org.applepie.domain.remote.LinkState;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.Bootability;
import org.applepie.domain.run.Position;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.RunView;
import org.applepie.domain.runbook.ActionText;
import org.applepie.domain.runbook.Gate;
import org.applepie.domain.runbook.RunbookText;
import org.applepie.domain.runbook.Step;

/** Plays a run: prints what its steps would print and proves each, until people are asked. */
public final class DemoRun implements Runnable {

    private static final Bootability APPLE =
            new Bootability("apple", Bootability.Answer.YES, "It starts the old system as before.");
    private static final Bootability PIE = new Bootability(
            "pie", Bootability.Answer.UNKNOWN, "It carries a boot record, but the copy has not been seen to boot.");

    private final MemoryRunner runner;
    private final RunId run;
    private final Clock clock;
    private final long pace;

    /** @param pace milliseconds between lines */
    public DemoRun(MemoryRunner runner, RunId run, Clock clock, long pace) {
        this.runner = runner;
        this.run = run;
        this.clock = clock;
        this.pace = pace;
    }

    @Override
    public void run() {
        try {
            while (!runner.find(run).orElseThrow().run().isOver()) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        RunView view = runner.find(run).orElseThrow();
        if (view.run().position(view.runbook()) instanceof Position.Complete(var end)) {
            runner.finish(run, end);
            return;
        }
        int attempt = runner.begin(run);
        if (attempt == 0) {
            hear(LinkState.CONNECTED, "", List.of());
            Thread.sleep(500);
            return;
        }
        Step step = view.runbook()
                .step(runner.find(run).orElseThrow().run().attempts().getLast().step())
                .orElseThrow();
        print(step, attempt);
        runner.end(run, new AttemptResult.Proved("every check holds"));
        hear(LinkState.CONNECTED, "", List.of());
    }

    private void print(Step step, int attempt) throws InterruptedException {
        for (var action : RunbookText.actions(step)) {
            say(
                    attempt,
                    "\u001b[1;36m+ "
                            + ActionText.display(action).lines().findFirst().orElse("") + "\u001b[0m\n");
        }
        for (int i = 0; i < 12; i++) {
            say(attempt, "\r" + i * 8 + " % copied");
            hear(LinkState.CONNECTED, "the end of " + step.about().title(), progress(step, i / 12.0));
        }
        say(attempt, "\r100 % copied\n");
        say(attempt, "Grüße aus dem Rechenzentrum: größer, naïve, 漢字, 🥧\n");
        say(
                attempt,
                "\u001b[31mwarning:\u001b[0m couldn't find physical volume `(null)'. Some modules may be missing.\n");
        runner.print(run, attempt, new byte[] {'b', 'a', 'd', ' ', (byte) 0xff, (byte) 0xc3, ' ', 0x07, '\n'});
    }

    private static List<RunView.Progress> progress(Step step, double part) {
        return step instanceof Step.Await
                ? List.of(
                        new RunView.Progress(
                                "md2", new Recovery("recover", (long) (470_000_000 * part), 470_000_000, 141_000_000)),
                        new RunView.Progress("md1", new Recovery("delayed", 0, 16_000_000, 0)))
                : List.of();
    }

    private void say(int attempt, String text) throws InterruptedException {
        runner.print(run, attempt, text);
        Thread.sleep(pace);
    }

    private void hear(LinkState link, String waiting, List<RunView.Progress> progress) {
        runner.hear(run, new RunView.Live(link, progress, List.of(APPLE, PIE), Optional.of(clock.instant()), waiting));
    }

    /** Opens the gate the run waits at with right answers. */
    public static void approve(MemoryRunner runner, RunId run, Clock clock) {
        RunView view = runner.find(run).orElseThrow();
        if (view.run().position(view.runbook()) instanceof Position.AtGate(var phase, var gate)) {
            runner.decide(run, gate.id(), true, view.run().digest(), Answers.of(gate, clock), "", "operator");
        }
    }

    /** The next step ends and nobody knows how. */
    public static void fail(MemoryRunner runner, RunId run, Clock clock) {
        approve(runner, run, clock);
        runner.begin(run);
        runner.end(run, new AttemptResult.Unknown("The boot id changed under the job; its exit code is lost."));
    }

    /** A run of steps that are proved at once, up to the gate with this id or to the end. */
    public static void hurry(MemoryRunner runner, RunId run, Clock clock, String untilGate) {
        while (true) {
            RunView view = runner.find(run).orElseThrow();
            switch (view.run().position(view.runbook())) {
                case Position.AtGate(var phase, var gate) -> {
                    if (gate.id().equals(untilGate)) {
                        return;
                    }
                    approve(runner, run, clock);
                }
                case Position.Ready r -> {
                    int attempt = runner.begin(run);
                    runner.print(run, attempt, "did " + r.step().id() + "\n");
                    runner.end(run, new AttemptResult.Proved("every check holds"));
                }
                case Position.Complete(RunEvent.End end) -> {
                    runner.finish(run, end);
                    return;
                }
                default -> throw new IllegalStateException("the run stands still");
            }
        }
    }

    /** Right answers to a gate's questions. */
    private static final class Answers {
        static Map<String, String> of(Gate gate, Clock clock) {
            Map<String, String> answers = new HashMap<>();
            for (var question : gate.questions()) {
                answers.put(
                        question.id(),
                        switch (question.kind()) {
                            case DATE ->
                                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                                        .toString();
                            case TEXT -> "yes, on tape 12";
                            case TYPED -> question.expected();
                        });
            }
            return answers;
        }
    }
}
