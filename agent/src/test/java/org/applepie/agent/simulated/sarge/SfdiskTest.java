package org.applepie.agent.simulated.sarge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.applepie.agent.simulated.hardware.DosTable;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.junit.jupiter.api.Test;

class SfdiskTest {

    private static final String DUMP = """
            # partition table of /dev/sda
            unit: sectors

            /dev/sda1 : start=       63, size=   578277, Id=83, bootable
            /dev/sda2 : start=   578340, size= 34957440, Id= 5
            /dev/sda3 : start=        0, size=        0, Id= 0
            /dev/sda4 : start=        0, size=        0, Id= 0
            /dev/sda5 : start=   578403, size=   979902, Id=82
            /dev/sda6 : start=  1558368, size= 33977412, Id=83
            """;

    private final Howto howto = new Howto();

    @Test
    void dumpsAllFourPrimaryRows() throws Exception {
        Typist.Output output = howto.type("sfdisk -d /dev/sda");
        assertThat(output.out()).isEqualTo(DUMP);
        assertThat(output.err()).isEmpty();
    }

    @Test
    void clonesATableOntoACleanDriveInTheseWords() throws Exception {
        assertThat(howto.type("sfdisk -d /dev/sda | sfdisk /dev/sdb").text()).isEqualTo("""
                        Checking that no-one is using this disk right now ...
                        OK

                        Disk /dev/sdb: 2212 cylinders, 255 heads, 63 sectors/track

                        sfdisk: ERROR: sector 0 does not have an msdos signature
                         /dev/sdb: unrecognized partition table type
                        Old situation:
                        No partitions found
                        New situation:
                        Units = sectors of 512 bytes, counting from 0

                           Device Boot    Start       End   #sectors  Id  System
                        /dev/sdb1   *        63    578339     578277  83  Linux
                        /dev/sdb2        578340  35535779   34957440   5  Extended
                        /dev/sdb3             0         -          0   0  Empty
                        /dev/sdb4             0         -          0   0  Empty
                        /dev/sdb5        578403   1558304     979902  82  Linux swap / Solaris
                        /dev/sdb6       1558368  35535779   33977412  83  Linux
                        Successfully wrote the new partition table

                        Re-reading the partition table ...

                        If you created or changed a DOS partition, /dev/foo7, say, then use dd(1)
                        to zero the first 512 bytes:  dd if=/dev/zero of=/dev/foo7 bs=512 count=1
                        (See fdisk(8).)
                        """);
        assertThat(howto.type("sfdisk -d /dev/sdb").out()).isEqualTo(DUMP.replace("sda", "sdb"));
    }

    @Test
    void listsInCylinders() throws Exception {
        assertThat(howto.type("sfdisk -l /dev/sda").out())
                .startsWith("""

                        Disk /dev/sda: 2212 cylinders, 255 heads, 63 sectors/track
                        Units = cylinders of 8225280 bytes, blocks of 1024 bytes, counting from 0

                           Device Boot Start     End   #cyls    #blocks   Id  System
                        /dev/sda1   *      0+     35      36-    289138+  83  Linux
                        /dev/sda2         36    2211    2176   17478720    5  Extended
                        /dev/sda3          0       -          0          0    0  Empty
                        """)
                .contains("/dev/sda5         36+     96      61-    489951   82  Linux swap / Solaris\n");
    }

    @Test
    void refusesADriveInUseAndWritesNothing() throws Exception {
        Typist.Output output = howto.type("sfdisk -d /dev/sda | sfdisk /dev/sda");
        assertThat(output.code()).isEqualTo(1);
        assertThat(output.err()).isEqualTo("""
                        Checking that no-one is using this disk right now ...
                        BLKRRPART: Device or resource busy

                        This disk is currently in use - repartitioning is probably a bad idea.
                        Umount all file systems, and swapoff all swap partitions on this disk.
                        Use the --no-reread flag to suppress this check.
                        Use the --force flag to overrule all checks.
                        """);
    }

    @Test
    void forceWritesToADriveInUseAndStillEndsWithZero() throws Exception {
        Typist.Output output = howto.type("sfdisk -d /dev/sda | sfdisk --force /dev/sda");
        assertThat(output.code()).isZero();
        assertThat(output.err())
                .contains("BLKRRPART: Device or resource busy\nThe command to re-read the partition table failed\n"
                        + "Reboot your system now, before using mkfs\n");
    }

    @Test
    void refusesATableThatDoesNotFit() throws Exception {
        howto.server.halt();
        howto.server.machine().pull(Position.scsi(1));
        SimulatedDrive small = new SimulatedDrive(howto.pie.model(), "SMALL", 17_767_890);
        howto.server.machine().plug(Position.scsi(1), small);
        howto.server.powerOn();
        Typist.Output output = howto.type("sfdisk -d /dev/sda | sfdisk /dev/sdb");
        assertThat(output.code()).isEqualTo(1);
        assertThat(output.err())
                .endsWith(
                        "Warning: given size (34957440) exceeds max allowable size (17189550)\n\nsfdisk: bad input\n");
        assertThat(DosTable.read(small)).isEmpty();
    }

    @Test
    void changesATypeWithoutAskingWhoUsesIt() throws Exception {
        Typist.Output output = howto.type("sfdisk --change-id /dev/sda 5 fd");
        assertThat(output.err()).isEqualTo("Done\n\n");
        assertThat(howto.type("sfdisk --print-id /dev/sda 5").out()).isEqualTo("fd\n");
        assertThat(howto.type("sfdisk -d /dev/sda").out()).contains("Id=83, bootable");
        assertThat(howto.type("sfdisk --print-id /dev/sda 9").text()).isEqualTo("sfdisk: 9: no such partition\n");
    }

    @Test
    void findsNothingByItself() throws Exception {
        assertThat(howto.type("sfdisk -s").text()).isEqualTo("total: 0 blocks\n");
        assertThat(howto.type("sfdisk -l").text()).isEmpty();
        assertThat(howto.type("fdisk -l").text()).isEmpty();
        assertThat(howto.type("sfdisk -s /dev/sda").out()).isEqualTo("17774160\n");
    }

    @Test
    void keepsBootCodeAndDiskIdWhenItWritesATable() throws Exception {
        byte[] before = Arrays.copyOf(sector(), 446);
        howto.ok("sfdisk --change-id /dev/sda 1 fd");
        assertThat(Arrays.copyOf(sector(), 446)).isEqualTo(before);
        assertThat(new String(before, 6, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("LILO");
    }

    private byte[] sector() throws DriveFailure {
        return howto.apple.read(0);
    }

    @Test
    void fdiskListsInCylindersFromOne() throws Exception {
        assertThat(howto.type("fdisk -l /dev/sda").text()).isEqualTo("""

                        Disk /dev/sda: 18.2 GB, 18200739840 bytes
                        255 heads, 63 sectors/track, 2212 cylinders
                        Units = cylinders of 16065 * 512 = 8225280 bytes

                           Device Boot      Start         End      Blocks   Id  System
                        /dev/sda1   *           1          36      289138+  83  Linux
                        /dev/sda2              37        2212    17478720    5  Extended
                        /dev/sda5              37          97      489951   82  Linux swap / Solaris
                        /dev/sda6              98        2212    16988706   83  Linux
                        """);
    }
}
