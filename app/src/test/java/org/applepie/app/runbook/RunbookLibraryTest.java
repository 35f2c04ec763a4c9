package org.applepie.app.runbook;

import static org.applepie.app.Samples.APPLE;
import static org.applepie.app.Samples.PIE;
import static org.applepie.app.Samples.T0;
import static org.applepie.app.Samples.blank;
import static org.applepie.app.Samples.used;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.applepie.app.Samples;
import org.applepie.app.TestDatabase;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.inventory.ReadsServers;
import org.applepie.app.inventory.Registry;
import org.applepie.app.json.DomainJson;
import org.applepie.app.secret.ConsoleKey;
import org.applepie.app.secret.SecretStore;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobId;
import org.applepie.domain.remote.JobStatus;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Outcome;
import org.applepie.domain.remote.OutputSink;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.Layout;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunbookLibraryTest {

    private static final Goal GOAL = new Goal.MirrorRoot(Optional.empty(), "");

    @TempDir
    Path directory;

    private final Clock clock = Clock.fixed(T0, ZoneOffset.UTC);
    private final OnlyReadable far = new OnlyReadable();
    private TestDatabase database;
    private Registry inventory;
    private RunbookLibrary library;
    private Server server;

    @BeforeEach
    void open() {
        database = TestDatabase.below(directory);
        library = library();
        server = registered("mail");
        far.lock = "";
    }

    @AfterEach
    void close() {
        database.close();
    }

    private RunbookLibrary library() {
        DomainJson json = new DomainJson();
        AuditLog audit = new AuditLog(
                database.jdbc(), database.transactions(), database.directory().file("audit.head"), clock);
        SecretStore secrets =
                new SecretStore(database.jdbc(), database.directory().file("secret.key"));
        ConsoleKey key = new ConsoleKey(secrets, kind -> new ConsoleKey.Pair(new Secret("k"), "ssh-ed25519 K"));
        inventory = new Registry(database.jdbc(), audit, secrets, key, far, far, json, clock);
        return new RunbookLibrary(database.jdbc(), audit, inventory, json, clock);
    }

    private Server registered(String name) {
        return ((Verdict.Accepted<Server>) inventory.register(Samples.draft(name), "ann")).value();
    }

    private List<String> refusals(ServerId id) {
        Verdict<Runbook> verdict = library.compile(id, GOAL, "ann");
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        Verdict.Refused<Runbook> refused = (Verdict.Refused<Runbook>) verdict;
        return refused.refusals().stream().map(Refusal::code).toList();
    }

    private Runbook runbook() {
        PlannedDrive apple = new PlannedDrive("apple", APPLE, "/dev/disk/by-id/ata-WD-111", List.of(), "0x1");
        PlannedDrive pie = new PlannedDrive("pie", PIE, "/dev/disk/by-id/ata-ST-222", List.of(), "0x2");
        return new Runbook(
                new RunbookId(UUID.randomUUID()),
                server.id(),
                "mail",
                UUID.randomUUID(),
                GOAL,
                new Runbook.Binding("SHA256:first", "machine-1"),
                T0,
                new Layout(apple, pie, List.of(), 512),
                List.of(),
                List.of());
    }

    @Test
    void tellsEveryReasonWhyAServerCannotBeCompiled() {
        registered("mail again");
        inventory.servers(false).forEach(each -> inventory.read(each.id(), "ann"));

        assertThat(refusals(server.id())).contains("host-key-not-pinned", "same-machine-twice");
        assertThat(library.of(server.id())).isEmpty();
        assertThat(inventory.readings(server.id(), 9)).hasSize(2);
    }

    @Test
    void aServerThatIsNotReachedIsNotCompiled() {
        far.fault = new ConnectionFault.Unreachable("no answer");

        assertThat(refusals(server.id())).containsExactly("unreachable");
        assertThat(refusals(new ServerId(new UUID(1, 1)))).containsExactly("no-such-server");
    }

    @Test
    void theLockOfARunStandsInTheWayUnlessThatRunEnded() {
        library.keep(runbook(), "ann");
        UUID run = UUID.randomUUID();
        database.jdbc()
                .sql("insert into run select ?, id, server_id, 'machine-1', compiled_at, false from runbook")
                .param(run)
                .update();
        far.lock = run.toString();
        assertThat(refusals(server.id())).contains("another-run");

        database.jdbc().sql("update run set over = true").update();

        assertThat(refusals(server.id())).doesNotContain("another-run");
    }

    @Test
    void keepsARunbookExactly() {
        Runbook runbook = runbook();
        library.keep(runbook, "ann");

        assertThat(library().find(runbook.id())).contains(runbook);
        assertThat(library().of(server.id())).containsExactly(runbook);
        assertThat(library().find(new RunbookId(new UUID(1, 1)))).isEmpty();
    }

    @Test
    void doesNotUseARunbookThatSomebodyChanged() {
        Runbook runbook = runbook();
        library.keep(runbook, "ann");
        database.jdbc()
                .sql("update runbook set content = replace(content, 'ata-ST-222', 'ata-WD-111')")
                .update();

        assertThatThrownBy(() -> library().find(runbook.id())).hasMessageContaining("was changed");
    }

    /** A server that can be read, and does nothing else. */
    private static final class OnlyReadable implements Shell, ReadsServers {
        private String lock = "";
        private @Nullable ConnectionFault fault;

        @Override
        public Reply<Reading> read(Login login) {
            return fault != null
                    ? new Reply.NotConnected<>(fault)
                    : new Reply.Got<>(Samples.reading(
                            T0,
                            "machine-1",
                            "b0000000-0000-4000-8000-000000000001",
                            Map.of(),
                            List.of(),
                            lock,
                            used("sda", APPLE),
                            blank("sdb", PIE)));
        }

        @Override
        public Reply<HostKey> offeredHostKey(Endpoint endpoint, @Nullable Login jump) {
            return new Reply.Got<>(Samples.KEY);
        }

        @Override
        public Reply<Answer> ask(Login login, String script, List<String> arguments, Duration limit) {
            throw new UnsupportedOperationException("compiling asks by way of readings only");
        }

        @Override
        public Outcome execute(Login login, Job job, long offset, OutputSink sink, Duration limit) {
            throw new UnsupportedOperationException("compiling changes no server");
        }

        @Override
        public Outcome follow(Login login, Job job, long offset, OutputSink sink, Duration limit) {
            throw new UnsupportedOperationException("compiling changes no server");
        }

        @Override
        public Reply<JobStatus> status(Login login, JobId id) {
            throw new UnsupportedOperationException("compiling changes no server");
        }

        @Override
        public void disconnect(Login login) {}
    }
}
