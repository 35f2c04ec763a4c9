package org.applepie.agent.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.applepie.agent.job.PosixShell.Said;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.DriveGuard;
import org.applepie.domain.remote.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether a job trusts a drive, by what an lsblk of ours says of it. */
class DriveGuardTest {

    private static final String SHELLS = "org.applepie.agent.job.PosixShell#installed";

    @TempDir
    Path home;

    private Jobs jobs;
    private Path link;

    @BeforeEach
    void start() throws IOException {
        jobs = Jobs.below(home);
        Files.createFile(home.resolve("sdb"));
        link = Files.createSymbolicLink(home.resolve("by-id"), home.resolve("sdb"));
        Files.createDirectories(home.resolve("lsblk-bin"));
    }

    /** An lsblk that knows one drive, and says each field as it is written here, padded as the real one may. */
    private void drive(String type, String serial, String wwn, String model, String size) throws IOException {
        Path fields = Files.createDirectories(home.resolve("fields"));
        Files.writeString(fields.resolve("TYPE"), type + "\n");
        Files.writeString(fields.resolve("SERIAL"), serial + "\n");
        Files.writeString(fields.resolve("WWN"), wwn + "\n");
        Files.writeString(fields.resolve("MODEL"), model + "   \n");
        Files.writeString(fields.resolve("SIZE"), "  " + size + "\n");
        PosixShell.executable(
                home.resolve("lsblk-bin/lsblk"),
                "#!/bin/dash\n[ \"$3\" = " + home.resolve("sdb") + " ] || exit 32\n[ \"$1\" = -bdno ] && /bin/cat \""
                        + fields + "/$2\"\n");
    }

    private Said run(PosixShell shell, DriveGuard guard) throws IOException, InterruptedException {
        PosixShell.Installed installed = shell.install(home);
        Job job = new Job(
                Jobs.freshId(),
                jobs.bootId(),
                Jobs.MACHINE,
                List.of(guard),
                List.of(Action.run("touch", home.resolve("written").toString())),
                List.of(Action.run("touch", home.resolve("cleaned").toString())));
        return new PosixShell.Installed(installed.program(), home.resolve("lsblk-bin") + ":" + installed.path())
                .run(JobText.of(job, jobs.places()), home.toString());
    }

    private DriveGuard guard(String serial, String wwn, String model, long size) {
        return new DriveGuard(link.toString(), serial, wwn, model, size, "");
    }

    private void assertRefused(Said said) {
        assertThat(said.exitCode()).as(said.stdout() + said.stderr()).isEqualTo(Job.IDENTITY_REFUSED);
        assertThat(home.resolve("written")).doesNotExist();
        assertThat(home.resolve("cleaned")).doesNotExist();
    }

    private void assertTrusted(Said said) throws IOException {
        assertThat(said.exitCode()).as(said.stdout() + said.stderr()).isZero();
        Files.delete(home.resolve("written"));
        Files.delete(home.resolve("cleaned"));
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void trustsADriveWhenItsSizeAndTwoFactsAgree(PosixShell shell) throws Exception {
        drive("disk", "WD-1234", "0x50014ee2", "WDC WD10EZEX", "1000204886016");

        assertTrusted(run(shell, guard("WD-1234", "0x50014ee2", "WDC WD10EZEX", 1000204886016L)));
        assertTrusted(run(shell, guard("WD-1234", "", "WDC WD10EZEX", 1000204886016L)));
        assertTrusted(run(shell, guard("WD-1234", "0x50014ee2", "", 1000204886016L)));
        assertTrusted(run(shell, guard("changed", "0x50014ee2", "WDC WD10EZEX", 1000204886016L)));
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void refusesADriveOfAnotherSize(PosixShell shell) throws Exception {
        drive("disk", "WD-1234", "0x50014ee2", "WDC WD10EZEX", "1000204886528");

        assertRefused(run(shell, guard("WD-1234", "0x50014ee2", "WDC WD10EZEX", 1000204886016L)));
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void refusesADriveWithOneAgreeingFactAndShowsBoth(PosixShell shell) throws Exception {
        drive("disk", "WD-9999", "0x50014ee9", "WDC WD10EZEX", "1000204886016");

        Said said = run(shell, guard("WD-1234", "0x50014ee2", "WDC WD10EZEX", 1000204886016L));

        assertRefused(said);
        assertThat(said.stdout())
                .contains(
                        "expected: serial \"WD-1234\", WWN \"0x50014ee2\", model \"WDC WD10EZEX\", 1000204886016 bytes")
                .contains(
                        "found   : serial \"WD-9999\", WWN \"0x50014ee9\", model \"WDC WD10EZEX\", 1000204886016 bytes");
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void doesNotTakeTwoUnknownFactsForAgreement(PosixShell shell) throws Exception {
        drive("disk", "", "", "QEMU HARDDISK", "1000");

        assertRefused(run(shell, guard("", "", "QEMU HARDDISK", 1000)));
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void refusesAPartitionAndADriveThatIsNotThere(PosixShell shell) throws Exception {
        drive("part", "WD-1234", "0x50014ee2", "WDC WD10EZEX", "1000");
        assertRefused(run(shell, guard("WD-1234", "0x50014ee2", "WDC WD10EZEX", 1000)));

        drive("disk", "WD-1234", "0x50014ee2", "WDC WD10EZEX", "1000");
        assertRefused(run(shell, new DriveGuard(home + "/gone", "WD-1234", "0x50014ee2", "WDC WD10EZEX", 1000, "")));
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void refusesWhenNobodyCanSayWhichDriveItIs(PosixShell shell) throws Exception {
        PosixShell.Installed installed = shell.install(home);
        Job job = new Job(
                Jobs.freshId(),
                jobs.bootId(),
                Jobs.MACHINE,
                List.of(guard("WD-1234", "0x50014ee2", "WDC WD10EZEX", 1000)),
                List.of(Action.run("touch", home.resolve("written").toString())),
                List.of());
        Path bin = Files.createDirectories(home.resolve("few-tools"));
        for (String tool : List.of("cat", "sed", "readlink")) {
            PosixShell.executable(bin.resolve(tool), "#!/bin/dash\nexec /bin/" + tool + " \"$@\"\n");
        }

        Said said = new PosixShell.Installed(installed.program(), bin.toString())
                .run(JobText.of(job, jobs.places()), home.toString());

        assertRefused(said);
        assertThat(said.stdout()).contains("lsblk is missing");
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void readsNothingThatADriveSaysAsShell(PosixShell shell) throws Exception {
        Path pwned = home.resolve("pwned");
        String evil = "$(touch " + pwned + ")`touch " + pwned + "`;touch " + pwned + "'\"";
        drive("disk", evil, "0x50014ee2", evil, "1000");

        assertTrusted(run(shell, guard(evil, "0x50014ee2", "x", 1000)));
        assertRefused(run(shell, guard("x", "0x50014ee2", "x", 1000)));
        assertThat(pwned).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource(SHELLS)
    void comparesWhatLsblkEscapes(PosixShell shell) throws Exception {
        drive("disk", "S\\x01N\\xc3\\xa9", "0x50014ee2", "Mod\u00e9l", "1000");

        assertTrusted(run(shell, guard("S\u0001N\u00e9", "other", "Mod\\xc3\\xa9l", 1000)));
    }
}
