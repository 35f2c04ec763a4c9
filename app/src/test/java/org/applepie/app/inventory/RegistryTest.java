package org.applepie.app.inventory;

import static org.applepie.app.Samples.APPLE;
import static org.applepie.app.Samples.PIE;
import static org.applepie.app.Samples.T0;
import static org.applepie.app.Samples.blank;
import static org.applepie.app.Samples.draft;
import static org.applepie.app.Samples.reading;
import static org.applepie.app.Samples.used;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.applepie.app.Samples;
import org.applepie.app.TestDatabase;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.json.DomainJson;
import org.applepie.app.secret.ConsoleKey;
import org.applepie.app.secret.SecretStore;
import org.applepie.domain.audit.AuditEntry;
import org.applepie.domain.audit.AuditTrail.Filter;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.DriveEvent;
import org.applepie.domain.inventory.DriveState;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.Server.Authentication;
import org.applepie.domain.inventory.Server.SudoMode;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.StoredReading;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Credential;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.remote.Sudo;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {

    private static final Filter ALL = new Filter("", "", "", "", 1_000, 0);

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
                new ConsoleKey(secrets, kind -> new ConsoleKey.Pair(new Secret("canary-private"), "ssh-ed25519 CCCC"));
        inventory = new Registry(database.jdbc(), audit, secrets, key, far, far, new DomainJson(), clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Server registered(String name) {
        return accepted(inventory.register(draft(name), "ann"));
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

    private Drive drive(String text) {
        List<Drive> found = inventory.drives(text, 10, 0);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private void read(ServerId server, Disk... disks) {
        read(server, "machine-1", disks);
    }

    private void read(ServerId server, String machine, Disk... disks) {
        far.reading = reading(T0.plusSeconds(audit.count(ALL)), machine, disks);
        accepted(inventory.read(server, "ann"));
    }

    @Test
    void registersAServerAndRecordsWho() {
        Server server = registered("mail");

        assertThat(inventory.servers(false)).containsExactly(server);
        assertThat(inventory.server(server.id())).contains(server);
        assertThat(server.version()).isEqualTo(1);
        AuditEntry entry = audit.find(ALL).getFirst();
        assertThat(entry.actor()).isEqualTo("ann");
        assertThat(entry.action()).isEqualTo("server-registered");
        assertThat(entry.subject()).isEqualTo("server:" + server.id());
    }

    @Test
    void tellsAllThatIsWrongAtOnceAndChangesNothing() {
        ServerDraft wrong = new ServerDraft(
                " ",
                "-oProxyCommand=reboot",
                0,
                "root; reboot",
                Server.Environment.TEST,
                Authentication.OWN_KEY,
                SudoMode.WITH_PASSWORD,
                Optional.of(new Secret("two\nlines")),
                Optional.of(new Secret("no key")),
                Optional.of(new Secret("")),
                Optional.empty());

        assertThat(refused(inventory.register(wrong, "ann"), Kind.INVALID))
                .containsExactlyInAnyOrder(
                        "invalid-name",
                        "invalid-address",
                        "invalid-port",
                        "invalid-username",
                        "invalid-password",
                        "invalid-private-key",
                        "invalid-sudo-password");
        assertThat(inventory.servers(true)).isEmpty();
        assertThat(audit.find(ALL)).extracting(AuditEntry::action).containsExactly("console-key-made");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a; rm -rf /",
                "$(reboot)",
                "a b",
                "a\nb",
                "",
                ".",
                "-a",
                "a-",
                "a..b",
                "a.",
                "host:22",
                "root@host",
                "[::1]",
                "::1%eth0",
                "1.2.3",
                "1.2.3.4.5",
                "01.2.3.4",
                "256.1.1.1",
                "0x7f.1",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "gr\u00fc\u00dfe.de",
                "a/b",
                "a_b",
                "a\u0000"
            })
    void refusesAnAddressThatIsNone(String address) {
        assertThat(Address.isValid(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "mail.example.org",
                "3com.com",
                "xn--bcher-kva.example",
                "10.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "2001:db8:0:0:0:0:0:1",
                "1:2:3:4:5:6:7::"
            })
    void acceptsNamesAndAddresses(String address) {
        assertThat(Address.isValid(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a\u202eb", "a\u200bb", "a\tb", "a\u0000", "\ud800"})
    void refusesANameThatHidesSomething(String name) {
        assertThat(refused(inventory.register(draft(name), "ann"), Kind.INVALID))
                .containsExactly("invalid-name");
    }

    @Test
    void refusesANameThatIsTaken() {
        Server server = registered("mail");

        assertThat(refused(inventory.register(draft("MAIL"), "bob"), Kind.CONFLICT))
                .containsExactly("name-taken");

        accepted(inventory.archive(server.id(), 1, "ann"));
        registered("mail");
        assertThat(inventory.servers(true)).hasSize(2);
        assertThat(inventory.servers(false)).hasSize(1);
    }

    @Test
    void refusesAnEditOfAStaleVersion() {
        Server server = registered("mail");
        accepted(inventory.edit(server.id(), 1, draft("mail2"), "ann"));

        assertThat(refused(inventory.edit(server.id(), 1, draft("mail3"), "bob"), Kind.CONFLICT))
                .containsExactly("stale-version");
        assertThat(inventory.server(server.id())).map(Server::name).contains("mail2");
    }

    @Test
    void keepsSecretsOutOfDatabaseTrailAndText() throws Exception {
        Server server = registered("mail");
        inventory.edit(server.id(), 1, draft("mail2"), "ann");
        database.jdbc().sql("checkpoint sync").update();

        for (String file : List.of("applepie.mv.db", "secret.key", "audit.head")) {
            byte[] bytes = Files.readAllBytes(database.directory().file(file));
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
        }
        assertThat(audit.find(ALL).toString()).doesNotContain("canary");
        assertThat(Files.getPosixFilePermissions(database.directory().file("secret.key")))
                .hasSize(2);
    }

    @Test
    void logsInWithWhatWasStored() {
        Server server = registered("mail");

        assertThat(inventory.logins().of(server).credential())
                .isEqualTo(new Credential.Password(new Secret("canary-secret")));
        assertThat(inventory.logins().of(server).pinned()).isNull();
    }

    @Test
    void anEditWithoutSecretKeepsTheStoredOne() {
        Server server = registered("mail");
        ServerDraft draft = withAuthentication(Authentication.PASSWORD, Optional.empty());

        Server edited = accepted(inventory.edit(server.id(), 1, draft, "ann"));

        assertThat(inventory.logins().of(edited).credential())
                .isEqualTo(new Credential.Password(new Secret("canary-secret")));
    }

    @Test
    void anEditThatNeedsNoPasswordForgetsIt() {
        Server server = registered("mail");
        Server edited = accepted(inventory.edit(
                server.id(), 1, withAuthentication(Authentication.CONSOLE_KEY, Optional.empty()), "ann"));

        assertThat(inventory.logins().of(edited).credential())
                .isEqualTo(new Credential.PrivateKey(new Secret("canary-private")));
        assertThat(refused(
                        inventory.edit(
                                server.id(), 2, withAuthentication(Authentication.PASSWORD, Optional.empty()), "ann"),
                        Kind.CONFLICT))
                .containsExactly("secret-missing");
    }

    private static ServerDraft withAuthentication(Authentication authentication, Optional<Secret> password) {
        ServerDraft plain = draft("mail");
        return new ServerDraft(
                plain.name(),
                plain.address(),
                plain.port(),
                plain.username(),
                plain.environment(),
                authentication,
                plain.sudo(),
                password,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ServerDraft behind(String name, Optional<ServerId> jump) {
        return new ServerDraft(
                name,
                "10.0.0.1",
                22,
                "admin",
                Server.Environment.PRODUCTION,
                Authentication.CONSOLE_KEY,
                SudoMode.WITH_PASSWORD,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Secret("sudo")),
                jump);
    }

    @Test
    void reachesAServerThroughItsJumpServer() {
        Server jump = registered("jump");
        Server inner = accepted(inventory.register(behind("inner", Optional.of(jump.id())), "ann"));

        var login = inventory.logins().of(inner);

        assertThat(login.sudo()).isEqualTo(new Sudo.WithPassword(new Secret("sudo")));
        assertThat(login.jump()).isNotNull();
        assertThat(login.jump().endpoint()).isEqualTo(jump.endpoint());
        assertThat(refused(inventory.archive(jump.id(), 1, "ann"), Kind.CONFLICT))
                .containsExactly("jump-server");
    }

    @Test
    void refusesJumpServersThatLeadNowhereOrInCircles() {
        Server a = registered("a");
        Server b = accepted(inventory.register(behind("b", Optional.of(a.id())), "ann"));

        assertThat(refused(inventory.edit(a.id(), 1, behind("a", Optional.of(a.id())), "ann"), Kind.CONFLICT))
                .containsExactly("jump-server-cycle");
        assertThat(refused(inventory.edit(a.id(), 1, behind("a", Optional.of(b.id())), "ann"), Kind.CONFLICT))
                .containsExactly("jump-server-cycle");
        ServerId nobody = new ServerId(new java.util.UUID(1, 1));
        assertThat(refused(inventory.register(behind("c", Optional.of(nobody)), "ann"), Kind.CONFLICT))
                .containsExactly("jump-server-unknown");
    }

    @Test
    void pinsOnlyTheOfferedKey() {
        Server server = registered("mail");

        assertThat(refused(inventory.pin(server.id(), "SHA256:typo", "", "ann"), Kind.CONFLICT))
                .containsExactly("other-host-key");
        Server pinned = accepted(inventory.pin(server.id(), "SHA256:first", "", "ann"));

        assertThat(pinned.hostKey()).contains(Samples.KEY);
        assertThat(inventory.server(server.id())).contains(pinned);
    }

    @Test
    void replacesAPinnedKeyOnlyWithAReason() {
        Server server = registered("mail");
        accepted(inventory.pin(server.id(), "SHA256:first", "", "ann"));
        far.offered = Samples.OTHER_KEY;

        assertThat(refused(inventory.pin(server.id(), "SHA256:second", " ", "ann"), Kind.INVALID))
                .containsExactly("reason-missing");
        accepted(inventory.pin(server.id(), "SHA256:second", "installed anew", "ann"));

        assertThat(audit.find(ALL).getFirst().details()).contains("installed anew", "SHA256:first", "SHA256:second");
    }

    @Test
    void aServerThatIsNotReachedIsARefusal() {
        Server server = registered("mail");
        far.fault = new ConnectionFault.JumpFault(new ConnectionFault.Unreachable("connection refused"));

        assertThat(refused(inventory.offeredHostKey(server.id()), Kind.UNREACHABLE))
                .containsExactly("jump-unreachable");
        assertThat(refused(inventory.read(server.id(), "ann"), Kind.UNREACHABLE))
                .containsExactly("jump-unreachable");
        assertThat(refused(inventory.read(new ServerId(new java.util.UUID(1, 1)), "ann"), Kind.NOT_FOUND))
                .containsExactly("no-such-server");
    }

    @Test
    void keepsReadings() {
        Server server = registered("mail");
        read(server.id(), used("sda", APPLE));
        StoredReading first = inventory.latestReading(server.id()).orElseThrow();
        read(server.id(), used("sda", APPLE), blank("sdb", PIE));

        assertThat(inventory.readings(server.id(), 9)).hasSize(2);
        assertThat(inventory.readings(server.id(), 9).getLast().id()).isEqualTo(first.id());
        assertThat(inventory.reading(first.id())).contains(first);
        assertThat(inventory.latestReading(server.id()).orElseThrow().reading()).isEqualTo(far.reading);
    }

    @Test
    void knowsADriveByItsIdentityWhereverItSits() {
        Server mail = registered("mail");
        Server web = registered("web");
        read(mail.id(), used("sda", APPLE), blank("sdb", PIE));
        read(web.id(), "machine-2", used("sda", PIE));
        read(mail.id(), used("sdb", APPLE));

        assertThat(inventory.countDrives("")).isEqualTo(2);
        assertThat(drive("WD-111").seat()).map(Drive.Seat::serverName).contains("mail");
        assertThat(drive("ST-222").seat()).map(Drive.Seat::serverName).contains("web");
        assertThat(inventory.drivesOf(mail.id())).hasSize(1);
        assertThat(inventory.history(drive("ST-222").id()))
                .extracting(DriveEvent::what)
                .containsExactly("In service", "Seen in web", "Seen in mail");
    }

    @Test
    void aDriveThatWasAwayIsThereSinceItCameBack() {
        Server mail = registered("mail");
        read(mail.id(), used("sda", APPLE), blank("sdb", PIE));
        var since = drive("ST-222").seat().orElseThrow().since();
        read(mail.id(), used("sda", APPLE), blank("sdb", PIE));
        assertThat(drive("ST-222").seat().orElseThrow().since()).isEqualTo(since);

        read(mail.id(), used("sda", APPLE));
        read(mail.id(), used("sda", APPLE), blank("sdb", PIE));

        assertThat(drive("ST-222").seat().orElseThrow().since()).isAfter(since);
        assertThat(inventory.history(drive("ST-222").id()))
                .extracting(DriveEvent::what)
                .containsExactly("Seen in mail", "No longer seen in mail", "Seen in mail");
    }

    @Test
    void doesNotKeepADriveThatCannotBeRecognised() {
        Server mail = registered("mail");
        read(mail.id(), used("vda", new DriveIdentity("", "", "", 1_000_000)));

        assertThat(inventory.countDrives("")).isZero();
    }

    @Test
    void findsDrivesByAnyPartOfWhatIsKnown() {
        Server mail = registered("mail");
        read(mail.id(), used("sda", APPLE), blank("sdb", PIE));
        Drive pie = drive("0x5000B");
        accepted(inventory.describe(pie.id(), pie.version(), "Pie", "slot 2 left", "new", "ann"));

        assertThat(drive("ST-2")).extracting(Drive::label).isEqualTo("Pie");
        assertThat(drive("pie").id()).isEqualTo(pie.id());
        assertThat(drive("SLOT 2").id()).isEqualTo(pie.id());
        assertThat(drive("1000dm").id()).isEqualTo(pie.id());
        assertThat(inventory.drives("mai", 10, 0)).hasSize(2);
        assertThat(inventory.drives("", 1, 1)).hasSize(1);
        assertThat(inventory.drives("%", 10, 0)).isEmpty();
        assertThat(inventory.drives("", 10, 0)).first().extracting(Drive::label).isEqualTo("Pie");
    }

    @Test
    void aLabelIsUniqueOnAServer() {
        Server mail = registered("mail");
        read(mail.id(), used("sda", APPLE), blank("sdb", PIE));
        accepted(inventory.describe(drive("WD-111").id(), 1, "apple", "", "", "ann"));

        assertThat(refused(inventory.describe(drive("ST-222").id(), 1, "Apple", "", "", "ann"), Kind.CONFLICT))
                .containsExactly("label-taken");
        assertThat(refused(inventory.describe(drive("WD-111").id(), 1, "pie", "", "", "bob"), Kind.CONFLICT))
                .containsExactly("stale-version");
        assertThat(refused(
                        inventory.describe(drive("WD-111").id(), 2, "\u202e", "x".repeat(121), "\u0000", "ann"),
                        Kind.INVALID))
                .containsExactly("invalid-label", "invalid-position", "invalid-note");
    }

    @Test
    void aDirtyDriveStaysDirtyThoughItLooksBlank() {
        Server mail = registered("mail");
        read(mail.id(), used("sda", APPLE), used("sdb", PIE));
        inventory.marks().mark(PIE, mail.id(), new DriveState.Dirty("a run did not finish"), T0, "console");
        read(mail.id(), used("sda", APPLE), used("sdb", PIE));
        assertThat(drive("ST-222").state()).isEqualTo(new DriveState.Dirty("a run did not finish"));

        read(mail.id(), used("sda", APPLE), blank("sdb", PIE));

        assertThat(drive("ST-222").state()).isEqualTo(new DriveState.Dirty("a run did not finish"));
        assertThat(drive("WD-111").state()).isEqualTo(new DriveState.InService());
    }

    @Test
    void noticesTwoServersThatAreOneMachine() {
        Server mail = registered("mail");
        Server again = registered("mail by another name");
        read(mail.id(), used("sda", APPLE));
        assertThat(inventory.twinOf(mail.id())).isEmpty();

        read(again.id(), used("sda", APPLE));

        assertThat(inventory.twinOf(mail.id())).map(Server::id).contains(again.id());
        accepted(inventory.archive(again.id(), 1, "ann"));
        assertThat(inventory.twinOf(mail.id())).isEmpty();
    }

    @Test
    void showsItsPublicKeyOnly() {
        assertThat(inventory.consolePublicKey()).isEqualTo("ssh-ed25519 CCCC");
    }
}
