package org.applepie.app.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.agent.SshShell;
import org.applepie.app.inventory.ReadsServers;
import org.applepie.app.inventory.Registry;
import org.applepie.app.runbook.RunbookLibrary;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.RecordedEvent;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.Runner;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.security.SetUp;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole console in this process, its data in a directory of its own, with one server registered: this machine. */
final class Console implements AutoCloseable {

    static final String PERSON = "benchmark";
    static final String SET_UP_TOKEN = "setup_benchmark";

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private static final Path JOBS = Path.of("/var/lib/applepie/jobs");

    private final ConfigurableApplicationContext context;
    private final List<RunId> runs = new ArrayList<>();

    private Console(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Console start(Path home) throws ReflectiveOperationException {
        return new Console(new SpringApplicationBuilder(Class.forName("org.applepie.app.ApplepieApplication"))
                .initializers(context -> measured((GenericApplicationContext) context))
                .run("--server.port=0", "--logging.level.root=error", "--applepie.data=" + home.resolve("data")));
    }

    private static void measured(GenericApplicationContext context) {
        context.registerBean(
                TimedShell.class,
                () -> new TimedShell(context.getBean(SshShell.class)),
                definition -> definition.setPrimary(true));
        context.registerBean(
                TwoDrives.class,
                () -> new TwoDrives(context.getBean("readsServers", ReadsServers.class)),
                definition -> definition.setPrimary(true));
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    String address() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** From now on {@link #SET_UP_TOKEN} lets the first administrator in. */
    void offerSetUp() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(SET_UP_TOKEN.getBytes(StandardCharsets.UTF_8));
        part(SetUp.class).offer(HexFormat.of().formatHex(hash), Instant.now().plus(Duration.ofMinutes(10)));
    }

    /** Registers the server, pins its key and reads it. */
    Server register(LocalServer local) throws IOException {
        Registry inventory = part(Registry.class);
        Server server = accepted(inventory.register(
                new ServerDraft(
                        "this-machine",
                        "127.0.0.1",
                        local.port(),
                        LocalServer.user(),
                        Server.Environment.TEST,
                        Server.Authentication.OWN_KEY,
                        Server.SudoMode.NOT_NEEDED,
                        Optional.empty(),
                        Optional.of(local.privateKey()),
                        Optional.empty(),
                        Optional.empty()),
                PERSON));
        String offered = accepted(inventory.offeredHostKey(server.id())).fingerprint();
        Server pinned = accepted(inventory.pin(server.id(), offered, "", PERSON));
        accepted(inventory.read(server.id(), PERSON));
        return pinned;
    }

    /** Keeps a runbook of these phases for the server and starts a run of it. */
    RunId start(Server server, List<Phase> phases) {
        Reading reading =
                part(Registry.class).latestReading(server.id()).orElseThrow().reading();
        Runbook runbook = new Runbook(
                new RunbookId(UUID.randomUUID()),
                server.id(),
                server.name(),
                UUID.randomUUID(),
                new Goal.MirrorRoot(Optional.empty(), ""),
                new Runbook.Binding(
                        server.hostKey().orElseThrow().fingerprint(),
                        reading.host().machineId().orElse("")),
                Instant.now(),
                TwoDrives.layout(),
                phases,
                List.of());
        accepted(part(RunbookLibrary.class).keep(runbook, PERSON));
        RunId run = accepted(part(Runner.class).start(runbook.id(), runbook.digest(), PERSON));
        runs.add(run);
        return run;
    }

    /** Waits until the run is over and gives its events. */
    List<RecordedEvent> finish(RunId run) throws InterruptedException {
        List<RecordedEvent> events = part(Runner.class).events(run, 0);
        while (!(events.getLast().event() instanceof RunEvent.Ended)) {
            if (events.getLast().event() instanceof RunEvent.AttemptEnded ended
                    && !(ended.result() instanceof AttemptResult.Proved)) {
                throw new IllegalStateException(ended.toString());
            }
            Thread.sleep(LOOK_AGAIN);
            events = part(Runner.class).events(run, 0);
        }
        return events;
    }

    Shell shell() {
        return part(TimedShell.class);
    }

    static <T> T accepted(Verdict<T> verdict) {
        return switch (verdict) {
            case Verdict.Accepted<T>(T value) -> value;
            case Verdict.Refused<T> refused -> throw new IllegalStateException(refused.toString());
        };
    }

    /** Nothing of the runs stays on this machine. */
    @Override
    public void close() throws IOException {
        context.close();
        for (RunId run : runs) {
            Removal.of(JOBS, "run-" + run.toString().substring(0, 13) + "-*");
        }
    }
}
