package org.applepie.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.applepie.app.Samples;
import org.applepie.app.TestDatabase;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.inventory.Registry;
import org.applepie.app.json.DomainJson;
import org.applepie.app.output.OutputStore;
import org.applepie.app.runbook.RunbookLibrary;
import org.applepie.app.secret.ConsoleKey;
import org.applepie.app.secret.SecretStore;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.run.Position;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunCommand;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.verdict.Verdict;
import org.awaitility.core.ConditionFactory;

/** A console over one machine in memory; it can be killed and started anew over what is on the disk. */
final class TestConsole implements AutoCloseable {

    final FakePace pace = new FakePace();
    final FakeMachine machine = new FakeMachine(pace.clock());
    final TestDatabase database;
    final Server server;
    AuditLog audit;
    Registry inventory;
    RunbookLibrary runbooks;
    OutputStore outputs;
    RunEngine engine;
    FakePace enginePace = pace.another();
    Runbook runbook;

    TestConsole(Path directory) {
        database = TestDatabase.below(directory);
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            if (!(thrown instanceof Killed)) {
                thrown.printStackTrace();
            }
        });
        restart();
        Server registered = accepted(inventory.register(Samples.draft("mail"), "ann"));
        server = accepted(inventory.pin(registered.id(), Samples.KEY.fingerprint(), "", "ann"));
        accepted(inventory.read(server.id(), "ann"));
        compile(Plans.runbook(server));
        machine.beforeLaunch = job -> {
            if (!isIntended(job.id().value().replace("-lock", ""))) {
                machine.violations.add(job.id() + " was launched without an intent");
            }
        };
    }

    /** Asks the database over a connection of its own, which sees only what is committed. */
    private boolean isIntended(String job) {
        return job.endsWith("unlock")
                || database.jdbc()
                                .sql(
                                        "select count(*) from audit_entry where action = 'attempt-started' and details like ?")
                                .param("%\"" + job + "\"%")
                                .query(Long.class)
                                .single()
                        == 1;
    }

    /** A new console over the same directory; the old one is dead. */
    void restart() {
        enginePace.close();
        enginePace = pace.another();
        DomainJson json = new DomainJson();
        audit = new AuditLog(
                database.jdbc(), database.transactions(), database.directory().file("audit.head"), pace.clock());
        SecretStore secrets =
                new SecretStore(database.jdbc(), database.directory().file("secret.key"));
        ConsoleKey key = new ConsoleKey(secrets, kind -> new ConsoleKey.Pair(new Secret("k"), "ssh-ed25519 K"));
        inventory = new Registry(database.jdbc(), audit, secrets, key, machine, machine, json, pace.clock());
        runbooks = new RunbookLibrary(database.jdbc(), audit, inventory, json, pace.clock());
        outputs = new OutputStore(database.directory().file("output"), pace.clock());
        engine = new RunEngine(
                database.jdbc(), audit, runbooks, inventory, machine, machine, outputs, json, pace.clock(), enginePace);
        engine.resume();
    }

    void compile(Runbook plan) {
        runbook = accepted(runbooks.keep(plan, "ann"));
    }

    void compile(Action... moreOfInstall) {
        compile(Plans.runbook(server, List.of(moreOfInstall)));
    }

    RunId start() {
        return accepted(engine.start(runbook.id(), runbook.digest(), "ann"));
    }

    Run run(RunId id) {
        return Run.replay(engine.events(id, 0));
    }

    Position position(RunId id) {
        return run(id).position(runbook);
    }

    <P extends Position> P until(RunId id, Class<P> kind) {
        waiting().until(() -> kind.isInstance(position(id)));
        return kind.cast(position(id));
    }

    void untilAt(RunId id, String gate) {
        waiting()
                .until(() -> position(id) instanceof Position.AtGate(var phase, var at)
                        && at.id().equals(gate));
    }

    void untilNeedsDecision(RunId id, String step) {
        waiting()
                .until(() -> position(id) instanceof Position.NeedsDecision(var attempt)
                        && attempt.step().equals(step));
    }

    void approve(RunId id, String gate) {
        untilAt(id, gate);
        accepted(decide(id, gate));
    }

    Verdict<RunId> decide(RunId id, String gate) {
        Map<String, String> answers = Map.of("backup", "2026-02-28", "label", "pie");
        return engine.decide(id, gate, true, runbook.digest(), answers, "", "bob");
    }

    /** Starts a run and lets it go to the gate. */
    RunId runTo(String gate) {
        RunId id = start();
        for (String passed : List.of("ready", "destroy", "no-return")) {
            untilAt(id, passed);
            if (passed.equals(gate)) {
                return id;
            }
            approve(id, passed);
        }
        return id;
    }

    Verdict<RunId> tell(RunId id, RunCommand command) {
        return engine.tell(id, command, run(id).version(), "bob");
    }

    /** Waits for what threads do; a killed one is none of its business. */
    static ConditionFactory waiting() {
        return await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(20));
    }

    static <T> T accepted(Verdict<T> verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted<T>) verdict).value();
    }

    static String refused(Verdict<?> verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused<?>) verdict).refusals().getFirst().code();
    }

    @Override
    public void close() {
        enginePace.close();
        engine.close();
        database.close();
    }
}
