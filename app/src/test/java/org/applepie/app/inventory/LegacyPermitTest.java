package org.applepie.app.inventory;

import static org.applepie.app.Samples.T0;
import static org.applepie.app.Samples.draft;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.app.TestDatabase;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.json.DomainJson;
import org.applepie.app.secret.ConsoleKey;
import org.applepie.app.secret.SecretStore;
import org.applepie.domain.audit.AuditEntry;
import org.applepie.domain.audit.AuditTrail.Filter;
import org.applepie.domain.inventory.LegacyChange;
import org.applepie.domain.inventory.LegacyPermit;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.Server.Authentication;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Credential;
import org.applepie.domain.remote.Endpoint.Algorithms;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Old SSH algorithms are allowed for one server at a time, by somebody, for a reason, and for as long as that holds. */
class LegacyPermitTest {

    private static final Filter ALL = new Filter("", "", "", "", 1_000, 0);
    private static final LegacyChange ALLOW = new LegacyChange.Allow("Debian 3.1");
    private static final LegacyChange WITHDRAW = new LegacyChange.Withdraw("upgraded");

    @TempDir
    Path directory;

    private final FakeServers far = new FakeServers();
    private TestDatabase database;
    private AuditLog audit;
    private Registry inventory;

    @BeforeEach
    void open() {
        database = TestDatabase.below(directory);
        Clock clock = Clock.fixed(T0, ZoneOffset.UTC);
        audit = new AuditLog(
                database.jdbc(), database.transactions(), database.directory().file("audit.head"), clock);
        SecretStore secrets =
                new SecretStore(database.jdbc(), database.directory().file("secret.key"));
        ConsoleKey key =
                new ConsoleKey(secrets, kind -> new ConsoleKey.Pair(new Secret("private " + kind), "public " + kind));
        inventory = new Registry(database.jdbc(), audit, secrets, key, far, far, new DomainJson(), clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static ServerDraft with(String name, LegacyChange change, Optional<ServerId> jump) {
        ServerDraft plain = draft(name);
        return new ServerDraft(
                plain.name(),
                plain.address(),
                plain.port(),
                plain.username(),
                plain.environment(),
                Authentication.CONSOLE_KEY,
                plain.sudo(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                jump,
                change);
    }

    private static ServerDraft with(LegacyChange change) {
        return with("mailhost", change, Optional.empty());
    }

    private Server registered(LegacyChange change) {
        return accepted(inventory.register(with(change), "ann"));
    }

    private Server edited(Server server, LegacyChange change) {
        return accepted(inventory.edit(server.id(), server.version(), with(change), "bob"));
    }

    private static <T> T accepted(Verdict<T> verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted<T>) verdict).value();
    }

    private static List<String> refused(Verdict<?> verdict, Kind kind) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        Verdict.Refused<?> refused = (Verdict.Refused<?>) verdict;
        assertThat(refused.kind()).isEqualTo(kind);
        return refused.refusals().stream().map(Refusal::code).toList();
    }

    private Algorithms spokenTo(Server server) {
        return inventory.logins().of(server).endpoint().algorithms();
    }

    @Test
    void allowsNothingOldUnlessAsked() {
        Server server = registered(new LegacyChange.Keep());

        assertThat(server.legacyAlgorithms()).isEmpty();
        assertThat(spokenTo(server)).isEqualTo(Algorithms.MODERN);
        assertThat(audit.find(ALL))
                .extracting(AuditEntry::action)
                .containsExactly("server-registered", "console-key-made");
    }

