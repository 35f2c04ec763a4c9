package org.applepie.domain.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.run.RunEvent.AttemptEnded;
import org.applepie.domain.run.RunEvent.AttemptStarted;
import org.applepie.domain.run.RunEvent.End;
import org.applepie.domain.run.RunEvent.Output;
import org.applepie.domain.runbook.Gate;
import org.applepie.domain.runbook.Gate.Kind;
import org.applepie.domain.runbook.Gate.Question;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.Layout;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.runbook.Step;
import org.applepie.domain.verdict.Verdict;
import org.junit.jupiter.api.Test;

class RunTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 31);
    private static final RunId ID = new RunId(new UUID(1, 2));
    private static final Output NOTHING = new Output(0, "");

    private final Runbook runbook = runbook();
    private final List<RecordedEvent> events = new ArrayList<>();

    RunTest() {
        happen(new RunEvent.Started(runbook.id(), "digest", runbook.server(), "machine"));
    }

    @Test
    void stepsFollowEachOtherInOrder() {
        prove("look");
        assertThat(position()).isEqualTo(new Position.AtGate(runbook.phases().get(1), gate("destroy", false)));
        approve("destroy");
        prove("wipe");
        approve("no-return");
        prove("adopt");
        assertThat(position()).isEqualTo(new Position.Complete(End.DONE));
    }

    @Test
    void noStepStartsBehindAClosedGate() {
        prove("look");
        assertThat(run().attempt(runbook, "boot")).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void oneAttemptIsInFlightAtATime() {
        start("look");
        assertThat(position()).isInstanceOf(Position.InFlight.class);
        assertThat(run().attempt(runbook, "boot")).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void unknownStopsTheRunUntilAPersonDecides() {
        start("look");
        end("look", new AttemptResult.Unknown("lost"));
        assertThat(position()).isInstanceOf(Position.NeedsDecision.class);
        assertThat(run().tell(runbook, new RunCommand.Retry("look", ""), TODAY)).isInstanceOf(Verdict.Refused.class);
        happen(accepted(run().tell(runbook, new RunCommand.Retry("look", "looked at it"), TODAY)));
        assertThat(position()).isInstanceOf(Position.Ready.class);
        assertThat(accepted(run().attempt(runbook, "boot")))
                .isEqualTo(new AttemptStarted(2, "look", "run-" + ID.toString().substring(0, 13) + "-2", "boot"));
    }

    @Test
    void aPersonWhoSawTheEffectResolvesUnknown() {
        start("look");
        end("look", new AttemptResult.Unknown("lost"));
        happen(accepted(run().tell(runbook, new RunCommand.ResolveUnknown("look", "it is done"), TODAY)));
        assertThat(run().proved()).containsExactly("look");
    }

    @Test
    void stopTakesEffectAfterTheStepInFlight() {
        start("look");
        happen(accepted(run().tell(runbook, new RunCommand.Stop("lunch"), TODAY)));
        assertThat(position()).isInstanceOf(Position.InFlight.class);
        end("look", new AttemptResult.Proved(""));
        assertThat(position()).isInstanceOf(Position.Stopped.class);
        happen(accepted(run().tell(runbook, new RunCommand.Continue(""), TODAY)));
        assertThat(position()).isInstanceOf(Position.AtGate.class);
    }

    @Test
    void theGateAsksForEveryAnswer() {
        prove("look");
        assertThat(refusals(decide("destroy", Map.of()))).hasSize(2);
        assertThat(refusals(decide("destroy", Map.of("date", "2026-02-01", "label", "pie"))))
                .hasSize(1);
        assertThat(refusals(decide("destroy", Map.of("date", "yesterday", "label", "Pie"))))
                .hasSize(2);
        assertThat(decide("destroy", Map.of("date", "2026-01-30", "label", "pie")))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void anApprovalOfAnotherRunbookIsRefused() {
        prove("look");
        assertThat(run().decide(
                                runbook,
                                "destroy",
                                true,
                                "other",
                                Map.of("date", "2026-01-30", "label", "pie"),
                                "",
                                TODAY))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aRefusedGateStaysClosed() {
        prove("look");
        happen(accepted(run().decide(runbook, "destroy", false, "digest", Map.of(), "not today", TODAY)));
        assertThat(position()).isInstanceOf(Position.AtGate.class);
    }

    @Test
    void theWayBackIsOpenUntilAStepBehindThePointOfNoReturnBegins() {
        prove("look");
        approve("destroy");
        prove("wipe");
        approve("no-return");
        assertThat(run().isPastPointOfNoReturn(runbook)).isFalse();
        start("adopt");
        end("adopt", new AttemptResult.Unknown("lost"));
        assertThat(run().isPastPointOfNoReturn(runbook)).isTrue();
        assertThat(run().tell(runbook, new RunCommand.RollBack("help"), TODAY)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void theWayBackLeavesADriveAloneThatWasNeverTouched() {
        prove("look");
        happen(accepted(run().tell(runbook, new RunCommand.RollBack("changed my mind"), TODAY)));
        assertThat(((Position.Ready) position()).step().id()).isEqualTo("tidy");
        prove("tidy");
        assertThat(position()).isEqualTo(new Position.Complete(End.ROLLED_BACK));
    }

    @Test
    void theWayBackReleasesADriveThatWasWritten() {
        prove("look");
        approve("destroy");
        start("wipe");
        end("wipe", new AttemptResult.Failed("no"));
        happen(accepted(run().tell(runbook, new RunCommand.RollBack("it failed"), TODAY)));
        assertThat(((Position.Ready) position()).step().id()).isEqualTo("release");
    }

    @Test
    void aStepThatSentNothingKeepsTheWayBackAndTheDrive() {
        prove("look");
        approve("destroy");
        happen(new AttemptStarted(2, "wipe", "", "boot"));
        end("wipe", new AttemptResult.Failed("Not started: somebody mounted it"));
        happen(accepted(run().tell(runbook, new RunCommand.RollBack("somebody uses it"), TODAY)));
        assertThat(((Position.Ready) position()).step().id()).isEqualTo("tidy");
    }

    @Test
    void nothingIsRolledBackUnderAStepInFlight() {
        start("look");
        assertThat(run().tell(runbook, new RunCommand.RollBack("now"), TODAY)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aRunThatIsOverTakesNoCommand() {
        happen(accepted(run().tell(runbook, new RunCommand.Abandon("machine sold"), TODAY)));
        assertThat(run().tell(runbook, new RunCommand.Continue("on"), TODAY)).isInstanceOf(Verdict.Refused.class);
        assertThat(position()).isEqualTo(new Position.Over(End.ABANDONED, "machine sold"));
    }

    @Test
    void theOriginalGetsOldFromTheTrialBootThatSucceeded() {
        bootOnTrial(10, new AttemptResult.Failed("the old system came back"));
        assertThat(run().originalStaleSince()).isEmpty();
        bootOnTrial(20, new AttemptResult.Proved("held"));
        assertThat(run().originalStaleSince()).contains(Instant.ofEpochSecond(20));
    }

    private void bootOnTrial(long second, AttemptResult result) {
        int number = run().attempts().size() + 1;
        happenAt(second, new AttemptStarted(number, Run.TRIAL_BOOT, "job-" + number, "boot"));
        happenAt(second + 5, new AttemptEnded(number, Run.TRIAL_BOOT, result, NOTHING));
    }

    private void happenAt(long second, RunEvent event) {
        events.add(new RecordedEvent(ID, events.size() + 1, Instant.ofEpochSecond(second), "someone", event));
    }

    private Run run() {
        return Run.replay(events);
    }

    private Position position() {
        return run().position(runbook);
    }

    private void prove(String step) {
        start(step);
        end(step, new AttemptResult.Proved("held"));
    }

    private void start(String step) {
        RunEvent event = accepted(run().attempt(runbook, "boot"));
        assertThat(event)
                .isInstanceOfSatisfying(
                        AttemptStarted.class, e -> assertThat(e.step()).isEqualTo(step));
        happen(event);
    }

    private void end(String step, AttemptResult result) {
        happen(new AttemptEnded(run().attempts().size(), step, result, NOTHING));
    }

    private void approve(String gate) {
        happen(accepted(decide(gate, Map.of("date", "2026-01-30", "label", "pie"))));
    }

    private Verdict<RunEvent> decide(String gate, Map<String, String> answers) {
        return run().decide(runbook, gate, true, "digest", answers, "", TODAY);
    }

    private void happen(RunEvent event) {
        happenAt(0, event);
    }

    private static RunEvent accepted(Verdict<RunEvent> verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted<RunEvent>) verdict).value();
    }

    private static List<?> refusals(Verdict<RunEvent> verdict) {
        return ((Verdict.Refused<RunEvent>) verdict).refusals();
    }

    private static Gate gate(String id, boolean noReturn) {
        List<Question> questions = List.of(
                new Question("date", "When was the backup?", Kind.DATE, ""),
                new Question("label", "Type the label.", Kind.TYPED, "pie"));
        return new Gate(id, id, "", questions, noReturn);
    }

    private static Step look(String id, String destroys) {
        return new Step.Look(
                new Step.About(id, id, "", destroys, "", List.of(), Duration.ofMinutes(1)), List.of(), List.of());
    }

    private static Runbook runbook() {
        PlannedDrive drive =
                new PlannedDrive("pie", new DriveIdentity("s", "", "m", 1), "/dev/disk/by-id/s", List.of(), "0x1");
        return new Runbook(
                new RunbookId(new UUID(0, 1)),
                new ServerId(new UUID(0, 2)),
                "mailhost",
                new UUID(0, 3),
                new Goal.MirrorRoot(Optional.empty(), ""),
                new Runbook.Binding("fingerprint", "machine"),
                Instant.EPOCH,
                new Layout(drive, drive, List.of(), 512),
                List.of(
                        phase("a", Optional.empty(), look("look", "")),
                        phase("b", Optional.of(gate("destroy", false)), look("wipe", "all of it")),
                        phase("c", Optional.of(gate("no-return", true)), look("adopt", "the rest"))),
                List.of(look("release", "the table"), look("tidy", "")));
    }

    private static Phase phase(String id, Optional<Gate> gate, Step step) {
        return new Phase(id, id, "", List.of(), gate, List.of(step));
    }
}
