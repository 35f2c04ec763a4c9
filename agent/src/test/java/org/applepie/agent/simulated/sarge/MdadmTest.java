package org.applepie.agent.simulated.sarge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MdadmTest {

    private final Howto howto = new Howto();

    @Test
    void describesAnArrayWithAMissingMember() throws Exception {
        howto.prepare().table().arrays();
        String uuid = uuid();
        assertThat(howto.type("mdadm -D /dev/md0").out()).isEqualTo("""
                        /dev/md0:
                                Version : 00.90.00
                          Creation Time : Mon Apr 24 17:33:20 2006
                             Raid Level : raid1
                             Array Size : 289024 (282.25 MiB 295.96 MB)
                            Device Size : 289024 (282.25 MiB 295.96 MB)
                           Raid Devices : 2
                          Total Devices : 2
                        Preferred Minor : 0
                            Persistence : Superblock is persistent

                            Update Time : Mon Apr 24 17:33:20 2006
                                  State : active, degraded
                         Active Devices : 1
                        Working Devices : 1
                         Failed Devices : 1
                          Spare Devices : 0

                                   UUID : %s
                                 Events : 0.1

                            Number   Major   Minor   RaidDevice State
                               0       0        0        0      faulty
                               1       8       17        1      active sync   /dev/sdb1
                        """.formatted(uuid));
    }

    private String uuid() throws Exception {
        return howto.type("mdadm -D /dev/md0").out().replaceAll("(?s).*UUID : (\\S+).*", "$1");
    }

    @Test
    void describesARecoveryAndItsEnd() throws Exception {
        howto.prepare().table().arrays().trial().switchOver();
        howto.ok("sfdisk --change-id /dev/sda 1 fd");
        assertThat(howto.type("mdadm --add /dev/md0 /dev/sda1").err()).isEqualTo("mdadm: hot added /dev/sda1\n");
        howto.wait(Duration.ofMillis(650));
        assertThat(howto.type("mdadm -D /dev/md0").out())
                .contains("          State : active, degraded, recovering\n")
                .contains(" Active Devices : 1\nWorking Devices : 2\n Failed Devices : 1\n  Spare Devices : 1\n")
                .contains("\n Rebuild Status : 6% complete\n\n           UUID : ")
                .endsWith("\n\n       2       8        1        2      spare rebuilding   /dev/sda1\n");
        assertThat(howto.mdstat()).contains("""
                        md0 : active raid1 scsi/host0/bus0/target0/lun0/part1[2] scsi/host0/bus0/target1/lun0/part1[1]
                              289024 blocks [2/1] [_U]
                              [=>...................]  recovery =  6.7% (19500/289024) finish=0.2min speed=19500K/sec
                        """);
        howto.wait(Duration.ofMinutes(1));
        assertThat(howto.type("mdadm -D /dev/md0").out())
                .contains("  Total Devices : 3\n")
                .contains("          State : active\n")
                .contains(" Failed Devices : 1\n")
                .contains("       0       8        1        0      active sync   /dev/sda1\n")
                .contains("       1       8       17        1      active sync   /dev/sdb1\n");
        assertThat(howto.mdstat())
                .contains(
                        "target0/lun0/part1[0] scsi/host0/bus0/target1/lun0/part1[1]\n      289024 blocks [2/2] [UU]\n      \n");
    }

    @Test
    void fillsOneMemberAtATime() throws Exception {
        howto.prepare().table().arrays().trial().switchOver().adopt().wait(Duration.ofSeconds(10));
        assertThat(howto.mdstat())
                .containsOnlyOnce("recovery =")
                .contains(
                        "target0/lun0/part5[2] scsi/host0/bus0/target1/lun0/part5[1]\n      489856 blocks [2/1] [_U]\n      \n");
    }

    @Test
    void scansInTheOrderOfMdstatWithItsDevices() throws Exception {
        howto.prepare().table().arrays();
        String scan = howto.type("mdadm --detail --scan").out();
        assertThat(scan.replaceAll("UUID=[0-9a-f:]{35}", "UUID=X")).isEqualTo("""
                        ARRAY /dev/md2 level=raid1 num-devices=2 UUID=X
                           devices=/dev/sdb6
                        ARRAY /dev/md1 level=raid1 num-devices=2 UUID=X
                           devices=/dev/sdb5
                        ARRAY /dev/md0 level=raid1 num-devices=2 UUID=X
                           devices=/dev/sdb1
                        """);
    }

    @Test
    void examinesAMember() throws Exception {
        howto.prepare().table().arrays();
        assertThat(howto.type("mdadm -E /dev/sdb1").out())
                .startsWith("/dev/sdb1:\n          Magic : a92b4efc\n        Version : 00.90.00\n           UUID : "
                        + uuid())
                .endsWith("""


                              Number   Major   Minor   RaidDevice State
                        this     1       8       17        1      active sync   /dev/sdb1

                           0     0       0        0        0      faulty
                           1     1       8       17        1      active sync   /dev/sdb1
                        """);
    }

    @Test
    void asksBeforeItTakesWhatHasAFileSystemAndASuperblock() throws Exception {
        howto.prepare().table().arrays();
        howto.ok("mdadm --stop /dev/md0");
        Typist.Output output = howto.type("mdadm --create /dev/md0 --level=1 --raid-disks=2 missing /dev/sdb1");
        assertThat(output.code()).isEqualTo(1);
        assertThat(output.err()).isEqualTo("""
                        mdadm: /dev/sdb1 appears to contain an ext2fs file system
                            size=289024K  mtime=Thu Jan  1 00:00:00 1970
                        mdadm: /dev/sdb1 appears to be part of a raid array:
                            level=1 devices=2 ctime=Mon Apr 24 17:33:20 2006
                        Continue creating array? mdadm: create aborted.
                        """);
        assertThat(howto.type("mdadm --create /dev/md0 --run -l1 -n2 missing /dev/sdb1")
                        .err())
                .endsWith("mdadm: array /dev/md0 started.\n");
    }

    @Test
    void refusesInTheWordsOfTheTable() throws Exception {
        howto.prepare().table().arrays();
        says("mdadm -V", 0, "mdadm - v1.9.0 - 04 February 2005\n");
        says("mdadm --zero-superblock /dev/sda1", 5, "mdadm: /dev/sda1 does not appear to have an MD superblock.\n");
        says("mdadm --zero-superblock /dev/sdc1", 1, "mdadm: Couldn't open /dev/sdc1 for write - not zeroing\n");
        says(
                "mdadm --create /dev/md99 -l1 -n2 missing /dev/sda1",
                1,
                "mdadm: error opening /dev/md99: No such file or directory\n");
        says("mdadm --add /dev/md0 /dev/sdc99", 1, "mdadm: cannot find /dev/sdc99: No such file or directory\n");
        says(
                "mdadm --remove /dev/md0 /dev/sdb1",
                1,
                "mdadm: hot remove failed for /dev/sdb1: Device or resource busy\n");
        says(
                "mdadm --remove /dev/md0 /dev/sda1",
                1,
                "mdadm: hot remove failed for /dev/sda1: No such device or address\n");
        says("mdadm -D /dev/md5", 1, "mdadm: md device /dev/md5 does not appear to be active.\n");
        says(
                "mdadm -E /dev/sda1",
                1,
                "mdadm: No super block found on /dev/sda1 (Expected magic a92b4efc, got 00000000)\n");
        says("mdadm --add /dev/md2 /dev/sda5", 1, "mdadm: hot add failed for /dev/sda5: Invalid argument\n");
        howto.ok("swapoff /dev/sda5");
        says("mdadm --add /dev/md2 /dev/sda5", 1, "mdadm: hot add failed for /dev/sda5: No space left on device\n");
    }

    private void says(String line, int code, String text) throws Exception {
        Typist.Output output = howto.type(line);
        assertThat(output.text()).isEqualTo(text);
        assertThat(output.code()).isEqualTo(code);
    }

    @Test
    void failsAndRemovesAMember() throws Exception {
        howto.complete();
        says("mdadm --set-faulty /dev/md0 /dev/sda1", 0, "mdadm: set /dev/sda1 faulty in /dev/md0\n");
        says("mdadm --remove /dev/md0 /dev/sda1", 0, "mdadm: hot removed /dev/sda1\n");
        assertThat(howto.type("mdadm --set-faulty /dev/md0 /dev/sdb1").code()).isEqualTo(1);
        assertThat(howto.mdstat()).contains("289024 blocks [2/1] [_U]");
    }
}
