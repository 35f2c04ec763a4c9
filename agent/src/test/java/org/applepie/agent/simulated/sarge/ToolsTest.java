package org.applepie.agent.simulated.sarge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.applepie.agent.simulated.shell.StillTime;
import org.junit.jupiter.api.Test;

class ToolsTest {

    private final Howto howto = new Howto();

    @Test
    void partitionsHaveDevfsNames() throws Exception {
        assertThat(howto.type("cat /proc/partitions").text()).isEqualTo("""
                        major minor  #blocks  name

                           8     0   17774160 scsi/host0/bus0/target0/lun0/disc
                           8     1     289138 scsi/host0/bus0/target0/lun0/part1
                           8     2          1 scsi/host0/bus0/target0/lun0/part2
                           8     5     489951 scsi/host0/bus0/target0/lun0/part5
                           8     6   16988706 scsi/host0/bus0/target0/lun0/part6
                           8    16   17774160 scsi/host0/bus0/target1/lun0/disc
                        """);
    }

    @Test
    void mke2fsTellsItsLayout() throws Exception {
        howto.prepare().table().arrays();
        Typist.Output output = howto.type("mkfs.ext3 /dev/md0");
        assertThat(output.err()).isEqualTo("mke2fs 1.37 (21-Mar-2005)\n");
        assertThat(output.out().replaceAll("[ 0-9]+/36\b+", ""))
                .startsWith("""
                        Filesystem label=
                        OS type: Linux
                        Block size=1024 (log=0)
                        Fragment size=1024 (log=0)
                        72288 inodes, 289024 blocks
                        14451 blocks (5.00%) reserved for the super user
                        First data block=1
                        36 block groups
                        8192 blocks per group, 8192 fragments per group
                        2008 inodes per group
                        Superblock backups stored on blocks:\s
                        \t8193, 24577, 40961, 57345, 73729, 204801, 221185

                        Writing inode tables:done                           \s
                        Creating journal (8192 blocks): done
                        Writing superblocks and filesystem accounting information: done

                        This filesystem will be automatically checked every\s""")
                .endsWith(" mounts or\n180 days, whichever comes first.  Use tune2fs -c or -i to override.\n");
    }

    @Test
    void theSizesOfTheSeedFollowFromTheDefaults() {
        Ext3Layout md2 = Ext3Layout.of(16_988_608);
        assertThat(md2.inodes()).isEqualTo(2_125_760);
        assertThat(md2.blocks()).isEqualTo(4_247_152);
        assertThat(md2.reserved()).isEqualTo(212_357);
        assertThat(md2.groups()).isEqualTo(130);
        assertThat(md2.inodesPerGroup()).isEqualTo(16_352);
        assertThat(md2.kib(md2.overhead())).isEqualTo(266_892);
    }

    @Test
    void mkswapAndSwaponCountPages() throws Exception {
        howto.prepare().table().arrays();
        assertThat(howto.type("mkswap /dev/md1").out())
                .startsWith("Setting up swapspace version 1, size = 501608 kB\nno label, UUID=");
        howto.ok("swapon /dev/md1");
        assertThat(howto.type("swapon -s").out()).isEqualTo("""
                        Filename\t\t\tType\t\tSize\tUsed\tPriority
                        /dev/sda5                       partition\t489944\t0\t-1
                        /dev/md1                        partition\t489852\t0\t-2
                        """);
    }

    @Test
    void scsiDrivesTellNoSerial() throws Exception {
        assertThat(howto.type("cat /proc/scsi/scsi").text()).startsWith("""
                        Attached devices:\s
                        Host: scsi0 Channel: 00 Id: 00 Lun: 00
                          Vendor: SEAGATE  Model: ST318404LW       Rev: 0010
                          Type:   Direct-Access                    ANSI SCSI revision: 03
                        """).doesNotContain("3BT1");
    }

