package org.applepie.app.run;

import static org.applepie.app.run.TestConsole.accepted;
import static org.applepie.app.run.TestConsole.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.applepie.app.Samples;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.Server.Environment;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.run.Position;
import org.applepie.domain.run.RecordedEvent;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.verdict.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalsTest {

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
    }

    @Test
    void startsNothingOnAProductionServerThatWasNotRehearsed() {
        turn(Environment.PRODUCTION);

        assertThat(refused(start())).isEqualTo("no-rehearsal");
        assertThat(console.engine.all(9)).isEmpty();
    }

    @Test
    void keepsWhoLetItRunWithoutAndWhy() {
        turn(Environment.PRODUCTION);
        assertThat(refused(unrehearsed(" "))).isEqualTo("reason-missing");

        RunId id = accepted(unrehearsed("the twin was sold"));

        assertThat(console.run(id).rehearsal()).hasValueSatisfying(recorded -> {
            assertThat(recorded.actor()).isEqualTo("root");
            assertThat(recorded.event()).isEqualTo(new RunEvent.RehearsalWaived("the twin was sold"));
        });
        console.untilAt(id, "ready");
    }

    @Test
    void takesACompletedRunOfTheSameShapeOnATestServerForARehearsal() {
        console.machine.syncReadings = 5;
        RunId practice = console.runTo("");
        console.until(practice, Position.Over.class);
        assertThat(console.run(practice).rehearsal()).isEmpty();

        console.compile(Plans.runbook(another(Environment.PRODUCTION)));
        assertThat(console.engine.start(console.runbook.id(), console.runbook.digest(), "ann"))
                .isInstanceOf(Verdict.Accepted.class);

        RunId id = console.engine.all(1).getFirst().run().id();
        assertThat(console.run(id).rehearsal().map(RecordedEvent::event))
                .contains(new RunEvent.Rehearsed(practice, "mail"));
    }

    @Test
    void takesNoRunOnAProductionServerForARehearsal() {
        turn(Environment.PRODUCTION);
        console.machine.syncReadings = 5;
        RunId waived = accepted(unrehearsed("the first of all"));
        for (String gate : new String[] {"ready", "destroy", "no-return"}) {
            console.approve(waived, gate);
        }
        console.until(waived, Position.Over.class);

        console.compile(Plans.runbook(console.server));
        assertThat(refused(start())).isEqualTo("no-rehearsal");
    }

    @Test
    void aDrillOnAProductionServerWantsAReasonEvenIfItWasPractised() {
        console.machine.syncReadings = 5;
        console.compile(drill(console.runbook));
        RunId practice = console.runTo("");
        console.until(practice, Position.Over.class);

        console.compile(drill(Plans.runbook(another(Environment.PRODUCTION))));
        assertThat(refused(start())).isEqualTo("drill-on-production");

        RunId id = accepted(unrehearsed("the disks are new"));
        assertThat(console.run(id).rehearsal().map(RecordedEvent::event))
                .contains(new RunEvent.RehearsalWaived("the disks are new"));
    }

    private static Runbook drill(Runbook runbook) {
        return new Runbook(
                new RunbookId(UUID.randomUUID()),
                runbook.server(),
                runbook.serverName(),
                runbook.reading(),
                new Goal.ProveEachDrive(),
                runbook.binding(),
                runbook.compiledAt(),
                runbook.layout(),
                runbook.phases(),
                runbook.wayBack());
    }

    private void turn(Environment environment) {
        Server server = console.inventory.server(console.server.id()).orElseThrow();
        accepted(console.inventory.edit(server.id(), server.version(), draft("mail", environment), "ann"));
    }

    /** The same machine registered once more, which a test may do. */
    private Server another(Environment environment) {
        Server server = accepted(console.inventory.register(draft("mail2", environment), "ann"));
        return accepted(console.inventory.pin(server.id(), Samples.KEY.fingerprint(), "", "ann"));
    }

    private static ServerDraft draft(String name, Environment environment) {
        ServerDraft draft = Samples.draft(name);
        return new ServerDraft(
                name,
                draft.address(),
                draft.port(),
                draft.username(),
                environment,
                draft.authentication(),
                draft.sudo(),
                draft.password(),
                draft.privateKey(),
                draft.sudoPassword(),
                draft.jumpServer());
    }

    private Verdict<RunId> start() {
        return console.engine.start(console.runbook.id(), console.runbook.digest(), "ann");
    }

    private Verdict<RunId> unrehearsed(String reason) {
        return console.engine.startUnrehearsed(console.runbook.id(), console.runbook.digest(), reason, "root");
    }
}
