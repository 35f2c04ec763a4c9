package org.applepie.agent.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.applepie.agent.job.PosixShell.Said;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Launching and following without any SSH: what the scripts do in each shell, when they are killed, and when they race. */
class LaunchTest {

    private static final String SHELLS = "org.applepie.agent.job.PosixShell#installed";
    private static final String MARK = "Applepie-0123456789abcdef";

    @TempDir
    Path home;

    private Jobs jobs;
    private Path traces;
    private Random random;
    private long seed;

    @BeforeEach
    void start() throws IOException {
        jobs = Jobs.below(home);
        traces = Files.createFile(home.resolve("traces"));
        seed = System.nanoTime();
        random = new Random(seed);
    }

    @AfterEach
    void end() throws IOException {
        jobs.close();
    }

    /** What a launch or a follow came to, with the log as far as it was told. */
    private record Told(List<Frame> frames, String log) {
        Frame last() {
            return frames.getLast();
        }
    }

    private static Told told(Said said) {
        List<Frame> frames = said.stderr()
                .lines()
                .flatMap(line -> Frame.read(MARK, line).stream())
                .toList();
        assertThat(said.stdout()).startsWith(MARK + "\n");
        assertThat(frames).as(said.stderr()).isNotEmpty();
        return new Told(frames, said.stdout().substring(MARK.length() + 1));
    }

    private RemoteScript launching(PosixShell.Installed shell, Job job, long offset) {
        return JobScripts.launch(places(shell), job, offset, MARK);
    }

    private RemoteScript following(PosixShell.Installed shell, Job job, long offset) {
        return JobScripts.follow(places(shell), job, offset, MARK);
    }

    private Places places(PosixShell.Installed shell) {
        return jobs.places().withPath(shell.path());
    }

    private Frame status(PosixShell.Installed shell, Job job) throws IOException, InterruptedException {
        Said said = shell.run(JobScripts.status(places(shell), job.id(), MARK));
        List<Frame> frames = said.stderr()
                .lines()
                .flatMap(line -> Frame.read(MARK, line).stream())
                .toList();
        assertThat(frames).as(said.stderr()).hasSize(2).first().isEqualTo(new Frame.Boot(jobs.bootId()));
        return frames.getLast();
    }

    private String log(Job job) throws IOException {
        return Files.readString(jobs.log(job), StandardCharsets.ISO_8859_1);
    }

