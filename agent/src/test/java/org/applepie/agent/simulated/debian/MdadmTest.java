package org.applepie.agent.simulated.debian;

import static org.assertj.core.api.Assertions.assertThat;

import org.applepie.agent.simulated.debian.Typist.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** mdadm as the runbook, the way back and the drills use it. Words and exit codes are those of its source, version 4.2. */
class MdadmTest {

    private static final String CREATE =
            "mdadm --create /dev/md0 --run --level=1 --raid-devices=2 --metadata=1.2 --bitmap=internal"
                    + " --uuid=592ad309:7d984a5d:a5b3f440:be1a4792 /dev/sdb1 missing";

    private Partitioned at;

    @BeforeEach
    void partitioned() throws Exception {
        at = new Partitioned();
    }

    private Result create() throws Exception {
        Result result = at.type(CREATE);
        at.nodes();
        return result;
    }

    private void mirror() throws Exception {
        create();
        at.giveUpBoot();
        assertThat(at.type("mdadm --manage /dev/md0 --add /dev/sda1"))
                .isEqualTo(new Result("", "mdadm: added /dev/sda1\n", 0));
        at.seconds(60);
    }

    @Test
    void createsAnArrayOfOneMember() throws Exception {
        assertThat(create()).isEqualTo(new Result("", "mdadm: array /dev/md0 started.\n", 0));

        assertThat(at.type("mdadm --detail --export /dev/md0").out()).isEqualTo("""
                        MD_LEVEL=raid1
                        MD_DEVICES=2
                        MD_METADATA=1.2
                        MD_UUID=592ad309:7d984a5d:a5b3f440:be1a4792
                        MD_NAME=postoffice:0
                        MD_DEVICE_dev_sdb1_ROLE=0
                        MD_DEVICE_dev_sdb1_DEV=/dev/sdb1
                        """);
        assertThat(at.type("mdadm --detail /dev/md0").out()).isEqualTo("""
                        /dev/md0:
                                   Version : 1.2
                             Creation Time : Sun Nov 22 12:00:00 2026
                                Raid Level : raid1
                                Array Size : 162816 (159.00 MiB 166.72 MB)
                             Used Dev Size : 162816 (159.00 MiB 166.72 MB)
                              Raid Devices : 2
                             Total Devices : 1
                               Persistence : Superblock is persistent

                             Intent Bitmap : Internal

                               Update Time : Sun Nov 22 12:00:00 2026
                                     State : clean, degraded\s
                            Active Devices : 1
                           Working Devices : 1
                            Failed Devices : 0
                             Spare Devices : 0

                        Consistency Policy : bitmap

                                      Name : postoffice:0  (local to host postoffice)
                                      UUID : 592ad309:7d984a5d:a5b3f440:be1a4792
                                    Events : 1

                            Number   Major   Minor   RaidDevice State
                               0       8       17        0      active sync   /dev/sdb1
                               -       0        0        1      removed
                        """);
    }

    @Test
    void examinesAMember() throws Exception {
        create();

        String examined = at.type("mdadm --examine /dev/sdb1").out();
        assertThat(examined).startsWith("""
                        /dev/sdb1:
                                  Magic : a92b4efc
                                Version : 1.2
                            Feature Map : 0x1
                             Array UUID : 592ad309:7d984a5d:a5b3f440:be1a4792
                                   Name : postoffice:0  (local to host postoffice)
                          Creation Time : Sun Nov 22 12:00:00 2026
                             Raid Level : raid1
                           Raid Devices : 2

                         Avail Dev Size : 325632 sectors (159.00 MiB 166.72 MB)
                             Array Size : 162816 KiB (159.00 MiB 166.72 MB)
                            Data Offset : 2048 sectors
                           Super Offset : 8 sectors
                           Unused Space : before=1968 sectors, after=0 sectors
                                  State : clean
                        """).endsWith("""
                           Device Role : Active device 0
                           Array State : A. ('A' == active, '.' == missing, 'R' == replacing)
                        """);
        assertThat(at.type("mdadm --examine --scan"))
                .isEqualTo(new Result(
                        "ARRAY /dev/md/0  metadata=1.2 UUID=592ad309:7d984a5d:a5b3f440:be1a4792 name=postoffice:0\n",
                        "",
                        0));
        assertThat(at.type("mdadm -E /dev/sda6"))
                .isEqualTo(new Result("", "mdadm: No md superblock detected on /dev/sda6.\n", 1));
        assertThat(at.type("mdadm --detail --scan").out())
                .isEqualTo("ARRAY /dev/md0 metadata=1.2 name=postoffice:0 UUID=592ad309:7d984a5d:a5b3f440:be1a4792\n");
    }

