package org.applepie.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.agent.simulated.SimulatedServer;
import org.applepie.agent.simulated.SimulatedServers;
import org.applepie.agent.simulated.hardware.Copies;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.sarge.SargeMachine;
import org.applepie.agent.simulated.sarge.SargeServer;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.app.TestDatabase;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.inventory.ReadsServers;
import org.applepie.app.inventory.Registry;
import org.applepie.app.json.DomainJson;
import org.applepie.app.output.OutputStore;
import org.applepie.app.runbook.RunbookLibrary;
import org.applepie.app.secret.ConsoleKey;
import org.applepie.app.secret.SecretStore;
import org.applepie.domain.audit.AuditTrail.Verification;
import org.applepie.domain.inventory.LegacyChange;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunCommand;
import org.applepie.domain.run.RunEvent.End;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.Gate;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulated machines with Debian 3.1, from one disk to RAID1 and back, by the real compiler, engine and agent over SSH. */
class SargeMigrationTest {

    private static final String MAIL = "/var/mail/user01/cur/1145900000.M1P0.mailhost:2,S";

    private final SimulatedTime time = SimulatedTime.scaled(Instant.parse("2006-04-24T17:33:20Z"), 200);

    @TempDir
    Path directory;

    @Test
    void mailhostGoesFromOneDiskToRaid1AndEachDriveStartsAlone() throws Exception {
        SargeMachine mailhost = SargeMachine.mailhost(time, 7, 200_000, new Secret("pie"));
        List<SimulatedDrive> drives =
                List.copyOf(mailhost.server().machine().drives().values());
        String before = Copies.everyCopyOf(MAIL, drives).getFirst().digest();

        inConsole(mailhost, (console, server) -> console.migrate(server));

        assertThat(mailhost.server().arrays().orElseThrow().arrays())
                .hasSize(3)
                .allSatisfy(array -> assertThat(array.degraded()).isFalse());
        assertThat(Copies.everyCopyOf(MAIL, drives))
                .hasSize(2)
                .extracting(Copies.Copy::digest)
                .containsOnly(before);
        eachDriveStartsAlone(mailhost.server(), Position.scsi(0), Position.scsi(1));
    }

    private static void eachDriveStartsAlone(SargeServer server, Position first, Position second) {
        server.halt();
        SimulatedDrive pie = server.machine().pull(second).orElseThrow();
        server.powerOn();
        assertThat(server.reachable()).as(server.console()).isTrue();
        server.halt();
        server.machine().pull(first);
        server.machine().plug(second, pie);
        server.powerOn();
        assertThat(server.reachable()).as(server.console()).isTrue();
    }

    @Test
    void theSameOnIdeDrivesWhichTellTheirSerials() throws Exception {
        SargeMachine idehost = SargeMachine.idehost(time, 7, 200_000, new Secret("pie"));

        inConsole(idehost, (console, server) -> console.migrate(server));

        assertThat(idehost.server().arrays().orElseThrow().arrays())
                .allSatisfy(array -> assertThat(array.degraded()).isFalse());
    }

    @Test
    void comesBackFromTheArraysToTheOldSystem() throws Exception {
        SargeMachine mailhost = SargeMachine.mailhost(time, 7, 200_000, new Secret("pie"));
        String fstab = mailhostFile(mailhost, "/etc/fstab");
        String lilo = mailhostFile(mailhost, "/etc/lilo.conf");

        inConsole(mailhost, (console, server) -> console.goBackFrom("point-of-no-return", server));

        assertThat(mailhost.server().arrays().orElseThrow().arrays()).isEmpty();
        assertThat(mailhost.server().files().orElseThrow().text("/etc/fstab")).isEqualTo(fstab);
        assertThat(mailhost.server().files().orElseThrow().text("/etc/lilo.conf"))
                .isEqualTo(lilo);
        mailhost.server().halt();
        mailhost.server().machine().pull(Position.scsi(1));
        mailhost.server().powerOn();
        assertThat(mailhost.server().reachable())
                .as(mailhost.server().console())
                .isTrue();
    }

    /** As it is on the drives before anything was done. */
    private static String mailhostFile(SargeMachine machine, String path) throws Exception {
        machine.server().powerOn();
        String text = machine.server().files().orElseThrow().text(path);
        machine.server().powerOff();
        return text;
    }

    private interface Work {
        void with(Console console, SimulatedServer server);
    }

    private void inConsole(SargeMachine machine, Work work) {
        SimulatedServers servers = SimulatedServers.start(List.of(machine));
        try (SshShell shell = new SshShell(AgentSettings.standard());
                Console console = new Console(directory, shell)) {
            work.with(console, servers.all().getFirst());
        }
    }

    /** The parts of a console that a migration needs, over a database of their own. */
    private static final class Console implements AutoCloseable {

        private final TestDatabase database;
        private final AuditLog audit;
        private final Registry inventory;
        private final RunbookLibrary runbooks;
        private final SystemPace pace = new SystemPace();
        private final RunEngine engine;

