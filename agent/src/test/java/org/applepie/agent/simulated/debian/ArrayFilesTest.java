package org.applepie.agent.simulated.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What /proc, /sys and /dev tell of arrays, beside what was captured of a real machine while its mirror came into being. */
class ArrayFilesTest {

    private static final String UUID = "592ad309:7d984a5d:a5b3f440:be1a4792";

    private Partitioned machine;

    @BeforeEach
    void arrays() throws Exception {
        machine = new Partitioned();
        type("mdadm --create /dev/md0 --run --level=1 --raid-devices=2 --metadata=1.2 --bitmap=internal --uuid=" + UUID
                + " /dev/sdb1 missing");
        type("mkfs.ext4 -q -L boot /dev/md0");
    }

    private String type(String line) {
        Typist.Result result = machine.type(line);
        assertThat(result.code()).as(line + "\n" + result.err()).isZero();
        return result.out();
    }

    @Test
    void mdstatShowsADegradedArrayThenItsRecoveryThenBothMembers() {
        String degraded = """
                Personalities : [raid1]\s
                md0 : active raid1 sdb1[0]
                      162816 blocks super 1.2 [2/1] [U_]
                      bitmap: 1/1 pages [4KB], 65536KB chunk

                unused devices: <none>
                """;
        assertThat(type("cat /proc/mdstat")).isEqualTo(degraded);
        type("umount /boot; wipefs -q --all /dev/sda1; mdadm --manage /dev/md0 --add /dev/sda1");
        machine.seconds(4);
        assertThat(type("cat /proc/mdstat")).contains("""
                md0 : active raid1 sda1[2] sdb1[0]
                      162816 blocks super 1.2 [2/1] [U_]
                      [========>............]  recovery = 40.1% (65536/162816) finish=0.0min speed=16384K/sec
                      bitmap: 1/1 pages [4KB], 65536KB chunk
                """);
        assertThat(type("cd /sys/block/md0/md; cat sync_action sync_completed sync_speed dev-sda1/state dev-sda1/slot"))
                .isEqualTo("recover\n131072 / 325632\n16384\nspare\n1\n");
        machine.seconds(60);
        assertThat(type("cat /proc/mdstat")).contains("""
                md0 : active raid1 sda1[2] sdb1[0]
                      162816 blocks super 1.2 [2/2] [UU]
                      bitmap: 0/1 pages [0KB], 65536KB chunk
                """);
        assertThat(type("cd /sys/block/md0/md; cat sync_action sync_completed sync_speed degraded dev-sda1/state"))
                .isEqualTo("idle\nnone\nnone\n0\nin_sync\n");
    }

    @Test
    void aCheckIsStartedAndEndedBySysfs() {
        type("umount /boot; wipefs -q --all /dev/sda1; mdadm --manage /dev/md0 --add /dev/sda1");
        machine.seconds(60);
        type("echo check >/sys/block/md0/md/sync_action");
        machine.seconds(2);
        assertThat(type("cat /sys/block/md0/md/sync_action; cat /proc/mdstat"))
                .startsWith("check\n")
                .contains("check = 20.0% (32768/162816)");
        type("echo idle >/sys/block/md0/md/sync_action");
        assertThat(type("cat /sys/block/md0/md/sync_action /sys/block/md0/md/mismatch_cnt"))
                .isEqualTo("idle\n0\n");
        assertThat(machine.type("echo frobnicate >/sys/block/md0/md/sync_action")
                        .code())
                .isNotZero();
    }

    @Test
    void udevLinksAnArrayForAsLongAsItRuns() {
        assertThat(type("readlink /dev/disk/by-id/md-uuid-" + UUID + " /dev/disk/by-id/md-name-postoffice:0"))
                .isEqualTo("../../md0\n../../md0\n");
        assertThat(type("ls /sys/class/block/sdb1/holders; ls /sys/block/md0/slaves"))
                .isEqualTo("md0\nsdb1\n");
        type("mdadm --stop /dev/md0; udevadm settle");
        assertThat(type("ls /dev/disk/by-id")).doesNotContain("md-");
        assertThat(type("ls /dev; ls /sys/block")).doesNotContain("md0");
    }

