package org.applepie.web.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.applepie.domain.remote.LinkState;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.CopyProgress;
import org.applepie.domain.run.RunCommand;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.RunView;
import org.applepie.web.demo.DemoRun;
import org.applepie.web.demo.MemoryInventory;
import org.applepie.web.demo.MemoryRunbooks;
import org.applepie.web.demo.MemoryRunner;
import org.applepie.web.demo.SettableClock;
import org.applepie.web.run.RepairSheet.Task;
import org.applepie.web.run.RunPage.CopyRow;
import org.applepie.web.run.RunPage.PhaseRow;
import org.junit.jupiter.api.Test;

class RunPagesTest {

    private static final String POINT_OF_NO_RETURN = "point-of-no-return";

    private final Clock clock = new SettableClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final MemoryInventory inventory = new MemoryInventory(clock);
    private final MemoryRunbooks runbooks = new MemoryRunbooks(inventory, clock);
    private final MemoryRunner runner = new MemoryRunner(runbooks, clock);
    private final RunId run = Runs.start(inventory, runbooks, runner, clock);

    @Test
    void asksAtTheFirstGateAndOffersTheWayBack() {
        assertThat(state().word()).isEqualTo("at-gate");
        assertThat(state().needsPeople()).isTrue();
        assertThat(page().gate()).isPresent();
        assertThat(page().steering().mayRollBack()).isTrue();
        assertThat(page().steering().wayBack()).startsWith("The way back is open");
    }

    @Test
    void showsTheStepInFlightAndNoWayBackWhileItRuns() {
        DemoRun.approve(runner, run, clock);
        runner.begin(run);

        assertThat(state().word()).isEqualTo("in-flight");
        assertThat(state().waitingFor().attempt()).isEqualTo(1);
        assertThat(page().steering().mayRollBack()).isFalse();
        assertThat(page().steering().mayAbandon()).isFalse();
        assertThat(page().phases().getFirst().steps().getFirst().state()).isEqualTo("in-flight");
        assertThat(page().attempts().getFirst().result()).isEqualTo("in flight");
    }

    @Test
    void saysWhyAnAttemptHasNoOutput() {
        DemoRun.approve(runner, run, clock);
        runner.begin(run);
        assertThat(page().attempts().getFirst().silence()).endsWith("the console only looks.");

        runner.end(run, new AttemptResult.Proved("every check holds"));
        runner.begin(run);
        assertThat(page().attempts().getFirst().silence()).isEqualTo("No output yet.");

        runner.end(run, new AttemptResult.Proved("every check holds"));
        assertThat(page().attempts().getFirst().silence()).isEqualTo("The command printed nothing.");
    }

    @Test
    void asksForADecisionWhenNobodyKnowsHowAStepEnded() {
        DemoRun.fail(runner, run, clock);

        assertThat(state().word()).isEqualTo("needs-decision");
        assertThat(page().decision().orElseThrow().unknown()).isTrue();
        assertThat(page().phases().getFirst().state()).isEqualTo("trouble");
        assertThat(page().phases().getFirst().steps().getFirst().state()).isEqualTo("unknown");
    }

    @Test
    void offersToContinueOnceStopped() {
        DemoRun.approve(runner, run, clock);
        tell(new RunCommand.Stop("lunch"));

        assertThat(state().word()).isEqualTo("stopped");
        assertThat(page().steering().mayContinue()).isTrue();
        assertThat(page().steering().mayStop()).isFalse();
    }

    @Test
    void closesTheWayBackWithTheFirstStepBehindThePointOfNoReturn() {
        DemoRun.hurry(runner, run, clock, POINT_OF_NO_RETURN);
        assertThat(page().steering().mayRollBack()).isTrue();

        DemoRun.fail(runner, run, clock);

        assertThat(page().steering().mayRollBack()).isFalse();
        assertThat(page().steering().wayBack()).startsWith("The way back is closed");
    }

    @Test
    void showsHowOldTheOriginalIsWhileThereIsAWayBackToIt() {
        assertThat(page().steering().stale()).isEmpty();
        DemoRun.hurry(runner, run, clock, POINT_OF_NO_RETURN);

        var stale = page().steering().stale().orElseThrow();
        assertThat(stale.original()).isEqualTo("apple");
        assertThat(stale.copy()).isEqualTo("pie");
        assertThat(stale.since()).isEqualTo(clock.instant());

        DemoRun.fail(runner, run, clock);
        assertThat(page().steering().stale()).isEmpty();
    }

    @Test
    void showsTheWayBackAsAPhaseWhenItIsTaken() {
        DemoRun.hurry(runner, run, clock, POINT_OF_NO_RETURN);
        tell(new RunCommand.RollBack("the trial boot was too slow"));

        assertThat(page().phases().getLast().title()).isEqualTo("The way back");
        assertThat(page().steering().wayBack()).isEqualTo("The way back is being taken.");

        DemoRun.hurry(runner, run, clock, "");
        assertThat(state().word()).isEqualTo("rolled-back");
    }