    /** Leaves one line in the traces each time it is executed, and takes a moment. */
    private Job tracing(String more) throws IOException {
        return jobs.shell("echo trace >> \"$1\"; " + more, traces.toString());
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void launchesOnceAndTellsTheSameForEver(PosixShell which) throws Exception {
        PosixShell.Installed shell = which.install(home);
        Job job = tracing("echo hello; exit 3");

        Told first = told(shell.run(launching(shell, job, 0)));
        Told again = told(shell.run(launching(shell, job, 0)));
        Told followed = told(shell.run(following(shell, job, 0)));

        assertThat(first.last()).isEqualTo(new Frame.Exited(3, first.log().length()));
        assertThat(first.log()).isEqualTo(log(job)).contains("hello\n");
        assertThat(again).isEqualTo(first);
        assertThat(followed).isEqualTo(first);
        assertThat(status(shell, job)).isEqualTo(first.last());
        assertThat(traces).hasContent("trace\n");
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void executesOnceAndLosesNoByteHoweverItsLaunchersAndReadersAreKilled(PosixShell which) throws Exception {
        PosixShell.Installed shell = which.install(home);
        for (int trial = 0; trial < 12; trial++) {
            Job job = tracing(
                    "i=0; while [ $i -lt 40 ]; do echo line $i; i=$((i + 1)); [ $((i % 10)) -ne 0 ] || sleep 0.01; done; exit 5");
            StringBuilder log = new StringBuilder();
            Optional<Frame> end = Optional.empty();
            for (int go = 0; end.isEmpty(); go++) {
                Process process = shell.start(launching(shell, job, log.length()));
                if (go < 3) {
                    log.append(afterMark(heardUntilKilled(process)));
                } else {
                    Told told = told(PosixShell.finish(process));
                    log.append(told.log());
                    end = Optional.of(told.last());
                }
            }

            assertThat(end).as("seed %d, trial %d", seed, trial).contains(new Frame.Exited(5, log.length()));
            assertThat(log.toString()).as("seed %d, trial %d", seed, trial).isEqualTo(log(job));
            assertThat(traces).as("seed %d, trial %d", seed, trial).hasContent("trace\n".repeat(trial + 1));
        }
    }

    private static String afterMark(String stdout) {
        return stdout.startsWith(MARK + "\n") ? stdout.substring(MARK.length() + 1) : "";
    }

    /** Kills the shell that launches at some moment, never the job, and gives what had been read until then. */
    private String heardUntilKilled(Process process) throws IOException {
        LockSupport.parkNanos(random.nextLong(Duration.ofMillis(40).toNanos()));
        process.toHandle().destroyForcibly();
        process.getErrorStream().close();
        try (InputStream stdout = process.getInputStream()) {
            process.onExit().join();
            return new String(stdout.readNBytes(stdout.available()), StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void executesOnceWhenManyLaunchAtTheSameMoment(PosixShell which) throws Exception {
        PosixShell.Installed shell = which.install(home);
        for (int trial = 0; trial < 6; trial++) {
            Job job = tracing("echo hello");
            List<Process> launches = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                launches.add(shell.start(launching(shell, job, 0)));
            }
            for (Process launch : launches) {
                Told told = told(PosixShell.finish(launch));
                assertThat(told.last()).isEqualTo(new Frame.Exited(0, told.log().length()));
                assertThat(told.log()).isEqualTo(log(job));
            }
            assertThat(traces).hasContent("trace\n".repeat(trial + 1));
        }
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void eitherLaunchesOrSettlesThatItNeverWillBe(PosixShell which) throws Exception {
        PosixShell.Installed shell = which.install(home);
        int executed = 0;
        for (int trial = 0; trial < 20; trial++) {
            Job job = tracing("true");
            Process launch = shell.start(launching(shell, job, 0));
            LockSupport.parkNanos(random.nextLong(Duration.ofMillis(30).toNanos()));
            Process follow = shell.start(following(shell, job, 0));
            Frame launched = told(PosixShell.finish(launch)).last();
            Frame followed = told(PosixShell.finish(follow)).last();
            executed += launched instanceof Frame.Exited ? 1 : 0;

            if (followed instanceof Frame.Lost(Outcome.Reason reason, String detail)) {
                assertThat(reason).as("seed %d", seed).isEqualTo(Outcome.Reason.NEVER_STARTED);
                assertThat(launched).as("seed %d", seed).isInstanceOf(Frame.Lost.class);
            } else {
                assertThat(launched).as("seed %d", seed).isEqualTo(followed);
            }
            assertThat(traces).as("seed %d", seed).hasContent("trace\n".repeat(executed));
        }
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void startsAJobWhoseLaunchDiedBetweenClaimAndStart(PosixShell which) throws Exception {
        PosixShell.Installed shell = which.install(home);
        Job job = tracing("echo hello");
        told(shell.run(launching(shell, job, 0)));
        Files.delete(jobs.directory(job).resolve("runner"));
        Files.delete(jobs.directory(job).resolve("exit"));
        Files.writeString(jobs.log(job), "");
        Files.writeString(traces, "");

        assertThat(status(shell, job)).isEqualTo(new Frame.Never());
        assertThat(told(shell.run(launching(shell, job, 0))).last()).isInstanceOf(Frame.Exited.class);
        assertThat(traces).hasContent("trace\n");
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void neverRunsAScriptTwiceEvenIfItsRunnerIsStartedTwice(PosixShell which) throws Exception {
        PosixShell.Installed shell = which.install(home);
        Job job = tracing("true");
        told(shell.run(launching(shell, job, 0)));
        String runner = Files.readString(jobs.directory(job).resolve("run"));

        shell.run(runner, jobs.directory(job).toString(), shell.path());

        assertThat(traces).hasContent("trace\n");
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void saysThatItVanishedWhenItsRunnerIsKilled(PosixShell which) throws Exception {
        PosixShell.Installed shell = which.install(home);
        Job job = tracing("true");
        Job killing = new Job(
                job.id(),
                job.bootId(),
                job.machineId(),
                List.of(),
                List.of(Action.run(
                        "sh",
                        "-c",
                        "echo before; kill -9 $(readlink \"$0\" | cut -d. -f1)",
                        jobs.directory(job).resolve("runner").toString())),
                List.of());

        Told told = told(shell.run(launching(shell, killing, 0)));

        assertThat(told.last())
                .isInstanceOfSatisfying(
                        Frame.Lost.class, lost -> assertThat(lost.reason()).isEqualTo(Outcome.Reason.VANISHED));
        assertThat(told.log()).contains("before\n");
        assertThat(status(shell, job)).isInstanceOf(Frame.Lost.class);
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void isNotFooledByAnotherProcessWithTheSameNumber(PosixShell which) throws Exception {
        PosixShell.Installed shell = which.install(home);
        Job job = tracing("true");
        told(shell.run(launching(shell, job, 0)));
        Files.delete(jobs.directory(job).resolve("exit"));
        Path runner = jobs.directory(job).resolve("runner");
        Files.delete(runner);
        Files.createSymbolicLink(runner, Path.of(ProcessHandle.current().pid() + ".1"));

        assertThat(status(shell, job))
                .isInstanceOfSatisfying(
                        Frame.Lost.class, lost -> assertThat(lost.reason()).isEqualTo(Outcome.Reason.VANISHED));
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void writesDownHowItEndedWhenItIsAskedToEnd(PosixShell which) throws Exception {
        PosixShell.Installed shell = which.install(home);
        Job job = jobs.shell("echo started; kill -TERM 0; sleep 5");

        Told told = told(shell.run(launching(shell, job, 0)));

        assertThat(told.last())
                .isInstanceOfSatisfying(
                        Frame.Exited.class, exited -> assertThat(exited.code()).isGreaterThan(128));
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void runsWithoutSetsid(PosixShell which) throws Exception {
        PosixShell.Installed shell = which.install(home);
        Path bin = Files.createDirectories(home.resolve("no-setsid"));
        for (String tool :
                List.of("cat", "readlink", "mv", "mkdir", "rm", "ln", "tail", "stat", "sleep", "sync", "sh")) {
            String body = which == PosixShell.BUSYBOX ? "/bin/busybox " + tool : "/bin/" + tool;
            PosixShell.executable(bin.resolve(tool), "#!/bin/dash\nexec " + body + " \"$@\"\n");
        }
        PosixShell.Installed bare = new PosixShell.Installed(shell.program(), bin.toString());
        Job job = tracing("echo hello");

        assertThat(told(bare.run(launching(bare, job, 0))).last()).isInstanceOf(Frame.Exited.class);
        assertThat(traces).hasContent("trace\n");
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void saysThatItNeverStartedWhenItsDirectoryCannotBeMade(PosixShell which) throws Exception {
        PosixShell.Installed shell = which.install(home);
        Files.writeString(home.resolve("jobs"), "a file in the way");

        assertThat(told(shell.run(launching(shell, tracing("true"), 0))).last())
                .isInstanceOfSatisfying(Frame.Lost.class, lost -> {
                    assertThat(lost.reason()).isEqualTo(Outcome.Reason.NEVER_STARTED);
                    assertThat(lost.detail()).contains("could not be made");
                });
        assertThat(traces).isEmptyFile();
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void givesTheLogFromAnyOffset(PosixShell which) throws Exception {
        PosixShell.Installed shell = which.install(home);
        Job job = jobs.shell("seq 1 300");
        String all = told(shell.run(launching(shell, job, 0))).log();

        for (int offset : new int[] {1, 100, all.length() - 1, all.length(), all.length() + 10}) {
            Told part = told(shell.run(following(shell, job, offset)));
            assertThat(part.log()).isEqualTo(offset > all.length() ? "" : all.substring(offset));
            assertThat(part.last()).isEqualTo(new Frame.Exited(0, all.length()));
        }
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void keepsOthersOutOfItsDirectories(PosixShell which) throws Exception {
        PosixShell.Installed shell = which.install(home);
        Job job = jobs.shell("umask");

        Told told = told(shell.run(launching(shell, job, 0)));

        assertThat(told.log()).endsWith("0022\n");
        for (Path path : List.of(home.resolve("jobs"), jobs.directory(job))) {
            assertThat(Files.getPosixFilePermissions(path)).hasSize(3);
        }
    }
}