    @Test
    void keepsWhoAllowedItWhenAndWhy() {
        Server server = registered(ALLOW);

        assertThat(inventory.server(server.id()).orElseThrow().legacyAlgorithms())
                .contains(new LegacyPermit("Debian 3.1", "ann", T0));
        assertThat(inventory.servers(false)).containsExactly(server);
        AuditEntry entry = audit.find(ALL).getFirst();
        assertThat(entry.actor()).isEqualTo("ann");
        assertThat(entry.action()).isEqualTo("legacy-algorithms-allowed");
        assertThat(entry.subject()).isEqualTo("server:" + server.id());
        assertThat(entry.summary()).contains("mailhost", "Debian 3.1");
        assertThat(entry.details()).isEqualTo("{\"reason\":\"Debian 3.1\"}");
    }

    @Test
    void anotherEditKeepsThePermitAndDropsNoConnection() {
        Server server = registered(ALLOW);

        Server edited = edited(server, new LegacyChange.Keep());
        Server again = edited(edited, ALLOW);

        assertThat(again.legacyAlgorithms()).isEqualTo(server.legacyAlgorithms());
        assertThat(far.disconnected).isEmpty();
        assertThat(audit.find(ALL))
                .filteredOn(entry -> entry.action().startsWith("legacy"))
                .hasSize(1);
    }

    @Test
    void pinningAKeyAndArchivingKeepThePermit() {
        Server server = registered(ALLOW);

        Server pinned = accepted(inventory.pin(server.id(), "SHA256:first", "", "ann"));
        Server archived = accepted(inventory.archive(server.id(), pinned.version(), "ann"));

        assertThat(pinned.legacyAlgorithms()).isEqualTo(server.legacyAlgorithms());
        assertThat(archived.legacyAlgorithms()).isEqualTo(server.legacyAlgorithms());
    }

    @Test
    void takingItBackRecordsWhyAndEndsTheConnection() {
        Server server = registered(ALLOW);
        Login before = inventory.logins().of(server);

        Server modern = edited(server, WITHDRAW);

        assertThat(inventory.server(server.id()).orElseThrow().legacyAlgorithms())
                .isEmpty();
        assertThat(spokenTo(modern)).isEqualTo(Algorithms.MODERN);
        assertThat(far.disconnected).containsExactly(before);
        AuditEntry entry = audit.find(ALL).getFirst();
        assertThat(entry.action()).isEqualTo("legacy-algorithms-withdrawn");
        assertThat(entry.actor()).isEqualTo("bob");
        assertThat(entry.details()).isEqualTo("{\"reason\":\"upgraded\"}");
    }

    @Test
    void allowingItLaterEndsTheConnectionToo() {
        Server server = registered(new LegacyChange.Keep());
        Login before = inventory.logins().of(server);

        edited(server, ALLOW);

        assertThat(far.disconnected).containsExactly(before);
    }

