package org.applepie.agent.simulated.sarge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.Copies;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.hardware.TreeDigest;
import org.junit.jupiter.api.Test;

/** The mistakes that the HOWTO warns of, each with the end it takes. */
class MistakesTest {

    private static final long ROOT = 1_558_368;

    private final Howto howto = new Howto();

    @Test
    void liloRefusesAnArrayThatIsDegraded() throws Exception {
        howto.prepare().table().arrays().trial().switchOver();
        howto.typist.edit("/etc/lilo.conf", "boot=/dev/sda\n", "boot=/dev/md0\nraid-extra-boot=mbr\n");
        Typist.Output output = howto.type("lilo");
        assertThat(output.code()).isEqualTo(1);
        assertThat(output.err())
                .endsWith("Fatal: Trying to map files from unnamed device 0x0000 (NFS/RAID mirror down ?)\n");
    }

    @Test
    void liloRefusesAnArrayThatIsStillSyncing() throws Exception {
        howto.prepare().table().arrays().trial().switchOver().adopt();
        howto.typist.edit("/etc/lilo.conf", "boot=/dev/sda\n", "boot=/dev/md0\nraid-extra-boot=mbr\n");
        assertThat(howto.type("lilo").err()).contains("unnamed device 0x0000");
    }

    @Test
    void liloRefusesExtraRecordsWithoutAnArray() throws Exception {
        howto.typist.edit("/etc/lilo.conf", "boot=/dev/sda\n", "boot=/dev/sda\nraid-extra-boot=mbr\n");
        assertThat(howto.type("lilo").err()).endsWith("Fatal: Not a RAID install, 'raid-extra-boot=' not allowed\n");
    }

    @Test
    void anInitrdWithoutRaid1CannotMountItsRoot() throws Exception {
        howto.prepare().table().arrays().trial();
        howto.typist.edit("/etc/mkinitrd/modules", "md\nraid1\n", "");
        howto.switchOver();
        assertThat(howto.server.failure()).contains(BootFailure.NO_RAID_MODULE);
        assertThat(howto.server.console()).endsWith("Kernel panic: Attempted to kill init!\n");
        assertThat(howto.server.reachable()).isFalse();
    }

    @Test
    void modulesInTheWrongOrderLeaveTheRootArrayWithoutDrives() throws Exception {
        howto.prepare().table().arrays().trial();
        howto.typist.edit("/etc/mkinitrd/modules", "md\nraid1\n", "");
        String modules = howto.typist.read("/etc/mkinitrd/modules");
        howto.server.files().orElseThrow().write("/etc/mkinitrd/modules", "md\nraid1\n" + modules);
        howto.switchOver();
        assertThat(howto.server.failure()).contains(BootFailure.NO_DISK_DRIVER);
    }

    @Test
    void fstabEditedOnTheOriginalAfterTheCopyIsMissedByTheArray() throws Exception {
        howto.prepare().table().arrays().trial();
        String before = howto.typist.read("/etc/fstab");
        howto.configureSwitch();
        String after = howto.typist.read("/etc/fstab");
        View files = howto.server.files().orElseThrow();
        files.write("/etc/fstab", before);
        howto.copy();
        files.write("/etc/fstab", after);
        howto.reboot();
        assertThat(howto.type("cat /proc/cmdline").text()).endsWith("root=902\n");
        assertThat(howto.type("df").text()).contains("/dev/sda6 ").contains("/dev/sda1 ");
    }

    @Test
    void theFallbackEntryBootsTheOriginalAgain() throws Exception {
        howto.prepare().table().arrays().trial().switchOver();
        howto.server.halt();
        howto.server.powerOn("LinuxNORAID");
        assertThat(howto.server.usable()).as(howto.server.console()).isTrue();
        assertThat(howto.type("cat /proc/cmdline").text()).isEqualTo("BOOT_IMAGE=LinuxNORAID ro root=806\n");
    }

    @Test
    void nothingBootsWhileTheOldBootFileSystemIsOverwritten() throws Exception {
        howto.prepare().table().arrays().trial().switchOver().adopt();
        howto.wait(Duration.ofMinutes(15));
        assertThat(howto.mdstat()).contains("289024 blocks [2/2] [UU]");
        howto.reboot();
        assertThat(howto.server.failure()).contains(BootFailure.MAP_UNREADABLE);
        assertThat(howto.server.console()).endsWith("L 99 99 99 99 99 99 99 99 99 99\n");
    }

