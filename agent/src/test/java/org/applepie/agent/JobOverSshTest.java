package org.applepie.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.applepie.agent.job.Jobs;
import org.applepie.agent.ssh.SshSettings;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobStatus;
import org.applepie.domain.remote.LinkState;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Outcome;
import org.applepie.domain.remote.OutputSink;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs over a link that fails, against a real OpenSSH server on this machine. */
class JobOverSshTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    Path home;

    private LocalSshd sshd;
    private FaultyLink link;
    private SshShell shell;
    private Jobs jobs;
    private Login login;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(LocalSshd.isInstalled(), LocalSshd.MISSING);
        sshd = LocalSshd.start(home);
        link = FaultyLink.to(sshd.endpoint());
        jobs = Jobs.below(home);
        shell = shell(SshSettings.standard());
        login = sshd.login(link.endpoint(), sshd.hostKey("ed25519"), null);
    }

    private SshShell shell(SshSettings ssh) {
        return new SshShell(AgentSettings.standard().withPlaces(jobs.places()).withSsh(ssh));
    }

    @AfterEach
    void stop() throws Exception {
        if (sshd != null) {
            shell.close();
            link.close();
            sshd.close();
            jobs.close();
        }
    }

    @Test
    void executesAJobAndHandsItsLogAndExitCode() throws Exception {
        Recording log = new Recording();

        Outcome outcome = shell.execute(login, jobs.shell("echo hello; echo there >&2; exit 5"), 0, log, LIMIT);

        assertThat(log.text()).endsWith("hello\nthere\napplepie: this ended with exit code 5, accepted: 0\n");
        assertThat(outcome).isEqualTo(new Outcome.Exited(5, log.end()));
        assertThat(log.links()).isEmpty();
    }

    @Test
    void executesAJobOnceHoweverOftenItIsAsked() throws Exception {
        Path traces = home.resolve("traces");
        Job job = jobs.shell("echo trace >> \"$1\"", traces.toString());

        Outcome first = shell.execute(login, job, 0, new Recording(), LIMIT);
        Outcome second = shell.execute(login, job, 0, new Recording(), LIMIT);
        Outcome third = shell.follow(login, job, 0, new Recording(), LIMIT);

        assertThat(Files.readString(traces)).isEqualTo("trace\n");
        assertThat(second).isEqualTo(first);
        assertThat(third).isEqualTo(first);
    }

    @Test
    void executesAJobOnceWhenManyAskAtOnce() throws Exception {
        Path traces = home.resolve("traces");
        Job job = jobs.shell("echo trace >> \"$1\"; sleep 0.2; echo end", traces.toString());
        var outcomes = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> inBackground(() -> shell.execute(login, job, 0, new Recording(), LIMIT)))
                .toList();

        for (var outcome : outcomes) {
            assertThat(outcome.get(90, TimeUnit.SECONDS)).isInstanceOf(Outcome.Exited.class);
        }
        assertThat(Files.readString(traces)).isEqualTo("trace\n");
    }

    @Test
    void handsEachByteWhileTheJobStillRuns() throws Exception {
        Path gate = home.resolve("gate");
        Job job = jobs.shell("echo early; until [ -e \"$1\" ]; do sleep 0.05; done; echo late", gate.toString());
        Recording log = new Recording();
        var outcome = inBackground(() -> shell.execute(login, job, 0, log, LIMIT));

        Awaitility.await().until(() -> log.text().contains("early\n"));
        assertThat(log.text()).doesNotContain("\nlate");
        assertThat(SshShellTest.answer(shell.status(login, job.id())))
                .isEqualTo(new JobStatus.Running(jobs.bootId(), log.end()));
        Files.createFile(gate);

        assertThat(outcome.get(60, TimeUnit.SECONDS)).isEqualTo(new Outcome.Exited(0, Files.size(jobs.log(job))));
        assertThat(log.text()).endsWith("late\n");
    }

    @Test
    void handsTheLogByteForByteAlthoughTheLinkIsCutManyTimes() throws Exception {
        link.resetEachAfter(700_000);
        Job job = jobs.shell("seq 1 400000; exit 7");
        Recording log = new Recording();

        Outcome outcome = shell.execute(login, job, 0, log, LIMIT);

        assertThat(outcome).isEqualTo(new Outcome.Exited(7, Files.size(jobs.log(job))));
        assertThat(log.sha256OfAll()).isEqualTo(sha256(jobs.log(job)));
        assertThat(link.connections()).isGreaterThan(3);
        assertThat(log.links()).startsWith(LinkState.LOST, LinkState.RECONNECTING, LinkState.CONNECTED);
    }

    @Test
    void noticesABlackHoleAndResumesWhereItWas() throws Exception {
        shell.close();
        shell = shell(SshSettings.standard().withKeepAlive(Duration.ofMillis(250)));
        Path gate = home.resolve("gate");
        Job job = jobs.shell("echo one; until [ -e \"$1\" ]; do sleep 0.05; done; echo two", gate.toString());
        Recording log = new Recording();
        var outcome = inBackground(() -> shell.execute(login, job, 0, log, LIMIT));
        Awaitility.await().until(() -> log.text().contains("one\n"));

        link.stall();
        Awaitility.await().until(() -> log.links().contains(LinkState.LOST));
        Files.createFile(gate);
        link.resume();

        assertThat(outcome.get(60, TimeUnit.SECONDS)).isEqualTo(new Outcome.Exited(0, Files.size(jobs.log(job))));
        assertThat(log.text()).endsWith("one\ntwo\n");
        assertThat(log.links()).endsWith(LinkState.CONNECTED);
    }

    @Test
    void survivesTheEndOfTheSshServer() throws Exception {
        Path gate = home.resolve("gate");
        Job job = jobs.shell("echo one; until [ -e \"$1\" ]; do sleep 0.05; done; echo two", gate.toString());
        Recording log = new Recording();
        var outcome = inBackground(() -> shell.execute(login, job, 0, log, LIMIT));
        Awaitility.await().until(() -> log.text().contains("one\n"));

        sshd.restart();
        Files.createFile(gate);

        assertThat(outcome.get(60, TimeUnit.SECONDS)).isEqualTo(new Outcome.Exited(0, Files.size(jobs.log(job))));
        assertThat(log.text()).endsWith("one\ntwo\n");
    }

    @Test
    void stopsAtOnceWhenTheHostKeyChangesUnderARunningJob() throws Exception {
        Path gate = home.resolve("gate");
        Job job = jobs.shell("echo one; until [ -e \"$1\" ]; do sleep 0.05; done", gate.toString());
        Recording log = new Recording();
        var outcome = inBackground(() -> shell.execute(login, job, 0, log, LIMIT));
        Awaitility.await().until(() -> log.text().contains("one\n"));

        sshd.makeHostKey("ed25519");
        sshd.restart();

        assertThat(outcome.get(60, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Outcome.NoConnection.class,
                        none -> assertThat(none.fault()).isInstanceOf(ConnectionFault.HostKeyChanged.class));
        Files.createFile(gate);
    }

    @Test
    void resumesFromAnyOffset() throws Exception {
        Job job = jobs.shell("seq 1 1000");
        Recording all = new Recording();
        Outcome outcome = shell.execute(login, job, 0, all, LIMIT);

        for (long offset : new long[] {1, 1000, all.end() - 1, all.end()}) {
            Recording part = new Recording(offset);
            assertThat(shell.follow(login, job, offset, part, LIMIT)).isEqualTo(outcome);
            assertThat(part.text()).isEqualTo(all.text().substring((int) offset));
        }
    }

    @Test
    void tellsTheTrueLengthOfTheLogWhateverTheReaderExpects() throws Exception {
        Job job = jobs.shell("seq 1 1000; exit 2");
        long size = outputBytes(shell.execute(login, job, 0, new Recording(), LIMIT));
        Recording beyond = new Recording(size + 10);

        assertThat(shell.follow(login, job, size + 10, beyond, LIMIT)).isEqualTo(new Outcome.Exited(2, size));
        assertThat(beyond.text()).isEmpty();

        try (FileChannel log = FileChannel.open(jobs.log(job), StandardOpenOption.WRITE)) {
            log.truncate(100);
        }
        assertThat(shell.follow(login, job, 0, new Recording(), LIMIT)).isEqualTo(new Outcome.Exited(2, 100));
    }

    private static long outputBytes(Outcome outcome) {
        return ((Outcome.Exited) outcome).outputBytes();
    }

    @Test
    void keepsBytesThatAreNoText() throws Exception {
        Job job = jobs.shell("i=0; while [ $i -lt 256 ]; do printf \"\\\\$(printf %03o $i)\"; i=$((i + 1)); done");
        Recording log = new Recording();

        shell.execute(login, job, 0, log, LIMIT);

        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            all.append(c);
        }
        assertThat(log.text()).endsWith(all);
    }

    @Test
    void carries200Megabytes() throws Exception {
        Job job = jobs.shell("head -c 209715200 /dev/urandom");
        Recording log = new Recording();

        Outcome outcome = shell.execute(login, job, 0, log, LIMIT.multipliedBy(4));

        assertThat(outcome).isEqualTo(new Outcome.Exited(0, Files.size(jobs.log(job))));
        assertThat(log.end()).isGreaterThan(209_715_200L);
        assertThat(log.sha256OfAll()).isEqualTo(sha256(jobs.log(job)));
    }

    @Test
    void endsWithItsPatienceAndLeavesTheJobRunning() throws Exception {
        Path gate = home.resolve("gate");
        Job job = jobs.shell("until [ -e \"$1\" ]; do sleep 0.05; done; echo done", gate.toString());

        assertThat(shell.execute(login, job, 0, new Recording(), Duration.ofSeconds(2)))
                .isInstanceOf(Outcome.TimedOut.class);
        Files.createFile(gate);

        assertThat(shell.follow(login, job, 0, new Recording(), LIMIT)).isInstanceOf(Outcome.Exited.class);
    }

    @Test
    void triesToReachAServerAsLongAsItsPatienceLasts() throws Exception {
        link.refuse(true);

        assertThat(shell.execute(login, jobs.shell("true"), 0, new Recording(), Duration.ofSeconds(2)))
                .isInstanceOf(Outcome.NoConnection.class);
    }

    @Test
    void launchesAJobAsSoonAsTheServerIsThere() throws Exception {
        link.refuse(true);
        Recording log = new Recording();
        var outcome = inBackground(() -> shell.execute(login, jobs.shell("echo here"), 0, log, LIMIT));
        Awaitility.await().until(() -> log.links().contains(LinkState.RECONNECTING));

        link.refuse(false);

        assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Exited.class);
        assertThat(log.links()).endsWith(LinkState.CONNECTED);
    }

    @Test
    void neverLaunchesOnAnotherBoot() throws Exception {
        Path traces = home.resolve("traces");
        Job job = jobs.shell("echo trace >> \"$1\"", traces.toString());
        jobs.boot();

        assertLost(Outcome.Reason.REBOOTED, shell.execute(login, job, 0, new Recording(), LIMIT));
        assertThat(traces).doesNotExist();
        assertThat(SshShellTest.answer(shell.status(login, job.id()))).isEqualTo(new JobStatus.Never(jobs.bootId()));
    }

    @Test
    void saysThatTheMachineRebootedUnderAJobAndHandsWhatWasLogged() throws Exception {
        Path gate = home.resolve("gate");
        Job job = jobs.shell("echo one; until [ -e \"$1\" ]; do sleep 0.05; done", gate.toString());
        shell.execute(login, job, 0, new Recording(), Duration.ofSeconds(2));
        jobs.boot();
        Recording log = new Recording();

        assertLost(Outcome.Reason.REBOOTED, shell.follow(login, job, 0, log, LIMIT));
        assertThat(log.text()).endsWith("one\n");
        assertThat(SshShellTest.answer(shell.status(login, job.id()))).isInstanceOf(JobStatus.Lost.class);
        Files.createFile(gate);
    }

    @Test
    void stillKnowsTheExitCodeAfterAReboot() throws Exception {
        Job job = jobs.shell("exit 4");
        Outcome before = shell.execute(login, job, 0, new Recording(), LIMIT);
        jobs.boot();

        assertThat(shell.follow(login, job, 0, new Recording(), LIMIT)).isEqualTo(before);
    }

    @Test
    void saysThatAJobVanished() throws Exception {
        Job suicide = jobs.shell(
                "echo one; kill -9 $(readlink \"$1/jobs/$2/runner\" | cut -d. -f1)", home.toString(), "self");
        Job itself = new Job(
                new org.applepie.domain.remote.JobId("self"),
                suicide.bootId(),
                suicide.machineId(),
                suicide.guards(),
                suicide.actions(),
                suicide.cleanup());
        Recording log = new Recording();

        assertLost(Outcome.Reason.VANISHED, shell.execute(login, itself, 0, log, LIMIT));
        assertThat(log.text()).contains("one\n");
    }

    @Test
    void followNeverLaunchesAndNobodyCanAfterwards() throws Exception {
        Path traces = home.resolve("traces");
        Job job = jobs.shell("echo trace >> \"$1\"", traces.toString());

        assertLost(Outcome.Reason.NEVER_STARTED, shell.follow(login, job, 0, new Recording(), LIMIT));
        assertLost(Outcome.Reason.NEVER_STARTED, shell.execute(login, job, 0, new Recording(), LIMIT));

        assertThat(traces).doesNotExist();
    }

    @Test
    void leavesTheJobRunningWhenTheFollowerIsInterrupted() throws Exception {
        Path gate = home.resolve("gate");
        Job job = jobs.shell("echo one; until [ -e \"$1\" ]; do sleep 0.05; done; echo two", gate.toString());
        Recording log = new Recording();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread follower = Thread.ofVirtual().start(() -> {
            try {
                shell.execute(login, job, 0, log, LIMIT);
                thrown.complete(null);
            } catch (InterruptedException | RuntimeException e) {
                thrown.complete(e);
            }
        });
        Awaitility.await().until(() -> log.text().contains("one\n"));

        follower.interrupt();
        assertThat(thrown.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        Files.createFile(gate);

        assertThat(shell.follow(login, job, 0, new Recording(), LIMIT))
                .isEqualTo(new Outcome.Exited(0, Files.size(jobs.log(job))));
    }

    @Test
    void refusesAJobThatNoServerCouldTake() throws Exception {
        Job job = jobs.shell("true", "x".repeat(RootCommand.LONGEST));
        OutputSink sink = new Recording();

        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> shell.execute(login, job, 0, sink, LIMIT))
                .withMessageContaining("too long");
    }

    private static void assertLost(Outcome.Reason reason, Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Lost.class, lost -> assertThat(lost.reason()).isEqualTo(reason));
    }

    private static CompletableFuture<Outcome> inBackground(java.util.concurrent.Callable<Outcome> work) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(work.call());
            } catch (Exception failed) {
                outcome.completeExceptionally(failed);
            }
        });
        return outcome;
    }

    private static String sha256(Path file) throws Exception {
        var digest = Recording.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