    @Test
    void liloSaysWhatTheHowtoShows() throws Exception {
        howto.prepare().table().arrays().trial();
        howto.configureSwitch();
        assertThat(howto.type("lilo").text()).isEqualTo("""
                        Warning: '/proc/partitions' does not match '/dev' directory structure.
                            Name change: '/dev/scsi/host0/bus0/target0/lun0/disc' -> '/dev/sda'
                        Added Linux *
                        Added LinuxNORAID
                        Skipping /vmlinuz.old
                        """);
        assertThat(howto.type("lilo -q").out()).isEqualTo("Linux           *\nLinuxNORAID     \n");
        assertThat(howto.type("lilo -R RAID").err()).isEqualTo("Fatal: No image \"RAID\" is defined.\n");
    }

    @Test
    void liloWritesEveryRecordOfAnArrayInTheWordsOfTheHowto() throws Exception {
        howto.complete();
        assertThat(howto.type("lilo").text()).endsWith("""
                        Skipping /vmlinuz.old
                        The boot record of  /dev/md0  has been updated.
                        Warning: /dev/sda is not on the first disk
                        The Master boot record of  /dev/sda  has been updated.
                        The Master boot record of  /dev/sdb  has been updated.
                        """);
        assertThat(howto.type("lilo -t").text())
                .contains("The map file has *NOT* been updated.\n")
                .contains("The boot record of  /dev/md0  has *NOT* been updated.\n");
    }

    @Test
    void onceBootsAnEntryOnce() throws Exception {
        howto.prepare().table().arrays().trial();
        howto.configureSwitch();
        howto.ok("lilo -R LinuxNORAID");
        howto.reboot();
        assertThat(howto.type("cat /proc/cmdline").text()).contains("BOOT_IMAGE=LinuxNORAID");
        howto.server.halt();
        int before = howto.server.console().length();
        howto.server.powerOn();
        assertThat(howto.server.console().substring(before)).startsWith("LILO 22.6.1 boot: Linux\n");
    }

    @Test
    void anImageShowsWhatItRemembers() throws Exception {
        howto.prepare().table().arrays().trial();
        howto.configureSwitch();
        howto.ok("mkdir /mnt/initrd");
        howto.ok("mount -o loop /boot/initrd.img-2.4.27-2-386 /mnt/initrd");
        assertThat(howto.typist.read("/mnt/initrd/script"))
                .startsWith("mdadm -A /devfs/md/2 -R -u ")
                .endsWith(" /dev/sdb6\n");
        assertThat(howto.typist.read("/mnt/initrd/loadmodules")).contains("modprobe -k md\nmodprobe -k raid1\n");
    }

    @Test
    void dpkgKnowsWhatIsNotThere() throws Exception {
        assertThat(howto.type("dpkg -s udev").code()).isEqualTo(1);
        assertThat(howto.type("dpkg -l udev").text()).isEqualTo("No packages found matching udev.\n");
        assertThat(howto.type("dpkg -s lilo").out()).contains("Status: install ok installed\n");
    }

    @Test
    void theIdeMachineHasItsDrivesOnTwoChannelsAndTellsTheirSerials() throws Exception {
        SargeServer server = SargeServers.idehost(new StillTime(Howto.START), new Random(1), 30_000);
        server.powerOn();
        assertThat(server.reachable()).as(server.console()).isTrue();
        Typist typist = new Typist(server);
        assertThat(typist.type("cat /proc/partitions").text())
                .contains("   3     0   17774160 ide/host0/bus0/target0/lun0/disc\n")
                .contains("  22     0   17774160 ide/host0/bus1/target0/lun0/disc\n");
        assertThat(typist.type("cat /proc/ide/hda/model").text()).isEqualTo("ST3160023A\n");
        assertThat(typist.type("cat /proc/ide/hda/identify").text())
                .hasLineCount(32)
                .contains("334c 4a30 3736 4b46");
        assertThat(typist.type("lilo").err()).contains("'/dev/ide/host0/bus0/target0/lun0/disc' -> '/dev/hda'");
    }
}
