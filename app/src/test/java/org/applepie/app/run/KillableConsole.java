package org.applepie.app.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.inventory.ReadsServers;
import org.applepie.app.inventory.Registry;
import org.applepie.app.json.DomainJson;
import org.applepie.app.output.OutputStore;
import org.applepie.app.runbook.RunbookLibrary;
import org.applepie.app.secret.ConsoleKey;
import org.applepie.app.secret.SecretStore;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.RunView;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * The parts of a console that a run needs, over a database in memory. It can be killed, by whoever throws {@link #kill} in one
 * of its threads, and started anew over what it had recorded.
 */
public final class KillableConsole implements AutoCloseable {

    private static final AtomicLong LAST = new AtomicLong();

    /** Looked for once, as there may be hundreds of consoles. */
    private static final Resource[] MIGRATIONS = migrations();

    /** What it has learnt of our types it need not learn again. */
    private static final DomainJson JSON = new DomainJson();

    /** How time passes for it. */
    public interface Time {
        Duration elapsed();

        /** Returns when so much has passed. Called with zero too, before everything that is recorded. */
        void pause(Duration length) throws InterruptedException;

        Clock clock();
    }

    private final Path directory;
    private final Shell shell;
    private final ReadsServers reader;
    private final Time time;
    private final WarmConnections connections;
    private final JdbcClient jdbc;
    private AuditLog audit;
    private Registry inventory;
    private RunbookLibrary runbooks;
    private RunEngine engine;
    private StoppablePace pace;

    /** @param directory an empty one, for what is not in the database */
    public KillableConsole(Path directory, Shell shell, Time time) throws IOException {
        this.directory = directory;
        this.shell = shell;
        this.time = time;
        this.pace = new StoppablePace(time);
        this.reader = ReadsServers.over(shell, time.clock());
        this.connections = new WarmConnections("console" + LAST.incrementAndGet());
        new ResourceDatabasePopulator(MIGRATIONS).execute(connections);
        this.jdbc = JdbcClient.create(connections);
        restart();
    }

    /** The same scripts in the same order as at a start, without the book-keeping of the tool that runs them there. */
    private static Resource[] migrations() {
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
        List<Resource> scripts = new ArrayList<>();
        for (String place : List.of("classpath*:db/migration/*.sql", "classpath*:db/vendor/h2/*.sql")) {
            try {
                scripts.addAll(List.of(resolver.getResources(place)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        scripts.sort(Comparator.comparingDouble(KillableConsole::version));
        return scripts.toArray(Resource[]::new);
    }

    private static double version(Resource script) {
        String name = String.valueOf(script.getFilename());
        return Double.parseDouble(name.substring(1, name.indexOf("__")).replace('_', '.'));
    }

    /** A new console over what is recorded; the old one must be dead. */
    public void restart() {
        pace.stopped = true;
        pace = new StoppablePace(time);
        Clock clock = time.clock();
        audit = new AuditLog(
                jdbc, new DataSourceTransactionManager(connections), directory.resolve("audit.head"), clock);
        SecretStore secrets = new SecretStore(jdbc, directory.resolve("secret.key"));
        ConsoleKey key = new ConsoleKey(secrets, kind -> new ConsoleKey.Pair(new Secret("k"), "ssh-ed25519 K"));
        inventory = new Registry(jdbc, audit, secrets, key, shell, reader, JSON, clock);
        runbooks = new RunbookLibrary(jdbc, audit, inventory, JSON, clock);
        OutputStore outputs = new OutputStore(directory.resolve("output"), clock);
        engine = new RunEngine(jdbc, audit, runbooks, inventory, reader, shell, outputs, JSON, clock, pace);
        engine.resume();
    }

    /** Ends the thread it is thrown in as kill -9 ends the console: nothing that comes after it happens. */
    public static Error kill(String where) {
        return new Killed(where);
    }

    /** Whether a thread was ended by {@link #kill}. */
    public static boolean isKill(Throwable thrown) {
        return thrown instanceof Killed;
    }

    public AuditLog audit() {
        return audit;
    }

    public Registry inventory() {
        return inventory;
    }

    public RunbookLibrary runbooks() {
        return runbooks;
    }

    public RunEngine engine() {
        return engine;
    }

    /** What it shows of the run; unlike opening its page this does not make the console look at the server. */
    public Optional<RunView> shown(RunId run) {
        return engine.shown(run);
    }

    /** The run as it is recorded, which is all that a new console would know. */
    public Run run(RunId id) {
        return Run.replay(engine.events(id, 0));
    }

    @Override
    public void close() {
        pace.stopped = true;
        engine.close();
        connections.close();
    }

    private static final class StoppablePace implements Pace {
        private final Time time;
        private volatile boolean stopped;

        StoppablePace(Time time) {
            this.time = time;
        }

        @Override
        public Duration elapsed() {
            return time.elapsed();
        }

        @Override
        public void pause(Duration length) throws InterruptedException {
            if (stopped) {
                throw new InterruptedException("the console is closed");
            }
            time.pause(length);
            if (stopped) {
                throw new InterruptedException("the console is closed");
            }
        }
    }
}