    @Test
    void anInitrdMadeWhileDegradedStartsTheArrayWithoutTheNewDrive() throws Exception {
        howto.prepare().table().arrays().trial().switchOver().adopt().wait(Duration.ofHours(1));
        howto.typist.edit("/etc/lilo.conf", "boot=/dev/sda\n", "boot=/dev/md0\nraid-extra-boot=mbr\n");
        howto.ok("lilo");
        howto.reboot();
        assertThat(howto.mdstat()).contains("16988608 blocks [2/1] [_U]");
    }

    @Test
    void aConfigurationMadeWhileDegradedLeavesTheNewDriveOut() throws Exception {
        howto.prepare().table().arrays().trial().switchOver().adopt().wait(Duration.ofHours(1));
        howto.typist.edit("/etc/lilo.conf", "boot=/dev/sda\n", "boot=/dev/md0\nraid-extra-boot=mbr\n");
        howto.ok("lilo");
        howto.reboot();
        assertThat(howto.mdstat()).contains("489856 blocks [2/1] [_U]");
    }

    @Test
    void aDriveThatWasRunAloneLaterWinsOverTheOneWithTheMail() throws Exception {
        howto.complete();
        howto.server.halt();
        howto.server.machine().pull(Position.scsi(1));
        for (int boot = 0; boot < 4; boot++) {
            howto.server.powerOn();
            howto.server.halt();
        }
        howto.server.machine().pull(Position.scsi(0));
        howto.server.machine().plug(Position.scsi(1), howto.pie);
        howto.server.powerOn();
        howto.server.files().orElseThrow().write("/var/mail/new", "the mail of a whole year\n");
        howto.server.halt();
        howto.server.machine().plug(Position.scsi(0), howto.apple);
        howto.server.powerOn();
        assertThat(howto.server.reachable()).as(howto.server.console()).isTrue();
        assertThat(howto.server.files().orElseThrow().exists("/var/mail/new")).isFalse();
        howto.ok("mdadm --add /dev/md2 /dev/sdb6");
        howto.wait(Duration.ofHours(1));
        assertThat(howto.mdstat()).contains("16988608 blocks [2/2] [UU]");
        assertThat(Copies.everyCopyOf("/var/mail/new", List.of(howto.apple, howto.pie)))
                .isEmpty();
    }

    @Test
    void aHalfCopiedMemberIsGarbage() throws Exception {
        howto.prepare().table().arrays().trial().switchOver().adopt();
        howto.wait(Duration.ofMinutes(2));
        howto.server.powerOff();
        assertThat(howto.apple.contentAt(ROOT)).isInstanceOf(Content.Garbage.class);
        assertThat(howto.pie.contentAt(ROOT)).isInstanceOf(Content.Files.class);
    }

    @Test
    void aMemberMountedPastItsArrayGoesItsOwnWay() throws Exception {
        howto.prepare().table().arrays().trial().switchOver().adopt().wait(Duration.ofHours(1));
        howto.configuration();
        howto.rebuild();
        howto.typist.edit("/etc/lilo.conf", "boot=/dev/sda\n", "boot=/dev/md0\nraid-extra-boot=mbr\n");
        howto.ok("lilo");
        howto.server.halt();
        howto.server.powerOn("LinuxNORAID");
        howto.server.files().orElseThrow().write("/var/mail/on one half only", "lost\n");
        assertThat(Copies.everyCopyOf("/var/mail/on one half only", List.of(howto.apple, howto.pie)))
                .hasSize(1);
    }

    @Test
    void aPulledDriveFailsWhereItIsWrittenAndKeepsWhatItHad() throws Exception {
        howto.complete();
        SimulatedDrive apple = howto.server.machine().pull(Position.scsi(0)).orElseThrow();
        howto.server.stir();
        howto.server.files().orElseThrow().write("/var/mail/later", "after the pull\n");
        assertThat(howto.mdstat())
                .contains("target0/lun0/part6[0](F)")
                .contains("16988608 blocks [2/1] [_U]")
                .contains("289024 blocks [2/2] [UU]");
        assertThat(Copies.everyCopyOf("/var/mail/later", List.of(apple))).isEmpty();
        assertThat(TreeDigest.view(((Content.Files) howto.pie.contentAt(ROOT)).tree())
                        .exists("/var/mail/later"))
                .isTrue();
    }

    @Test
    void anArrayNamedInFstabThatDoesNotRunStopsTheBootAtTheConsole() throws Exception {
        howto.prepare().table().arrays().trial();
        howto.server.files().orElseThrow().write("/etc/mdadm/mdadm.conf", "DEVICE partitions\n");
        howto.switchOver();
        assertThat(howto.server.failure()).contains(BootFailure.CHECK_FAILED);
        assertThat(howto.server.console())
                .contains("mdadm: No arrays found in config file")
                .contains("Give root password for maintenance");
    }
}
