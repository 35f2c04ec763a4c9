package org.applepie.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.applepie.app.run.TestConsole.accepted;
import static org.applepie.app.run.TestConsole.refused;
import static org.applepie.app.run.TestConsole.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.HandReport;
import org.applepie.domain.run.Position;
import org.applepie.domain.run.RecordedEvent;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunCommand;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.run.RunEvent.End;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.Card;
import org.applepie.domain.runbook.Card.Absence;
import org.applepie.domain.runbook.Card.Instruction;
import org.applepie.domain.runbook.Check;
import org.applepie.domain.runbook.ConsoleScript;
import org.applepie.domain.runbook.Gate.Kind;
import org.applepie.domain.runbook.Gate.Question;
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.runbook.Step;
import org.applepie.domain.verdict.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandStepsTest {

    private static final Card STICKERS = Card.of(Instruction.of("Put the stickers on."))
            .asking(new Question("label", "Type the label.", Kind.TYPED, "pie"));
    private static final Card SWAP =
            Card.of(Instruction.of("Swap the drives.")).away(Absence.RESTART, "Swap them back.");
    private static final ConsoleScript SCRIPT = new ConsoleScript("/root/copy.sh", "true\n");
    private static final Map<String, String> TYPED = Map.of("label", "pie");

    @TempDir
    Path directory;

    private TestConsole console;

    @BeforeEach
    void open() {
        console = new TestConsole(directory);
    }

    @AfterEach
    void close() {
        console.close();
        assertThat(console.machine.violations).isEmpty();
    }

    @Test
    void handsTheCardOutAndLaunchesNothing() {
        RunId id = start(byHand(STICKERS));

        assertThat(console.until(id, Position.InHands.class).attempt().number()).isEqualTo(1);
        assertThat(console.run(id).attempts().getFirst().bootId()).isEqualTo(FakeMachine.boot(1));
        assertThat(console.machine.jobs).isEmpty();
    }

    @Test
    void goesOnWhenWhatWasToldIsSo() {
        RunId id = start(byHand(STICKERS));
        console.until(id, Position.InHands.class);
        assertThat(refused(done(id, Map.of("label", "apple")))).isEqualTo("answer-label");
        console.machine.files.put("/done", "yes\n");

        accepted(done(id, TYPED));

        assertThat(console.until(id, Position.Over.class).end()).isEqualTo(End.DONE);
        assertThat(result(id).detail()).contains("Done by bob");
        assertThat(console.engine.events(id, 0))
                .filteredOn(event -> event.event() instanceof RunEvent.Reported)
                .singleElement()
                .satisfies(event -> assertThat(event.actor()).isEqualTo("bob"))
                .extracting(RecordedEvent::event)
                .isEqualTo(new RunEvent.Reported(1, "stickers", true, TYPED, "told"));
    }

    @Test
    void tellsWhatItFoundInsteadAndLetsPeopleTryAgain() {
        RunId id = start(byHand(STICKERS));
        console.until(id, Position.InHands.class);

        accepted(done(id, TYPED));

        waiting().until(() -> found(id).isPresent());
        assertThat(found(id)).hasValueSatisfying(found -> assertThat(found).contains("/done"));
        console.until(id, Position.InHands.class);
        console.machine.files.put("/done", "yes\n");
        accepted(done(id, TYPED));
        console.until(id, Position.Over.class);
        assertThat(console.run(id).attempts()).hasSize(1);
    }

    @Test
    void aSecondPersonSeesThatTheFirstHasTold() {
        RunId id = start(byHand(STICKERS));
        console.until(id, Position.InHands.class);
        long seen = console.run(id).version();
        console.machine.files.put("/done", "yes\n");
        accepted(done(id, TYPED));

        assertThat(refused(console.engine.tell(id, new RunCommand.Done("stickers", TYPED, ""), seen, "eve")))
                .isEqualTo("stale-version");
        console.until(id, Position.Over.class);
        assertThat(refused(console.tell(id, new RunCommand.Done("stickers", TYPED, ""))))
                .isEqualTo("over");
    }

    @Test
    void aConsoleThatIsStartedAnewStillKnowsWhoHasTheCard() {
        RunId id = start(byHand(STICKERS));
        console.until(id, Position.InHands.class);
        console.restart();
        assertThat(console.position(id)).isInstanceOf(Position.InHands.class);

        console.machine.onRead = () -> {
            throw new Killed("while looking");
        };
        accepted(done(id, TYPED));
        console.machine.files.put("/done", "yes\n");
        console.machine.onRead = () -> {};
        console.restart();

        console.until(id, Position.Over.class);
        assertThat(console.run(id).attempts()).hasSize(1);
    }

    @Test
    void wantsAnotherBootWhereTheServerIsRestarted() {
        RunId id = start(byHand(SWAP));
        console.until(id, Position.InHands.class);
        console.machine.files.put("/done", "yes\n");
        accepted(done(id, Map.of()));
        waiting().until(() -> found(id).filter(f -> f.contains("not restarted")).isPresent());

        console.machine.fault = new ConnectionFault.Unreachable("no route to host");
        accepted(done(id, Map.of()));
        waiting().until(() -> found(id).filter(f -> f.contains("no route")).isPresent());

        console.machine.fault = null;
        console.machine.reboot();
        accepted(done(id, Map.of()));
        console.until(id, Position.Over.class);
    }

    @Test
    void wantsTheSameBootWhereTheServerGoesOn() {
        RunId id = start(byHand(STICKERS));
        console.until(id, Position.InHands.class);
        console.machine.reboot();
        console.machine.files.put("/done", "yes\n");

        accepted(done(id, TYPED));

        waiting().until(() -> found(id).filter(f -> f.contains("was restarted")).isPresent());
        assertThat(console.position(id)).isInstanceOf(Position.InHands.class);
    }

    @Test
    void aCardHandedBackLeavesTheDecisionToPeople() {
        RunId id = start(byHand(STICKERS));
        console.until(id, Position.InHands.class);
        assertThat(refused(console.tell(id, new RunCommand.RollBack("help")))).isEqualTo("in-flight");
        assertThat(refused(console.tell(id, new RunCommand.HandBack("stickers", ""))))
                .isEqualTo("reason-missing");

        accepted(console.tell(id, new RunCommand.HandBack("stickers", "no ladder")));

        console.untilNeedsDecision(id, "stickers");
        assertThat(result(id)).isInstanceOf(AttemptResult.Unknown.class);
        assertThat(result(id).detail()).isEqualTo("bob handed the card back: no ladder");
        accepted(console.tell(id, new RunCommand.Retry("stickers", "found one")));
        assertThat(console.until(id, Position.InHands.class).attempt().number()).isEqualTo(2);
    }

    @Test
    void fetchesTheLogOfAScriptAtTheConsoleByteForByte() {
        RunId id = start(atConsole());
        console.until(id, Position.InHands.class);
        accepted(done(id, Map.of()));
        waiting().until(() -> found(id).filter(f -> f.contains("no result")).isPresent());

        String log = "copied äöü\n".repeat(20_000);
        console.machine.files.put(SCRIPT.log(1), log);
        console.machine.files.put(SCRIPT.result(1), "0\n");
        console.machine.files.put("/done", "yes\n");
        accepted(done(id, Map.of()));

        console.until(id, Position.Over.class);
        assertThat(console.engine.output(id, 1, 0, 1_000_000)).isEqualTo(log.getBytes(UTF_8));
        assertThat(console.run(id).attempts().getFirst().output().orElseThrow().bytes())
                .isEqualTo(log.getBytes(UTF_8).length);
        assertThat(console.machine.jobs).isEmpty();
    }

    @Test
    void aScriptThatFailedIsForPeopleToDecide() {
        RunId id = start(atConsole());
        console.until(id, Position.InHands.class);
        console.machine.files.put(SCRIPT.log(1), "disk full\n");
        console.machine.files.put(SCRIPT.result(1), "28\n");

        accepted(done(id, Map.of()));

        console.untilNeedsDecision(id, "stickers");
        assertThat(result(id)).isInstanceOf(AttemptResult.Failed.class);
        assertThat(result(id).detail()).contains("exit code 28");
    }

    @Test
    void aResultThatIsNoExitCodeIsNotGuessedAt() {
        RunId id = start(atConsole());
        console.until(id, Position.InHands.class);
        console.machine.files.put(SCRIPT.result(1), "ok\n");

        accepted(done(id, Map.of()));

        waiting()
                .until(() ->
                        found(id).filter(f -> f.contains("not an exit code")).isPresent());
        assertThat(console.position(id)).isInstanceOf(Position.InHands.class);
    }

    @Test
    void nothingIsBegunBesideAScriptThatStillRunsAtTheConsole() {
        RunId id = start(atConsole());
        console.until(id, Position.InHands.class);
        console.machine.files.put(SCRIPT.processId(1), "4711\n");
        accepted(console.tell(id, new RunCommand.HandBack("stickers", "it hangs")));
        console.untilNeedsDecision(id, "stickers");

        assertThat(refused(console.tell(id, new RunCommand.Retry("stickers", "again"))))
                .isEqualTo("still-running");
        assertThat(refused(console.tell(id, new RunCommand.RollBack("back")))).isEqualTo("still-running");

        console.machine.files.remove(SCRIPT.processId(1));
        accepted(console.tell(id, new RunCommand.Retry("stickers", "it was killed")));
    }

    private RunId start(Step step) {
        Runbook base = Plans.runbook(console.server);
        Phase hands = new Phase("hands", "Hands", "", List.of(), Optional.empty(), List.of(step));
        console.compile(new Runbook(
                new RunbookId(UUID.randomUUID()),
                base.server(),
                base.serverName(),
                base.reading(),
                base.goal(),
                base.binding(),
                base.compiledAt(),
                base.layout(),
                List.of(hands),
                base.wayBack()));
        return console.start();
    }

    private static Step byHand(Card card) {
        return new Step.ByHand(about(), List.of(), card, proof());
    }

    private Step atConsole() {
        console.machine.files.put(SCRIPT.path(), SCRIPT.content());
        Card card = Card.of(Instruction.typing("Start the script.", SCRIPT.call()))
                .away(Absence.ALLOWED, "Boot the old entry.");
        return new Step.AtConsole(about(), List.of(), card, SCRIPT, proof());
    }

    private static Step.About about() {
        return new Step.About("stickers", "Stickers", "", "", "", List.of(), Duration.ofMinutes(10));
    }

    private static List<Check> proof() {
        return List.of(new Check.FileIs("/done", "yes\n"));
    }

    private Verdict<RunId> done(RunId id, Map<String, String> answers) {
        return console.tell(id, new RunCommand.Done("stickers", answers, "told"));
    }

    private Optional<String> found(RunId id) {
        Run run = console.run(id);
        return run.report().flatMap(HandReport::refused);
    }

    private AttemptResult result(RunId id) {
        return console.run(id).attempts().getLast().result().orElseThrow();
    }
}