    @Test
    void asksBeforeItOverwritesAFileSystem() throws Exception {
        Result result = at.type("mdadm --create /dev/md0 --level=1 --raid-devices=2 --metadata=1.2 /dev/sda6 missing");
        assertThat(result).isEqualTo(new Result("", "mdadm: cannot open /dev/sda6: Device or resource busy\n", 2));

        at.pie.lay(2048, 327680, at.apple.contentAt(2048));
        Result asked =
                at.type("echo n | mdadm --create /dev/md0 --level=1 --raid-devices=2 --metadata=1.2 /dev/sdb1 missing");
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.err())
                .contains("mdadm: /dev/sdb1 appears to contain an ext2fs file system\n")
                .endsWith("Continue creating array? mdadm: create aborted.\n");
        assertThat(at.server.arrays().orElseThrow().arrays()).isEmpty();
    }

    @Test
    void asksAboutBootingOnlyWhereMetadataIsNotSaid() throws Exception {
        Result result = at.type("mdadm --create /dev/md0 --level=1 --raid-devices=2 /dev/sdb1 missing </dev/null");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("may not be suitable as a boot device")
                .contains("create aborted.");
    }

    @Test
    void refusesWhatMakesNoSense() throws Exception {
        create();
        assertThat(at.type(CREATE.replace("sdb1", "sdb5")))
                .isEqualTo(new Result("", "mdadm: /dev/md0 is already in use.\n", 1));
        assertThat(at.type("mdadm --create /dev/md1 --level=1 --raid-devices=2 /dev/sdb5")
                        .err())
                .isEqualTo("mdadm: You haven't given enough devices (real or missing) to create this array\n");
        assertThat(at.type("mdadm --create /dev/md1 --level=1 --raid-devices=2 missing missing")
                        .err())
                .isEqualTo("mdadm: Subdevs can't be all missing\n");
        assertThat(at.type("mdadm --create --nonsense"))
                .isEqualTo(new Result(
                        "", "mdadm: unrecognized option '--nonsense'\nUsage: mdadm --help\n  for help\n", 2));
        assertThat(at.type("mdadm --detail --level=1 /dev/md0"))
                .isEqualTo(new Result("", "mdadm: :option --level not valid in misc mode\n", 2));
        assertThat(at.type("mdadm --export /dev/md0").err())
                .isEqualTo("mdadm: --export does not set the mode, and so cannot be the first option.\n");
        assertThat(at.type("mdadm --create --detail /dev/md0").err())
                .isEqualTo("mdadm: --detail would set mdadm mode to \"misc\", but it is already set to \"create\".\n");
        assertThat(at.type("mdadm")).isEqualTo(new Result("", "Usage: mdadm --help\n  for help\n", 2));
    }

    @Test
    void anAddedMemberIsRebuiltAndThenActive() throws Exception {
        create();
        at.giveUpBoot();
        at.type("mdadm --manage /dev/md0 --add /dev/sda1");
        at.seconds(5);
        assertThat(at.type("mdadm --detail /dev/md0").out())
                .contains("             State : clean, degraded, recovering \n")
                .contains("    Rebuild Status : 50% complete\n")
                .contains("       2       8        1        1      spare rebuilding   /dev/sda1\n");
        assertThat(at.type("mdadm --examine /dev/sda1").out())
                .contains("    Feature Map : 0x3\n")
                .contains("   Device Role : Active device 1\n   Array State : AA ");
        assertThat(at.type("mdadm --wait /dev/md0").code()).isZero();
        assertThat(at.type("mdadm --wait /dev/md0").code()).isEqualTo(1);
        assertThat(at.type("mdadm --detail /dev/md0").out())
                .contains("             State : clean \n")
                .contains("       0       8       17        0      active sync   /dev/sdb1\n"
                        + "       2       8        1        1      active sync   /dev/sda1\n");
        assertThat(at.type("mdadm --detail --test /dev/md0").code()).isZero();
    }

    @Test
    void failsRemovesAndTakesBackMembers() throws Exception {
        mirror();
        assertThat(at.type("mdadm /dev/md0 --remove /dev/sda1"))
                .isEqualTo(new Result("", "mdadm: hot remove failed for /dev/sda1: Device or resource busy\n", 1));
        assertThat(at.type("mdadm /dev/md0 --fail /dev/sda1"))
                .isEqualTo(new Result("", "mdadm: set /dev/sda1 faulty in /dev/md0\n", 0));
        assertThat(at.type("mdadm --detail /dev/md0").out())
                .contains("       0       8       17        0      active sync   /dev/sdb1\n"
                        + "       -       0        0        1      removed\n\n"
                        + "       2       8        1        -      faulty   /dev/sda1\n");
        assertThat(at.type("mdadm /dev/md0 --fail /dev/sdb1"))
                .isEqualTo(
                        new Result("", "mdadm: set device faulty failed for /dev/sdb1:  Device or resource busy\n", 2));
        assertThat(at.type("mdadm /dev/md0 --remove failed"))
                .isEqualTo(new Result("", "mdadm: hot removed /dev/sda1 from /dev/md0\n", 0));
        assertThat(at.type("mdadm /dev/md0 --re-add /dev/sda1"))
                .isEqualTo(new Result("", "mdadm: re-added /dev/sda1\n", 0));
        assertThat(at.type("mdadm /dev/md0 --re-add /dev/sdb5"))
                .isEqualTo(new Result("", "mdadm: --re-add for /dev/sdb5 to /dev/md0 is not possible\n", 1));
        assertThat(at.type("mdadm /dev/md0 --add /dev/sda6"))
                .isEqualTo(new Result("", "mdadm: Cannot open /dev/sda6: Device or resource busy\n", 1));
        assertThat(at.type("mdadm /dev/md0 --add /dev/nothing").code()).isEqualTo(1);
    }

    @Test
    void aMemberThatIsTooSmallIsNotTaken() throws Exception {
        at.type("mdadm --create /dev/md0 --run --level=1 --raid-devices=2 --metadata=1.2 /dev/sdb1 missing");
        at.nodes();
        assertThat(at.type("mdadm --manage /dev/md0 --add /dev/sdb5"))
                .isEqualTo(new Result("", "mdadm: /dev/sdb5 not large enough to join array\n", 1));
    }

    @Test
    void stopsAssemblesAndClears() throws Exception {
        create();
        assertThat(at.type("mdadm --zero-superblock /dev/sdb1"))
                .isEqualTo(new Result("", "mdadm: Couldn't open /dev/sdb1 for write - not zeroing\n", 2));
        assertThat(at.type("mdadm --stop /dev/md0")).isEqualTo(new Result("", "mdadm: stopped /dev/md0\n", 0));
        assertThat(at.type("mdadm --stop /dev/disk/by-id/md-uuid-592ad309:7d984a5d:a5b3f440:be1a4792"))
                .isEqualTo(new Result(
                        "",
                        "mdadm: error opening /dev/disk/by-id/md-uuid-592ad309:7d984a5d:a5b3f440:be1a4792:"
                                + " No such file or directory\n",
                        1));
        assertThat(at.type("mdadm --assemble /dev/md0 /dev/sdb1"))
                .isEqualTo(new Result("", "mdadm: /dev/md0 has been started with 1 drive (out of 2).\n", 0));
        assertThat(at.server.arrays().orElseThrow().array(0).orElseThrow().readAuto())
                .isTrue();
        at.nodes();
        at.type("mdadm --stop /dev/md0");
        assertThat(at.type("mdadm --zero-superblock /dev/sdb1")).isEqualTo(new Result("", "", 0));
        assertThat(at.type("mdadm --zero-superblock /dev/sdb1"))
                .isEqualTo(new Result("", "mdadm: Unrecognised md component device - /dev/sdb1\n", 0));
    }

    @Test
    void oneOfTwoIsNotStartedUnlessItIsInsistedOn() throws Exception {
        mirror();
        at.type("mdadm --stop /dev/md0");
        assertThat(at.type("mdadm --assemble /dev/md0 /dev/sda1"))
                .isEqualTo(new Result(
                        "",
                        "mdadm: /dev/md0 assembled from 1 drive - need all 2 to start it (use --run to insist).\n",
                        1));
        assertThat(at.type("mdadm --assemble --run /dev/md0 /dev/sda1").err())
                .isEqualTo("mdadm: /dev/md0 has been started with 1 drive (out of 2).\n");
        at.nodes();
        assertThat(at.type("mdadm -I /dev/sdb1"))
                .isEqualTo(new Result("", "mdadm: /dev/sdb1 attached to /dev/md0 which is already active.\n", 0));
    }

    @Test
    void namesComeFromTheFileOrFromTheHost() throws Exception {
        create();
        at.type("mdadm --stop /dev/md0");
        assertThat(at.type("mdadm -I --homehost=other /dev/sdb1").err())
                .isEqualTo("mdadm: /dev/sdb1 attached to /dev/md/postoffice:0, which has been started.\n");
        assertThat(at.server.arrays().orElseThrow().arrays().getFirst().minor()).isEqualTo(127);
        at.server.arrays().ifPresent(md -> md.arrays().forEach(md::stop));

        at.type("mkdir -p /etc/mdadm; echo 'ARRAY /dev/md2 metadata=1.2 UUID=592ad309:7d984a5d:a5b3f440:be1a4792'"
                + " >/etc/mdadm/mdadm.conf");
        assertThat(at.type("mdadm --assemble --scan").err())
                .isEqualTo("mdadm: /dev/md2 has been started with 1 drive (out of 2).\n");
        assertThat(at.type("mdadm --assemble --scan").code()).isEqualTo(1);
    }

    @Test
    void checksAndGoesIdle() throws Exception {
        mirror();
        assertThat(at.type("mdadm --action=check /dev/md0").code()).isZero();
        assertThat(at.type("mdadm --detail /dev/md0").out())
                .contains("State : clean, checking")
                .contains("  Check Status");
        assertThat(at.type("mdadm --action=check /dev/md0").err())
                .isEqualTo("mdadm: Count not set action for /dev/md0 to check: Device or resource busy\n");
        assertThat(at.type("mdadm --action=idle /dev/md0").code()).isZero();
        assertThat(at.type("mdadm --detail /dev/md0").out()).contains("State : clean \n");
        assertThat(at.type("mdadm --action=dance /dev/md0").code()).isEqualTo(2);
    }
}
