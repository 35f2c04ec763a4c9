package org.applepie.app.benchmark;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.agent.job.Places;
import org.applepie.app.output.AttemptLog;
import org.applepie.app.output.OutputStore;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobId;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Outcome;
import org.applepie.domain.remote.OutputSink;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.run.RunId;

/** A flood of output into the store, until it is on the disk and hashed, against a bare ssh into a file that is synced. */
final class ThroughputBenchmark {

    private static final int ROUNDS = 5;
    private static final int BYTES = 256 << 20;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Pattern CIPHER = Pattern.compile("kex: server->client cipher: (\\S+)");

    private final Figures bare = new Figures();
    private final Figures bareFile = new Figures();
    private final Figures job = new Figures();
    private final Figures jobSealed = new Figures();
    private final Figures log = new Figures();
    private final Figures logSealed = new Figures();
    private final SshShell shell;
    private final Login login;
    private final Path home;

    private ThroughputBenchmark(SshShell shell, Login login, Path home) {
        this.shell = shell;
        this.login = login;
        this.home = home;
    }

    static void run(Path home) throws Exception {
        AgentSettings settings = AgentSettings.standard();
        Places places = settings.places().withJobs(home.resolve("jobs").toString());
        // At this level the server tells the cipher it agreed on.
        try (LocalServer local = LocalServer.start(home, "LogLevel DEBUG1");
                SshShell shell = new SshShell(settings.withPlaces(places))) {
            Login unpinned = local.login(new HostKey("", "", ""));
            HostKey offered = got(shell.offeredHostKey(unpinned.endpoint(), null));
            ThroughputBenchmark benchmark = new ThroughputBenchmark(shell, local.login(offered), home);
            String cipher = benchmark.cipher(local);
            try (Ssh ssh = local.ssh("-c", cipher)) {
                benchmark.rounds(ssh);
            }
            System.out.println("cipher: " + cipher);
            benchmark.print();
        }
    }

    private static <T> T got(Reply<T> reply) {
        return switch (reply) {
            case Reply.Got<T>(T value) -> value;
            case Reply.NotConnected<T>(var fault) -> throw new IllegalStateException(fault.describe());
        };
    }

    private String cipher(LocalServer local) throws IOException {
        got(shell.ask(login, ":", List.of(), LIMIT));
        Matcher agreed = CIPHER.matcher(local.log());
        String last = "";
        while (agreed.find()) {
            last = agreed.group(1);
        }
        return last;
    }

    /** The first round warms everything up and is not counted. */
    private void rounds(Ssh ssh) throws Exception {
        String boot =
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        String machine = Files.readString(Path.of("/etc/machine-id")).strip();
        for (int round = 0; round <= ROUNDS; round++) {
            boolean counts = round > 0;
            JobId id = new JobId("flood-" + round);
            Job flood = new Job(
                    id,
                    boot,
                    machine,
                    List.of(),
                    List.of(Action.run("head", "-c", "" + BYTES, "/dev/zero")),
                    List.of());
            Path file = home.resolve("flood");
            String printed = home.resolve("jobs") + "/" + id + "/out";

            rate(counts ? bare : new Figures(), () -> synced(ssh, file, "head -c " + BYTES + " /dev/zero"));
            store(counts, job, jobSealed, sink -> shell.execute(login, flood, 0, sink, LIMIT));
            rate(counts ? bareFile : new Figures(), () -> synced(ssh, file, "cat " + printed));
            store(counts, log, logSealed, sink -> shell.follow(login, flood, 0, sink, LIMIT));
            Removal.of(home.resolve("jobs"));
            Removal.of(home.resolve("output"));
        }
    }

    private static void rate(Figures figures, Figures.Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        figures.add(rateSince(began));
    }

    private static double rateSince(long began) {
        return BYTES / 1e6 / ((System.nanoTime() - began) / 1e9);
    }

    private static void synced(Ssh ssh, Path file, String command) throws IOException, InterruptedException {
        ssh.runInto(file, command);
        try (FileOutputStream open = new FileOutputStream(file.toFile(), true)) {
            open.getFD().sync();
        }
    }

    private interface Following {
        Outcome to(OutputSink sink) throws InterruptedException;
    }

    private void store(boolean counts, Figures there, Figures sealed, Following following) throws InterruptedException {
        OutputStore store = new OutputStore(home.resolve("output"), Clock.systemUTC());
        long began = System.nanoTime();
        try (AttemptLog kept = store.open(new RunId(UUID.randomUUID()), 1)) {
            Outcome outcome = following.to(kept::append);
            double rate = rateSince(began);
            long bytes = kept.seal().bytes();
            if (!(outcome instanceof Outcome.Exited) || bytes < BYTES) {
                throw new IllegalStateException(outcome + ", stored: " + bytes);
            }
            if (counts) {
                there.add(rate);
                sealed.add(rateSince(began));
            }
        }
    }

    private void print() {
        Table.ofRates("MB/s")
                .row("a command's output by `ssh` into a file, synced", bare)
                .row("a detached job's output, until all of it is in the store", job)
                .row("– until it is synced and hashed as well", jobSealed)
                .row("a file by `ssh cat` into a file, synced", bareFile)
                .row("the log of a job that ended, until all of it is in the store", log)
                .row("– until it is synced and hashed as well", logSealed);
    }
}
