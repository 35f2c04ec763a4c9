package org.applepie.app.simulated;

import static org.applepie.app.Samples.draft;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.agent.simulated.SimulatedMachine;
import org.applepie.agent.simulated.ssh.Dialect;
import org.applepie.app.Samples;
import org.applepie.app.TestDatabase;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.inventory.Registry;
import org.applepie.app.json.DomainJson;
import org.applepie.app.secret.ConsoleKey;
import org.applepie.app.secret.SecretStore;
import org.applepie.domain.audit.AuditEntry;
import org.applepie.domain.audit.AuditTrail.Filter;
import org.applepie.domain.inventory.HandsOn;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.Server.Environment;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulated servers of a console: started and ended on request, over real SSH, and started afresh with the console. */
class TrialServersTest {

    @TempDir
    Path directory;

    private final List<SmallMachine> made = new ArrayList<>();
    private final SshShell shell = new SshShell(AgentSettings.standard());
    private TestDatabase database;
    private AuditLog audit;
    private Registry registry;
    private TrialServers trial;

    @BeforeEach
    void start() {
        database = TestDatabase.below(directory);
        DomainJson json = new DomainJson();
        Clock clock = Clock.fixed(Samples.T0, ZoneOffset.UTC);
        audit = new AuditLog(
                database.jdbc(), database.transactions(), database.directory().file("audit.head"), clock);
        SecretStore secrets =
                new SecretStore(database.jdbc(), database.directory().file("secret.key"));
        ConsoleKey key = new ConsoleKey(secrets, kind -> new ConsoleKey.Pair(new Secret("k"), "ssh-ed25519 K"));
        registry = new Registry(
                database.jdbc(),
                audit,
                secrets,
                key,
                shell,
                login -> {
                    throw new AssertionError("nothing is read here");
                },
                json,
                clock);
        trial = trial(true);
    }

    private TrialServers trial(boolean on) {
        return new TrialServers(registry.simulated(), this::machines, on);
    }

    private List<SimulatedMachine> machines() {
        List<SmallMachine> fresh =
                List.of(new SmallMachine("mailhost", Dialect.MODERN), new SmallMachine("idehost", Dialect.SARGE));
        made.addAll(fresh);
        return List.copyOf(fresh);
    }

    @AfterEach
    void stop() {
        trial.close();
        shell.close();
        database.close();
    }

    @Test
    void registersTestServersOnLoopbackThatTheConsoleReaches() {
        List<Server> servers = accepted(trial.start("ann"));

        assertThat(servers).extracting(Server::name).containsExactly("mailhost", "idehost");
        assertThat(trial.running()).extracting(Server::name).containsExactly("idehost", "mailhost");
        for (Server server : servers) {
            assertThat(server.environment()).isEqualTo(Environment.TEST);
            assertThat(server.endpoint().host()).isEqualTo("127.0.0.1");
            assertThat(accepted(registry.offeredHostKey(server.id())))
                    .isEqualTo(server.hostKey().orElseThrow());
            assertThat(isReached(server)).isTrue();
            assertThat(trial.servers()).contains(server.id());
        }
        assertThat(newest(3)).allSatisfy(entry -> assertThat(entry.actor()).isEqualTo("ann"));
        assertThat(newest(3))
                .extracting(AuditEntry::summary)
                .contains("Registered the simulated server mailhost", "Registered the simulated server idehost");
    }

    @Test
    void allowsOldAlgorithmsOnlyForTheOneThatSpeaksThem() {
        List<Server> servers = accepted(trial.start("ann"));

        assertThat(servers.getFirst().legacyAlgorithms()).isEmpty();
        assertThat(servers.getLast().legacyAlgorithms().orElseThrow().by()).isEqualTo("ann");
        assertThat(newest(3)).extracting(AuditEntry::action).contains("legacy-algorithms-allowed");
    }

