package org.applepie.agent.simulated.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.domain.remote.Secret;
import org.junit.jupiter.api.Test;

/** Machines come up by themselves, and where something is missing they stop where real ones do. */
class BootTest {

    private static final String ENTRY = """
            menuentry 'One try' --id one-try {
              search --no-floppy --fs-uuid --set=root b0070000-0a99-4e1e-8000-000000000001
              linux /vmlinuz-%1$s root=UUID=70070000-0a99-4e1e-8000-000000000006 ro trial %2$s
              initrd /initrd.img-%1$s
            }
            """;

    private final Typist typist = Typist.atNewMachine();
    private final DebianServer server = typist.server();

    private View files() {
        return server.files().orElseThrow();
    }

    private void entry(String words) throws Exception {
        files().write("/boot/grub/custom.cfg", ENTRY.formatted(Drivers.RELEASE, words));
    }

    private void shown(String end) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(server.terminal().screen()).endsWith(end));
    }

    @Test
    void comesUpAndRunsCommands() {
        assertThat(server.reachable()).as(server.console()).isTrue();
        assertThat(typist.type("cat /proc/sys/kernel/osrelease /etc/hostname"))
                .isEqualTo(new Typist.Result("6.1.0-56-cloud-amd64\npostoffice\n", "", 0));
        assertThat(typist.type("nosuchcommand").code()).isEqualTo(127);
    }

    @Test
    void anEntryThatIsArmedOnceIsBootedOnce() throws Exception {
        entry("");
        assertThat(typist.type("grub-reboot one-try").code()).isZero();

        server.reset();
        assertThat(typist.type("cat /proc/cmdline").out()).contains(" ro trial");
        assertThat(typist.type("grub-editenv - list").out()).isEqualTo("next_entry=\n");

        server.reset();
        assertThat(typist.type("cat /proc/cmdline").out()).doesNotContain("trial");
    }

    @Test
    void aTrialThatFindsNoRootComesBackToTheOldSystemByItself() throws Exception {
        files().write(
                        "/boot/grub/custom.cfg",
                        ENTRY.formatted(Drivers.RELEASE, "panic=30").replace("root=UUID=7", "root=UUID=8"));
        typist.type("grub-reboot one-try");

        server.reset();

        assertThat(server.reachable()).as(server.console()).isTrue();
        assertThat(server.console()).contains("(initramfs)", "Rebooting automatically due to panic=");
    }

    @Test
    void withoutPanicItWaitsInTheInitramfs() throws Exception {
        files().write(
                        "/boot/grub/custom.cfg",
                        ENTRY.formatted(Drivers.RELEASE, "").replace("root=UUID=7", "root=UUID=8"));
        typist.type("grub-reboot one-try");

        server.reset();

        assertThat(server.failure()).contains(BootFailure.NO_ROOT);
    }

    @Test
    void stopsAtTheRescuePromptWithoutModulesAndAtTheShellWithoutMenu() throws Exception {
        files().unlink("/boot/grub/grub.cfg");
        server.reset();
        assertThat(server.failure()).contains(BootFailure.GRUB_SHELL);

        Typist other = Typist.atNewMachine();
        other.type("rm -r /boot/grub/i386-pc");
        other.server().reset();
        assertThat(other.server().failure()).contains(BootFailure.GRUB_RESCUE);
        assertThat(other.server().console()).endsWith("grub rescue> \n");
    }

    @Test
    void waitsForAPersonWhereFstabNamesWhatIsNotThere() throws Exception {
        files().write("/etc/fstab", files().text("/etc/fstab") + "UUID=dead /srv ext4 defaults,nofail 0 2\n");
        server.reset();
        assertThat(server.reachable()).isTrue();

        files().write("/etc/fstab", files().text("/etc/fstab") + "UUID=dead /srv ext4 defaults 0 2\n");
        server.reset();
        assertThat(server.failure()).contains(BootFailure.EMERGENCY);
        assertThat(server.console()).endsWith("(or type Control-D to continue): ");
    }

    @Test
    void aPersonMendsFstabInTheEmergencyShellAndTheBootGoesOn() throws Exception {
        server.rootPassword(new Secret("pie"));
        files().write("/etc/fstab", files().text("/etc/fstab") + "UUID=dead /srv ext4 defaults 0 2\n");
        server.reset();

        server.terminal().type("pie");
        shown("# ");
        server.terminal().type("grep -v dead /etc/fstab >/root/fstab; mv /root/fstab /etc/fstab");
        shown("# ");
        server.terminal().type("exit");

        await().atMost(Duration.ofSeconds(30)).until(server::reachable);
        assertThat(typist.type("cat /etc/fstab").out()).doesNotContain("dead");
    }

    @Test
    void aDriveWithoutSignatureIsSkippedByTheFirmware() throws Exception {
        SimulatedDrive apple = server.machine().at(Position.scsi(0)).orElseThrow();
        byte[] first = apple.read(0);
        first[510] = 0;
        apple.write(0, first);

        server.reset();

        assertThat(server.failure()).contains(BootFailure.NOTHING_TO_BOOT);
    }

    @Test
    void drivesChangeTheirNamesWithThePlaces() {
        server.powerOff();
        server.machine().swap(Position.scsi(0), Position.scsi(1));
        server.powerOn();

        assertThat(server.reachable()).as(server.console()).isTrue();
        assertThat(typist.type("readlink /dev/disk/by-id/scsi-0QEMU_QEMU_HARDDISK_APPLE001")
                        .out())
                .isIn("../../sda\n", "../../sdb\n");
    }
}