    @Test
    void lsblkShowsAnArrayBelowEachOfItsMembers() {
        type("umount /boot; wipefs -q --all /dev/sda1; mdadm --manage /dev/md0 --add /dev/sda1; mount /dev/md0 /boot");
        List<String> lines = type("lsblk -bPo NAME,PKNAME,MAJ:MIN,TYPE,SIZE,FSTYPE,LABEL,PTTYPE")
                .lines()
                .filter(line -> line.contains("md0") || line.contains("\"sda1\" P"))
                .toList();
        assertThat(lines)
                .containsExactly(
                        "NAME=\"sda1\" PKNAME=\"sda\" MAJ:MIN=\"8:1\" TYPE=\"part\" SIZE=\"167772160\""
                                + " FSTYPE=\"linux_raid_member\" LABEL=\"postoffice:0\" PTTYPE=\"dos\"",
                        "NAME=\"md0\" PKNAME=\"sda1\" MAJ:MIN=\"9:0\" TYPE=\"raid1\" SIZE=\"166723584\" FSTYPE=\"ext4\""
                                + " LABEL=\"boot\" PTTYPE=\"\"",
                        "NAME=\"md0\" PKNAME=\"sdb1\" MAJ:MIN=\"9:0\" TYPE=\"raid1\" SIZE=\"166723584\" FSTYPE=\"ext4\""
                                + " LABEL=\"boot\" PTTYPE=\"\"");
    }

    @Test
    void membersAreInUseForAllOtherTools() {
        assertThat(machine.type("wipefs --all /dev/sdb1").err())
                .isEqualTo("wipefs: error: /dev/sdb1: probing initialization failed: Device or resource busy\n");
        assertThat(machine.type("mount /dev/sdb1 /mnt").err()).contains("unknown filesystem type 'linux_raid_member'");
        assertThat(machine.type("blockdev --rereadpt /dev/sdb").code()).isEqualTo(1);
        assertThat(machine.type("wipefs --all --force /dev/sdb; ls /dev/sdb1").out())
                .as("a table that is gone is no table that was read again")
                .contains("(dos): 55 aa\n")
                .contains("/dev/sdb1\n");
    }

    @Test
    void zerosOverASuperblockMakeItNoMember() {
        type("mdadm --stop /dev/md0");
        assertThat(type("od -An -tx1 -j4096 -N4 /dev/sdb1")).isEqualTo(" fc 4e 2b a9\n");
        type("dd if=/dev/zero of=/dev/sdb1 bs=4096 seek=1 count=1");
        assertThat(type("wipefs /dev/sdb1")).isEmpty();
    }

    @Test
    void theLimitOfTheSpeedIsObeyed() {
        type("echo 1024 >/proc/sys/dev/raid/speed_limit_max");
        type("umount /boot; wipefs -q --all /dev/sda1; mdadm --manage /dev/md0 --add /dev/sda1");
        machine.seconds(10);
        assertThat(type("cat /proc/mdstat")).contains("(10240/162816)").contains("speed=1024K/sec");
    }

    @Test
    void anArrayThatNobodyWroteToIsReadOnlyUntilItIsMounted() {
        type("mdadm --stop /dev/md0; mdadm --assemble /dev/md0 /dev/sdb1");
        assertThat(type("cat /proc/mdstat /sys/block/md0/md/array_state"))
                .contains("md0 : active (auto-read-only) raid1")
                .endsWith("read-auto\n");
        type("mount /dev/md0 /mnt");
        assertThat(type("cat /sys/block/md0/md/array_state")).isEqualTo("clean\n");
    }

    @Test
    void aDriveThatIsGoneTakesItsNodesWithIt() {
        SimulatedDrive pie = machine.pie;
        machine.server.machine().positionOf(pie).ifPresent(machine.server.machine()::pull);
        machine.server.stir();
        assertThat(type("ls /dev /sys/class/block")).doesNotContain("sdb");
    }
}