    @Test
    void marksEveryPhaseDoneAtTheEnd() {
        DemoRun.hurry(runner, run, clock, "");

        assertThat(state().word()).isEqualTo("done");
        assertThat(state().isOver()).isTrue();
        assertThat(page().phases()).extracting(PhaseRow::state).containsOnly("done");
        assertThat(page().steering().mayStop()).isFalse();
    }

    @Test
    void countsAttemptsOfAStepThatWasDoneAgain() {
        DemoRun.fail(runner, run, clock);
        String step = page().decision().orElseThrow().step();
        tell(new RunCommand.Retry(step, "looked at it"));
        runner.begin(run);
        runner.end(run, new AttemptResult.Proved("yes"));

        assertThat(page().phases().getFirst().steps().getFirst().attempts()).isEqualTo(2);
        assertThat(page().phases().getFirst().steps().getFirst().state()).isEqualTo("proved");
    }

    @Test
    void writesTheRepairSheetWithTheServersOwnNames() {
        RepairSheet draft = sheet();
        DemoRun.hurry(runner, run, clock, "");

        assertThat(draft.whole()).isFalse();
        assertThat(sheet().whole()).isTrue();
        assertThat(sheet().whenDead()).hasSize(2).allSatisfy(dead -> {
            List<String> commands = dead.tasks().stream()
                    .map(Task::commands)
                    .flatMap(List::stream)
                    .toList();
            assertThat(dead.survivor()).isNotEqualTo(dead.dead());
            assertThat(commands)
                    .filteredOn(c -> c.startsWith("sfdisk -d"))
                    .singleElement()
                    .satisfies(c -> {
                        assertThat(c).contains(serial(dead.survivorMark())).doesNotContain(serial(dead.deadMark()));
                        assertThat(c).endsWith("| sfdisk /dev/disk/by-id/NEW");
                    });
            assertThat(commands)
                    .filteredOn(c -> c.contains(" --add "))
                    .hasSize(3)
                    .allMatch(c -> c.contains("NEW-part"));
        });
    }

    @Test
    void findsTheLengthOfALogThatStillGrows() {
        DemoRun.approve(runner, run, clock);
        int attempt = runner.begin(run);
        long expected = 0;
        for (int bytes : new int[] {0, 1, 1, 1022, 1, 5000, 70_000}) {
            runner.print(run, attempt, new byte[bytes]);
            expected += bytes;

            assertThat(new OutputReader(runner, run, attempt).length()).isEqualTo(expected);
        }
    }

    @Test
    void saysInOneSentenceWhatHappensNow() {
        int phases = page().phases().size();
        assertThat(page().now())
                .startsWith("Before phase 1 of " + phases)
                .endsWith("people decide whether it goes on.");

        DemoRun.approve(runner, run, clock);
        assertThat(page().now()).startsWith("Next: ").contains("(Phase 1 of " + phases);
        runner.begin(run);
        assertThat(page().now())
                .startsWith("Now: ")
                .contains(page().attempts().getFirst().title());
        runner.end(run, new AttemptResult.Failed("no"));
        assertThat(page().now()).startsWith("Stands still: ");
        tell(new RunCommand.RollBack("too slow"));
        assertThat(page().now()).endsWith("(The way back)");
        DemoRun.hurry(runner, run, clock, "");
        assertThat(page().now()).isEqualTo("The server runs from its original drive again.");
    }

    @Test
    void showsHowFarACopyIs() {
        long gib = 1L << 30;
        assertThat(copied(new CopyProgress("/", false, gib, 4 * gib, 32 << 20)))
                .isEqualTo(new CopyRow(
                        "/",
                        "copied",
                        Optional.of(0.25),
                        "about 25 % · 1.00 GiB of 4.00 GiB · 32.0 MiB/s · 96 s left"));
        assertThat(copied(new CopyProgress("/home", false, gib, 4 * gib, 0)).figures())
                .endsWith("speed unknown · time left unknown");
        assertThat(copied(new CopyProgress("/", false, -1, 4 * gib, 0)))
                .isEqualTo(new CopyRow(
                        "/",
                        "copied",
                        Optional.empty(),
                        "how far it is is unknown · unknown of 4.00 GiB · speed unknown · time left unknown"));
        assertThat(copied(new CopyProgress("/", true, 3 * gib, 4 * gib, 0)).figures())
                .startsWith("how far it is cannot be seen · the copy holds 3.00 GiB, the original 4.00 GiB");
    }

    private CopyRow copied(CopyProgress progress) {
        runner.hear(
                run,
                new RunView.Live(
                        LinkState.CONNECTED,
                        List.of(),
                        List.of(),
                        Optional.of(clock.instant()),
                        "",
                        Optional.of(progress)));
        return page().live().copy().orElseThrow();
    }

    private void tell(RunCommand command) {
        runner.tell(run, command, page().version(), "operator");
    }

    private RepairSheet sheet() {
        return RepairSheet.of(runner.find(run).orElseThrow(), List.of());
    }

    private RunPage page() {
        return RunPages.of(runner.find(run).orElseThrow());
    }

    private RunState state() {
        return RunState.of(runner.find(run).orElseThrow());
    }

    private static String serial(String mark) {
        return mark.substring("serial ".length());
    }
}
