package org.applepie.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.agent.simulated.SimulatedServer;
import org.applepie.agent.simulated.SimulatedServers;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.Position;
import org.applepie.domain.run.RunEvent.End;
import org.applepie.domain.runbook.Goal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill on a simulated machine: people unplug and plug, the run does the rest and notices what they did wrong. */
abstract class DriveDrill {

    private final Witness witness;
    private final List<String> startedAlone = new ArrayList<>();

    @TempDir
    Path directory;

    private SimulatedServers servers;
    private SimulatedServer simulated;
    private SshShell shell;
    private MigrationConsole console;
    private MigrationConsole.Begun lastDrill;

    /** @param witness beside a machine on one disk, with a second drive */
    DriveDrill(Witness witness) {
        this.witness = witness;
    }

    /** Where a drive belongs, in the words of its controls. */
    abstract String seat(String drive);

    @BeforeEach
    void mirrorIt() throws Exception {
        servers = SimulatedServers.start(List.of(witness.simulated()));
        simulated = servers.all().getFirst();
        shell = new SshShell(AgentSettings.standard());
        console = new MigrationConsole(directory, shell, HurriedPace::new);
        console.migrate(simulated);
    }

    @AfterEach
    void end() {
        console.close();
        shell.close();
        servers.close();
    }

    /** What people do when the run has shut the machine down. */
    private void whenOff(Runnable hands) {
        await().atMost(Duration.ofMinutes(1)).until(() -> !witness.hardware().powered());
        hands.run();
        simulated.controls().powerOn();
    }

    private void startAlone(String away) {
        whenOff(() -> simulated.controls().unplug(away));
        witness.isUp();
        startedAlone.add(away.equals("pie") ? "apple" : "pie");
    }

    private void startWithBoth(String back) {
        whenOff(() -> simulated.controls().plug(back, seat(back)));
    }

    private void asTold(String step) {
        switch (step) {
            case "ready-apple-alone" -> startAlone("pie");
            case "ready-pie-alone" -> startAlone("apple");
            case "ready-pie-back" -> startWithBoth("pie");
            case "ready-apple-back" -> startWithBoth("apple");
            default -> {}
        }
    }

    private Position drill(Consumer<String> hands) {
        MigrationConsole.Begun drill = console.begin(simulated, new Goal.ProveEachDrive());
        Position end = console.goOn(drill, hands);
        lastDrill = drill;
        return end;
    }

    private String whatFailed(String step) {
        return console.run(lastDrill.id()).attempts().stream()
                .filter(attempt -> attempt.step().equals(step))
                .flatMap(attempt -> attempt.result().stream())
                .map(result -> switch (result) {
                    case AttemptResult.Proved proved -> "";
                    case AttemptResult.Failed(String why) -> why;
                    case AttemptResult.Unknown(String why) -> why;
                })
                .reduce("", String::concat);
    }

    @Test
    void eachDriveStartsTheServerAloneAndTheMirrorIsWholeAtTheEnd() throws Exception {
        Position end = drill(this::asTold);

        assertThat(end)
                .as(console.story(lastDrill.id()))
                .isInstanceOfSatisfying(
                        Position.Over.class, over -> assertThat(over.end()).isEqualTo(End.DONE));
        assertThat(startedAlone).containsExactly("apple", "pie");
        witness.isWhole();
    }

    @Test
    void whoUnplugsTheWrongDriveIsToldAndTheWayBackFillsTheOtherOne() throws Exception {
        Position end = drill(step -> {
            if (step.equals("ready-apple-alone")) {
                startAlone("apple");
            }
        });

        assertThat(end).isInstanceOf(Position.NeedsDecision.class);
        assertThat(whatFailed("start-apple-alone"))
                .contains("The wrong drive is away: pie runs without apple")
                .contains("Do not start apple alone");

        witness.halt();
        startWithBoth("apple");
        console.rollBack(lastDrill);
        Position back = console.goOn(lastDrill, step -> {});
        assertThat(back)
                .as(console.story(lastDrill.id()))
                .isInstanceOfSatisfying(
                        Position.Over.class, over -> assertThat(over.end()).isEqualTo(End.ROLLED_BACK));
        witness.isWhole();
    }

    @Test
    void twoHalvesThatEachRanAloneAreNeverJoined() throws Exception {
        Position end = drill(step -> {
            switch (step) {
                case "ready-apple-alone" -> startAlone("pie");
                case "ready-pie-back" ->
                    whenOff(() -> {
                        simulated.controls().unplug("apple");
                        simulated.controls().plug("pie", seat("pie"));
                        simulated.controls().powerOn();
                        witness.halt();
                        simulated.controls().plug("apple", seat("apple"));
                    });
                default -> {}
            }
        });

        assertThat(end).isInstanceOf(Position.NeedsDecision.class);
        assertThat(whatFailed("start-pie-back")).contains("two halves that each ran alone");

        console.rollBack(lastDrill);
        assertThat(console.goOn(lastDrill, step -> {})).isInstanceOf(Position.NeedsDecision.class);
        assertThat(whatFailed("fill-back-md0")).contains("two halves that each ran alone");
        assertThat(witness.arrays())
                .allSatisfy(array -> assertThat(array.degraded()).isTrue());
    }
}