    /** Logs in with what the console stored, and sees whether the machine is told a command. */
    private boolean isReached(Server server) {
        long before = commands(server);
        shell.ask(registry.logins().of(server), "true", List.of(), Duration.ofSeconds(20));
        return commands(server) == before + 1;
    }

    private long commands(Server server) {
        return made.stream()
                .filter(machine -> machine.name().equals(server.name()))
                .mapToLong(machine -> machine.commands.get())
                .sum();
    }

    @Test
    void startsThemOnlyOnce() {
        accepted(trial.start("ann"));

        assertThat(refusal(trial.start("bob")).code()).isEqualTo("simulation-runs");
        assertThat(registry.servers(true)).hasSize(2);
    }

    @Test
    void registersNoneIfOneNameIsTaken() {
        accepted(registry.register(draft("mailhost"), "ann"));

        Refusal refusal = refusal(trial.start("ann"));

        assertThat(refusal.code()).isEqualTo("name-taken");
        assertThat(refusal.cause()).startsWith("mailhost: ");
        assertThat(registry.servers(true)).hasSize(1);
        assertThat(trial.servers()).isEmpty();
    }

    @Test
    void endsThemAndStillTellsThemApartAndMayStartOthers() {
        List<Server> first = accepted(trial.start("ann"));

        assertThat(accepted(trial.end("bob"))).allMatch(Server::archived);
        assertThat(trial.running()).isEmpty();
        assertThat(registry.servers(false)).isEmpty();
        assertThat(trial.servers()).containsAll(first.stream().map(Server::id).toList());
        assertThat(offeredBy(first.getFirst())).isInstanceOf(Reply.NotConnected.class);
        assertThat(newest(1).getFirst().action()).isEqualTo("simulated-server-ended");
        assertThat(refusal(trial.end("bob")).code()).isEqualTo("no-simulation");

        assertThat(accepted(trial.start("bob"))).doesNotContainAnyElementsOf(first);
    }

    @Test
    void aSimulatedServerIsNeverProduction() {
        Server server = accepted(trial.start("ann")).getFirst();

        Refusal refusal =
                refusal(registry.edit(server.id(), server.version(), as(Environment.PRODUCTION, server), "bob"));

        assertThat(refusal.code()).isEqualTo("simulated-is-no-production");
        assertThat(registry.server(server.id())).contains(server);
        accepted(registry.edit(server.id(), server.version(), as(Environment.TEST, server), "bob"));
    }

