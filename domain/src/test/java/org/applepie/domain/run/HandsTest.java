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
import org.applepie.domain.run.RunEvent.Output;
import org.applepie.domain.run.RunEvent.Started;
import org.applepie.domain.runbook.Card;
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
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.junit.jupiter.api.Test;

class HandsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 31);
    private static final RunId ID = new RunId(UUID.fromString("0198c000-0000-7000-8000-000000000001"));
    private static final String BOOT = "11111111-1111-4111-8111-111111111111";
    private static final Map<String, String> TYPED = Map.of("label", "pie");

    private final Runbook runbook = runbook();
    private final List<RecordedEvent> events = new ArrayList<>();

    HandsTest() {
        happen(new Started(runbook.id(), "digest", runbook.server(), "machine"));
        happen(new RunEvent.GateDecided("a", true, "digest", Map.of(), ""));
        happen(accepted(run().attempt(runbook, BOOT)));
    }

    @Test
    void leavesAStepToPeopleAsSoonAsTheCardIsOut() {
        assertThat(run().position(runbook)).isInstanceOfSatisfying(Position.InHands.class, hands -> {
            assertThat(hands.step().id()).isEqualTo("stickers");
            assertThat(hands.attempt().number()).isEqualTo(1);
        });
        assertThat(run().report()).isEmpty();
    }

    @Test
    void looksForItselfOnceAPersonSaysThatItIsDone() {
        happen(accepted(tell(new RunCommand.Done("stickers", TYPED, "both are on"))));

        assertThat(run().position(runbook)).isInstanceOf(Position.InFlight.class);
        assertThat(run().report()).hasValueSatisfying(report -> {
            assertThat(report.actor()).isEqualTo("kathy");
            assertThat(report.answers()).isEqualTo(TYPED);
            assertThat(report.done()).isTrue();
        });
    }

    @Test
    void takesNoReportWithAWrongAnswer() {
        assertThat(refusals(tell(new RunCommand.Done("stickers", Map.of("label", "apple"), ""))))
                .extracting(Refusal::code)
                .containsExactly("answer-label");
        assertThat(refusals(tell(new RunCommand.Done("look", TYPED, ""))))
                .extracting(Refusal::code)
                .containsExactly("not-in-hands");
    }

    @Test
    void givesTheCardBackToPeopleWhenItIsNotAsTheyTold() {
        happen(accepted(tell(new RunCommand.Done("stickers", TYPED, ""))));
        happen(new RunEvent.ReportRefused(1, "stickers", "Drive pie is not there."));

        assertThat(run().position(runbook)).isInstanceOf(Position.InHands.class);
        assertThat(run().report().flatMap(HandReport::refused)).contains("Drive pie is not there.");
        happen(accepted(tell(new RunCommand.Done("stickers", TYPED, "plugged in"))));
        assertThat(run().attempts()).hasSize(1);
        assertThat(run().position(runbook)).isInstanceOf(Position.InFlight.class);
    }

    @Test
    void asksForADecisionAfterTheCardWasHandedBack() {
        assertThat(refusals(tell(new RunCommand.HandBack("stickers", " ")))).isNotEmpty();
        happen(accepted(tell(new RunCommand.HandBack("stickers", "no ladder"))));
        assertThat(run().position(runbook)).isInstanceOf(Position.InFlight.class);
        happen(new AttemptEnded(1, "stickers", new AttemptResult.Unknown("handed back"), new Output(0, "")));

        assertThat(run().position(runbook)).isInstanceOf(Position.NeedsDecision.class);
        happen(accepted(tell(new RunCommand.Retry("stickers", "found one"))));
        happen(accepted(run().attempt(runbook, BOOT)));
        assertThat(run().position(runbook)).isInstanceOf(Position.InHands.class);
        assertThat(run().report()).isEmpty();
    }

    @Test
    void takesNoWayBackWhileTheCardIsOut() {
        assertThat(refusals(tell(new RunCommand.RollBack("help")))).hasSize(1);
        assertThat(refusals(tell(new RunCommand.Abandon("sold"))))
                .extracting(Refusal::remedy)
                .containsExactly("Hand the card back first, and say why.");
    }

    @Test
    void countsACardThatIsOutAsBegun() {
        assertThat(run().isPastPointOfNoReturn(runbook)).isTrue();
    }

    private Run run() {
        return Run.replay(events);
    }

    private Verdict<RunEvent> tell(RunCommand command) {
        return run().tell(runbook, command, TODAY);
    }

    private void happen(RunEvent event) {
        events.add(new RecordedEvent(ID, events.size() + 1L, Instant.EPOCH, "kathy", event));
    }

    private static RunEvent accepted(Verdict<RunEvent> verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted<RunEvent>) verdict).value();
    }

    private static List<Refusal> refusals(Verdict<RunEvent> verdict) {
        return ((Verdict.Refused<RunEvent>) verdict).refusals();
    }

    private static Runbook runbook() {
        PlannedDrive drive =
                new PlannedDrive("pie", new DriveIdentity("s", "", "m", 1), "/dev/disk/by-id/s", List.of(), "0x1");
        Card card = Card.of(Card.Instruction.of("Put the stickers on."))
                .asking(new Question("label", "Type the label.", Kind.TYPED, "pie"));
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
                        phase("a", new Step.ByHand(about("stickers"), List.of(), card, List.of())),
                        phase("b", new Step.Look(about("look"), List.of(), List.of()))),
                List.of());
    }

    private static Step.About about(String id) {
        return new Step.About(id, id, "", "something", "", List.of(), Duration.ofMinutes(1));
    }

    private static Phase phase(String id, Step step) {
        Gate open = new Gate(id, id, "", List.of(), id.equals("a"));
        return new Phase(id, id, "", List.of(), id.equals("a") ? Optional.of(open) : Optional.empty(), List.of(step));
    }
}