        Console(Path directory, SshShell shell) {
            database = TestDatabase.below(directory);
            Clock clock = Clock.systemUTC();
            DomainJson json = new DomainJson();
            audit = new AuditLog(
                    database.jdbc(),
                    database.transactions(),
                    database.directory().file("audit.head"),
                    clock);
            SecretStore secrets =
                    new SecretStore(database.jdbc(), database.directory().file("secret.key"));
            ConsoleKey key = new ConsoleKey(secrets, kind -> new ConsoleKey.Pair(new Secret("k"), "ssh-ed25519 K"));
            ReadsServers reader = ReadsServers.over(shell, clock);
            inventory = new Registry(database.jdbc(), audit, secrets, key, shell, reader, json, clock);
            runbooks = new RunbookLibrary(database.jdbc(), audit, inventory, json, clock);
            OutputStore outputs = new OutputStore(database.directory().file("output"), clock);
            engine = new RunEngine(
                    database.jdbc(), audit, runbooks, inventory, reader, shell, outputs, json, clock, pace);
        }

        void migrate(SimulatedServer simulated) {
            goThrough(begun(simulated), End.DONE, "");
        }

        void goBackFrom(String gate, SimulatedServer simulated) {
            goThrough(begun(simulated), End.ROLLED_BACK, gate);
        }

        private record Begun(RunId id, Runbook runbook) {}

        private Begun begun(SimulatedServer simulated) {
            Server server = accepted(inventory.register(draft(simulated), "ann"));
            accepted(inventory.pin(server.id(), simulated.hostKey().fingerprint(), "", "ann"));
            accepted(inventory.read(server.id(), "ann"));
            Runbook runbook = accepted(runbooks.compile(server.id(), new Goal.MirrorRoot(Optional.empty(), ""), "ann"));
            RunId run = accepted(engine.start(runbook.id(), runbook.digest(), "ann"));
            return new Begun(run, runbook);
        }

        private void goThrough(Begun begun, End wanted, String turn) {
            RunId id = begun.id();
            Runbook runbook = begun.runbook();
            while (true) {
                switch (untilPeople(id, runbook)) {
                    case org.applepie.domain.run.Position.AtGate(var phase, var gate)
                    when gate.id().equals(turn) ->
                        accepted(engine.tell(id, new RunCommand.RollBack("not content"), run(id).version(), "bob"));
                    case org.applepie.domain.run.Position.AtGate(var phase, var gate) ->
                        accepted(engine.decide(
                                id, gate.id(), true, runbook.digest(), answers(gate.questions()), "", "bob"));
                    case org.applepie.domain.run.Position.InHands(var attempt, var step) ->
                        accepted(engine.tell(
                                id,
                                new RunCommand.Done(
                                        step.id(),
                                        answers(step.handedOut().orElseThrow().questions()),
                                        ""),
                                run(id).version(),
                                "bob"));
                    case org.applepie.domain.run.Position.Over(var end, var reason) -> {
                        assertThat(end).as(reason).isEqualTo(wanted);
                        assertThat(audit.verify()).isInstanceOf(Verification.Holds.class);
                        return;
                    }
                    case org.applepie.domain.run.Position other -> throw new AssertionError(other + "\n" + story(id));
                }
            }
        }

        private String story(RunId id) {
            StringBuilder story = new StringBuilder();
            run(id).attempts()
                    .forEach(a -> story.append(a)
                            .append('\n')
                            .append(new String(
                                    engine.output(id, a.number(), 0, 20_000),
                                    java.nio.charset.StandardCharsets.UTF_8)));
            return story.toString();
        }

        private org.applepie.domain.run.Position untilPeople(RunId id, Runbook runbook) {
            return await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> run(id).position(runbook), p -> switch (p) {
                        case org.applepie.domain.run.Position.Ready r -> false;
                        case org.applepie.domain.run.Position.InFlight f -> false;
                        case org.applepie.domain.run.Position.Complete c -> false;
                        case org.applepie.domain.run.Position.AtGate g -> true;
                        case org.applepie.domain.run.Position.InHands h -> true;
                        case org.applepie.domain.run.Position.NeedsDecision n -> true;
                        case org.applepie.domain.run.Position.Stopped stopped -> true;
                        case org.applepie.domain.run.Position.Over o -> true;
                    });
        }

        private Run run(RunId id) {
            return Run.replay(engine.events(id, 0));
        }

        private static Map<String, String> answers(List<Gate.Question> questions) {
            Map<String, String> answers = new HashMap<>();
            for (Gate.Question question : questions) {
                answers.put(
                        question.id(),
                        switch (question.kind()) {
                            case DATE ->
                                LocalDate.now(java.time.ZoneOffset.UTC)
                                        .minusDays(1)
                                        .toString();
                            case TEXT -> "seen by two people";
                            case TYPED -> question.expected();
                        });
            }
            return answers;
        }

        private static ServerDraft draft(SimulatedServer server) {
            return new ServerDraft(
                    server.name(),
                    server.endpoint().host(),
                    server.endpoint().port(),
                    "root",
                    Server.Environment.TEST,
                    Server.Authentication.PASSWORD,
                    Server.SudoMode.NOT_NEEDED,
                    Optional.of(server.machine().rootPassword()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new LegacyChange.Allow("Debian 3.1"));
        }

        private static <T> T accepted(Verdict<T> verdict) {
            return switch (verdict) {
                case Verdict.Accepted<T>(T value) -> value;
                case Verdict.Refused<T> refused -> throw new AssertionError(refused.refusals());
            };
        }

        @Override
        public void close() {
            pace.close();
            engine.close();
            database.close();
        }
    }
}
