package org.applepie.agent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.applepie.agent.job.PosixShell.Said;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.remote.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the script of a job does, in each shell of this machine. */
class JobTextTest {

    private static final String SHELLS = "org.applepie.agent.job.PosixShell#installed";

    @TempDir
    Path home;

    private Jobs jobs;

    @BeforeEach
    void start() throws IOException {
        jobs = Jobs.below(home);
    }

    private Said run(PosixShell shell, Job job) throws IOException, InterruptedException {
        return shell.install(home).run(JobText.of(job, jobs.places()), home.toString());
    }

    private static Action shell(String script) {
        return Action.run("sh", "-c", script);
    }

    private Job withCleanup(List<Action> actions, Action... cleanup) throws IOException {
        return new Job(Jobs.freshId(), jobs.bootId(), Jobs.MACHINE, List.of(), actions, List.of(cleanup));
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void showsAndDoesEachActionUntilOneFails(PosixShell shell) throws Exception {
        Said said = run(shell, jobs.of(shell("echo one"), shell("echo two; exit 6"), shell("echo three")));

        assertThat(said.exitCode()).isEqualTo(6);
        assertThat(said.stdout()).isEqualTo("""
                        + sh -c 'echo one'
                        one
                        + sh -c 'echo two; exit 6'
                        two
                        applepie: this ended with exit code 6, accepted: 0
                        """);
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void capturesAllThatACommandPrintedAndShowsItAlsoIfItFailed(PosixShell shell) throws Exception {
        Path file = home.resolve("said");
        Action.Capture works = new Action.Capture(Command.of("sh", "-c", "echo out; echo err >&2"), file.toString());
        Action.Capture fails = new Action.Capture(Command.of("sh", "-c", "echo why >&2; exit 6"), file.toString());

        Said worked = run(shell, jobs.of(works, shell("echo next")));
        String kept = Files.readString(file);
        Said failed = run(shell, jobs.of(fails, shell("echo next")));

        assertThat(kept).isEqualTo("out\nerr\n");
        assertThat(worked.stdout()).contains(" 2>&1\nout\nerr\n").endsWith("next\n");
        assertThat(failed.exitCode()).isEqualTo(6);
        assertThat(failed.stdout()).contains("\nwhy\napplepie: this ended with exit code 6, accepted: 0\n");
        assertThat(failed.stdout()).doesNotContain("next\n");
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void goesOnAfterAnAcceptedExitCode(PosixShell shell) throws Exception {
        Action odd = new Action.Run(Command.of("sh", "-c", "exit 24"), Set.of(0, 24));

        Said said = run(shell, jobs.of(odd, shell("echo next")));

        assertThat(said.exitCode()).isZero();
        assertThat(said.stdout()).endsWith("next\n");
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void failsWhenSuccessIsNotAccepted(PosixShell shell) throws Exception {
        Said said = run(shell, jobs.of(new Action.Run(Command.of("true"), Set.of(1)), shell("echo next")));

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.stdout()).doesNotContain("next\n");
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void keepsThePromisedExitCodesForItself(PosixShell shell) throws Exception {
        assertThat(run(shell, jobs.of(shell("exit 97"))).exitCode()).isEqualTo(1);
        assertThat(run(shell, jobs.of(shell("exit 98"))).exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void reportsAProgramThatIsMissing(PosixShell shell) throws Exception {
        assertThat(run(shell, jobs.of(Action.run("no-such-program"))).exitCode())
                .isEqualTo(127);
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void cleansUpWhateverHappenedAndKeepsTheExitCode(PosixShell shell) throws Exception {
        Said failed =
                run(shell, withCleanup(List.of(shell("exit 6")), shell("echo first; exit 9"), shell("echo second")));
        Said succeeded = run(shell, withCleanup(List.of(shell("true")), shell("exit 9"), shell("echo second")));

        assertThat(failed.exitCode()).isEqualTo(6);
        assertThat(failed.stdout()).contains("first\n", "this clean-up failed\n", "second\n");
        assertThat(succeeded.exitCode()).isZero();
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void stopsWhenSomethingIsHeardThatShouldBeSilent(PosixShell shell) throws Exception {
        for (String loud : List.of("echo found", "echo", "printf '\\000'", "printf x", "exit 1")) {
            Action check = new Action.ExpectSilence(Command.of("sh", "-c", loud));

            Said said = run(shell, jobs.of(check, shell("echo next")));

            assertThat(said.exitCode()).as(loud).isEqualTo(Job.EXPECTATION_FAILED);
            assertThat(said.stdout()).as(loud).doesNotContain("next\n");
        }
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void goesOnAfterSilence(PosixShell shell) throws Exception {
        Action check = new Action.ExpectSilence(Command.of("sh", "-c", "echo not here >&2"));

        Said said = run(shell, jobs.of(check, shell("echo next")));

        assertThat(said.exitCode()).isZero();
        assertThat(said.stdout()).endsWith("next\n");
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void tellsWhatWasHeard(PosixShell shell) throws Exception {
        Action check = new Action.ExpectSilence(Command.of("sh", "-c", "echo 'ext4 x $(false)'; echo more"));

        assertThat(run(shell, jobs.of(check)).stdout()).contains("\next4 x $(false)\nmore\n");
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void tellsOnlyTheBeginningOfAFlood(PosixShell shell) throws Exception {
        Action flood = new Action.ExpectSilence(Command.of("sh", "-c", "seq 1 200000"));

        Said said = run(shell, jobs.of(flood));

        assertThat(said.exitCode()).isEqualTo(Job.EXPECTATION_FAILED);
        assertThat(said.stdout()).contains("\n1\n2\n", "\n1000\n").doesNotContain("\n1001\n");
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void givesACommandItsInputAndNothingElse(PosixShell shell) throws Exception {
        Command cat = Command.of("cat").withStdin("label: dos\nunit's $HOME\n");

        Said said = run(shell, jobs.of(Action.run(cat), shell("cat; readlink /proc/self/fd/0")));

        assertThat(said.stdout())
                .contains("\n  | label: dos\n  | unit's $HOME\n")
                .contains("\nlabel: dos\nunit's $HOME\n")
                .endsWith("/dev/null\n");
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void writesTheOutputOfACommandIntoAFile(PosixShell shell) throws Exception {
        Path file = home.resolve("it's a file");
        Files.writeString(file, "old and longer than new");

        Said said = run(shell, jobs.of(new Action.RunInto(Command.of("printf", "%s", "new"), file.toString())));

        assertThat(said.exitCode()).isZero();
        assertThat(file).hasContent("new");
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void failsWhenTheFileForTheOutputCannotBeWritten(PosixShell shell) throws Exception {
        Action into = new Action.RunInto(
                Command.of("true"), home.resolve("missing/file").toString());

        assertThat(run(shell, jobs.of(into)).exitCode()).isNotZero();
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void writesAFileByteForByteWithItsMode(PosixShell shell) throws Exception {
        Path file = home.resolve("fstab");
        for (String content :
                List.of("", "no end of line", "end\n\n\n", "it's \"$HOME\" `id` \\n %s \\\n\tü€\n", "-n x")) {
            Files.writeString(file, "old");
            Said said = run(shell, jobs.of(new Action.WriteFile(file.toString(), content, "0640")));

            assertThat(said.exitCode()).as(said.stdout() + said.stderr()).isZero();
            assertThat(Files.readString(file)).isEqualTo(content);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-r-----");
        }
        assertThat(home.resolve("fstab.applepie-new")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void leavesTheOldFileWhenTheNewOneCannotBeWritten(PosixShell shell) throws Exception {
        Path directory = Files.createDirectories(home.resolve("etc/default"));

        Said onDirectory = run(shell, jobs.of(new Action.WriteFile(directory.toString(), "x", "0644")));
        Said nowhere = run(shell, jobs.of(new Action.WriteFile(home + "/missing/file", "x", "0644")));

        assertThat(onDirectory.exitCode()).isNotZero();
        assertThat(nowhere.exitCode()).isNotZero();
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void findsAProgramThatIsCalledLikeAWordOfTheShell(PosixShell shell) throws Exception {
        PosixShell.Installed installed = shell.install(home);
        Path bin = Files.createDirectories(home.resolve("odd"));
        for (String name : List.of("if", "exit", "applepie_say", "cd", "it's")) {
            PosixShell.executable(
                    bin.resolve(name), "#!/bin/dash\necho called " + name.replace("'", "\\'") + " \"$1\"\n");
            Said said = new PosixShell.Installed(installed.program(), bin + ":" + installed.path())
                    .run(JobText.of(jobs.of(Action.run(name, "then")), jobs.places()), home.toString());

            assertThat(said.stdout()).as(name).contains("\ncalled " + name + " then\n");
        }
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void refusesAnotherBootBeforeDoingAnything(PosixShell shell) throws Exception {
        Job job = withCleanup(List.of(shell("echo done")), shell("echo cleaned"));
        jobs.boot();

        Said said = run(shell, job);

        assertThat(said.exitCode()).isEqualTo(Job.IDENTITY_REFUSED);
        assertThat(said.stdout())
                .isEqualTo("applepie: refused: another boot: expected " + job.bootId() + ", found " + jobs.bootId()
                        + "\n");
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void refusesAnotherMachineBeforeDoingAnything(PosixShell shell) throws Exception {
        Files.writeString(home.resolve("machine-id"), "$(touch " + home.resolve("pwned") + ")");

        Said said = run(shell, jobs.of(shell("echo done")));

        assertThat(said.exitCode()).isEqualTo(Job.IDENTITY_REFUSED);
        assertThat(said.stdout()).doesNotContain("+ sh").contains("found $(touch ");
        assertThat(home.resolve("pwned")).doesNotExist();
    }

    @Test
    void refusesToWriteWhatNoScriptCanHold() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobText.of(jobs.of(Action.run("echo", "a\0b")), jobs.places()));
        assertThatIllegalArgumentException().isThrownBy(() -> JobText.of(jobs.of(Action.run("A=b")), jobs.places()));
        assertThatIllegalArgumentException().isThrownBy(() -> JobText.of(jobs.of(Action.run("-i")), jobs.places()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobText.of(jobs.of(new Action.WriteFile("etc/fstab", "", "0644")), jobs.places()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobText.of(jobs.of(new Action.WriteFile("/etc/fstab", "", "u+x")), jobs.places()));
        assertThatIllegalArgumentException().isThrownBy(() -> {
            Job nowhere = new Job(Jobs.freshId(), "", Jobs.MACHINE, List.of(), List.of(), List.of());
            JobText.of(nowhere, jobs.places());
        });
    }

    @Test
    void isTheSameTextForTheSameJob() throws Exception {
        Job job = jobs.of(new Action.Run(Command.of("rsync"), Set.of(0, 24, 23)));

        assertThat(JobText.of(job, jobs.places()).getBytes(StandardCharsets.UTF_8))
                .isEqualTo(JobText.of(job, jobs.places()).getBytes(StandardCharsets.UTF_8));
    }
}