    private static ServerDraft as(Environment environment, Server server) {
        return new ServerDraft(
                server.name(),
                server.endpoint().host(),
                server.endpoint().port(),
                server.username(),
                environment,
                server.authentication(),
                server.sudo(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void doesAtTheMachineWhatHandsDoAndRecordsIt() {
        Server server = accepted(trial.start("ann")).getLast();
        assertThat(trial.machine(server.id()).orElseThrow().on()).isTrue();
        assertThat(offeredBy(server)).isInstanceOf(Reply.Got.class);

        accepted(trial.handle(server.id(), new HandsOn.SwitchOff(), "bob"));

        assertThat(newest(1)).singleElement().satisfies(entry -> {
            assertThat(entry.summary()).isEqualTo("Pulled the plug of the simulated server idehost");
            assertThat(entry.actor()).isEqualTo("bob");
            assertThat(entry.subject()).isEqualTo("server:" + server.id());
        });
        assertThat(offeredBy(server)).isInstanceOf(Reply.NotConnected.class);
        assertThat(refusal(trial.handle(server.id(), new HandsOn.SwitchOff(), "bob"))
                        .code())
                .isEqualTo("machine-off");
        assertThat(refusal(trial.handle(server.id(), new HandsOn.Reset(), "bob"))
                        .code())
                .isEqualTo("machine-off");
        assertThat(refusal(trial.handle(server.id(), new HandsOn.Unplug("pie"), "bob"))
                        .code())
                .isEqualTo("drive-not-there");
        assertThat(refusal(trial.handle(server.id(), new HandsOn.TypePassword(), "bob"))
                        .code())
                .isEqualTo("nobody-asks");
        accepted(trial.handle(server.id(), new HandsOn.SwitchOn(), "bob"));
        assertThat(offeredBy(server)).isInstanceOf(Reply.Got.class);
        assertThat(newest(1).getFirst().summary()).startsWith("Switched on");
    }

    @Test
    void laysHandsOnNoOtherServer() {
        Server real = accepted(registry.register(draft("real"), "ann"));
        Server simulated = accepted(trial.start("ann")).getFirst();
        long entries = audit.count(new Filter("", "", "", "", 1, 0));

        assertThat(trial.machine(real.id())).isEmpty();
        assertThat(refusal(trial.handle(real.id(), new HandsOn.SwitchOff(), "ann"))
                        .code())
                .isEqualTo("no-machine-here");
        accepted(trial.end("ann"));
        assertThat(trial.machine(simulated.id())).isEmpty();
        assertThat(refusal(trial.handle(simulated.id(), new HandsOn.SwitchOff(), "ann"))
                        .code())
                .isEqualTo("no-machine-here");
        assertThat(audit.count(new Filter("", "", "", "", 1, 0))).isEqualTo(entries + 2);
    }

    @Test
    void endsMachinesOfServersThatWereArchivedOneByOne() {
        List<Server> first = accepted(trial.start("ann"));
        first.forEach(server -> accepted(registry.archive(server.id(), server.version(), "ann")));
        assertThat(trial.running()).isEmpty();

        accepted(trial.start("ann"));

        assertThat(first).allSatisfy(server -> assertThat(offeredBy(server)).isInstanceOf(Reply.NotConnected.class));
    }

    @Test
    void startsAfreshWithTheConsoleAndSaysSo() {
        Server before = accepted(trial.start("ann")).getFirst();
        trial.close();
        assertThat(offeredBy(before)).isInstanceOf(Reply.NotConnected.class);

        trial = trial(true);
        trial.resume();

        Server after = registry.server(before.id()).orElseThrow();
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(after.hostKey()).isNotEqualTo(before.hostKey());
        assertThat(offeredBy(after)).isEqualTo(new Reply.Got<>(after.hostKey().orElseThrow()));
        assertThat(isReached(after)).isTrue();
        assertThat(newest(2)).allSatisfy(entry -> {
            assertThat(entry.actor()).isEqualTo("console");
            assertThat(entry.summary()).contains("afresh");
        });
    }

    @Test
    void startsNothingWhereItIsSwitchedOff() {
        Server server = accepted(trial.start("ann")).getFirst();
        trial.close();

        trial = trial(false);
        trial.resume();

        assertThat(trial.isOffered()).isFalse();
        assertThat(trial.servers()).contains(server.id());
        assertThat(registry.server(server.id())).contains(server);
        assertThat(offeredBy(server)).isInstanceOf(Reply.NotConnected.class);
        accepted(trial.end("ann"));
        assertThat(refusal(trial.start("ann")).code()).isEqualTo("simulation-off");
    }

    @Test
    void offersNothingWhereThereIsNoMachine() {
        try (TrialServers none = new TrialServers(registry.simulated(), List::of, true)) {
            assertThat(none.isOffered()).isFalse();
        }
    }

    private Reply<HostKey> offeredBy(Server server) {
        return shell.offeredHostKey(server.reachedAt(), null);
    }

    private List<AuditEntry> newest(int count) {
        return audit.find(new Filter("", "", "", "", count, 0));
    }

    private static <T> T accepted(Verdict<T> verdict) {
        if (verdict instanceof Verdict.Accepted<T>(T value)) {
            return value;
        }
        throw new AssertionError(verdict.toString());
    }

    private static Refusal refusal(Verdict<?> verdict) {
        return ((Verdict.Refused<?>) verdict).refusals().getFirst();
    }
}