    @Test
    void aRefusedEditEndsNoConnection() {
        Server server = registered(new LegacyChange.Keep());

        assertThat(refused(inventory.edit(server.id(), 99, with(ALLOW), "bob"), Kind.CONFLICT))
                .containsExactly("stale-version");
        assertThat(far.disconnected).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines", "hid\u202eden"})
    void refusesAReasonThatIsNone(String reason) {
        Server server = registered(ALLOW);

        for (LegacyChange change : List.of(new LegacyChange.Allow(reason), new LegacyChange.Withdraw(reason))) {
            assertThat(refused(inventory.edit(server.id(), 1, with(change), "bob"), Kind.INVALID))
                    .containsExactly("invalid-legacy-reason");
            assertThat(refused(inventory.register(with("b", change, Optional.empty()), "bob"), Kind.INVALID))
                    .containsExactly("invalid-legacy-reason");
        }
        assertThat(inventory.servers(true)).containsExactly(server);
    }

    @Test
    void refusesAReasonThatIsABook() {
        LegacyChange change = new LegacyChange.Allow("x".repeat(501));

        assertThat(refused(inventory.register(with(change), "ann"), Kind.INVALID))
                .containsExactly("invalid-legacy-reason");
    }

    @Test
    void logsInWithTheRsaKeyWhereOldAlgorithmsAreAllowed() {
        Server old = registered(ALLOW);
        Server modern = accepted(inventory.register(with("web", new LegacyChange.Keep(), Optional.empty()), "ann"));

        assertThat(inventory.logins().of(old).credential())
                .isEqualTo(new Credential.PrivateKey(new Secret("private RSA")));
        assertThat(inventory.consolePublicKey(old)).isEqualTo("public RSA");
        assertThat(inventory.logins().of(modern).credential())
                .isEqualTo(new Credential.PrivateKey(new Secret("private ED25519")));
        assertThat(inventory.consolePublicKey(modern)).isEqualTo("public ED25519");
        assertThat(audit.find(ALL))
                .filteredOn(entry -> entry.action().equals("console-key-made"))
                .hasSize(2);
    }

    @Test
    void allowsNothingForAnyOtherServerNotEvenItsJumpServer() {
        Server jump = accepted(inventory.register(with("jump", new LegacyChange.Keep(), Optional.empty()), "ann"));
        Server old = accepted(inventory.register(with("mailhost", ALLOW, Optional.of(jump.id())), "ann"));

        Login login = inventory.logins().of(old);

        assertThat(login.endpoint().algorithms()).isEqualTo(Algorithms.LEGACY_TOO);
        assertThat(login.jump()).isNotNull();
        assertThat(login.jump().endpoint().algorithms()).isEqualTo(Algorithms.MODERN);
        assertThat(spokenTo(jump)).isEqualTo(Algorithms.MODERN);
    }

    @Test
    void asksForTheHostKeyInTheAllowedWay() {
        Server server = registered(new LegacyChange.Keep());
        accepted(inventory.offeredHostKey(server.id()));
        assertThat(far.asked).isNotNull();
        assertThat(far.asked.algorithms()).isEqualTo(Algorithms.MODERN);

        edited(server, ALLOW);
        accepted(inventory.offeredHostKey(server.id()));
        assertThat(far.asked.algorithms()).isEqualTo(Algorithms.LEGACY_TOO);
    }

    @Test
    void saysWhereAnOldServerCanBeAllowed() {
        Server server = registered(new LegacyChange.Keep());
        far.fault = new ConnectionFault.LegacyAlgorithmsOnly("key exchange diffie-hellman-group1-sha1");

        Verdict<?> verdict = inventory.offeredHostKey(server.id());

        assertThat(refused(verdict, Kind.UNREACHABLE)).containsExactly("legacy-algorithms-only");
        Refusal refusal = ((Verdict.Refused<?>) verdict).refusals().getFirst();
        assertThat(refusal.cause()).contains("refused by default", "diffie-hellman-group1-sha1");
        assertThat(refusal.remedy()).contains("server's page");
    }

    @Test
    void isNotTakenBackUnderARunOnTheServerOrBehindIt() {
        Server old = registered(ALLOW);
        Server behind =
                accepted(inventory.register(with("inner", new LegacyChange.Keep(), Optional.of(old.id())), "ann"));
        UUID run = openRunOn(behind);

        assertThat(refused(inventory.edit(old.id(), 1, with(WITHDRAW), "bob"), Kind.CONFLICT))
                .containsExactly("run-open");

        database.jdbc()
                .sql("update run set over = true where id = ?")
                .param(run)
                .update();
        edited(old, WITHDRAW);
    }

    private UUID openRunOn(Server server) {
        UUID id = UUID.randomUUID();
        database.jdbc()
                .sql("insert into runbook (id, server_id, digest, compiled_at, actor, content)"
                        + " values (?, ?, 'd', ?, 'ann', '{}')")
                .params(id, server.id().value(), T0.atOffset(ZoneOffset.UTC))
                .update();
        database.jdbc()
                .sql("insert into run (id, runbook_id, server_id, machine_id, started_at, over)"
                        + " values (?, ?, ?, 'm', ?, false)")
                .params(id, id, server.id().value(), T0.atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }
}
