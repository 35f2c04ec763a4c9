package org.applepie.agent.simulated.debian;

import static org.assertj.core.api.Assertions.assertThat;

import org.applepie.agent.simulated.debian.Typist.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** sfdisk, wipefs, blkid, lsblk and the like answer in the words of util-linux 2.38.1. */
class BlockToolsTest {

    private static final String TABLE = "printf 'label: dos\\nlabel-id: 0x02770b39\\nunit: sectors\\n\\n"
            + "1 : start=2048, size=327680, type=fd, bootable\\n2 : start=329728, size=3864576, type=5\\n"
            + "5 : start=331776, size=262144, type=fd\\n6 : start=595968, size=3598336, type=fd\\n'";

    private final Typist typist = Typist.atNewMachine();

    private Result type(String line) {
        return typist.type(line);
    }

    @Test
    void sfdiskWritesATableInTheseWords() {
        Result result = type(TABLE + " | sfdisk --wipe always --wipe-partitions always /dev/sdb");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("""
                Checking that no-one is using this disk right now ... OK

                Disk /dev/sdb: 2 GiB, 2147483648 bytes, 4194304 sectors
                Disk model: QEMU HARDDISK  \s
                Units: sectors of 1 * 512 = 512 bytes
                Sector size (logical/physical): 512 bytes / 512 bytes
                I/O size (minimum/optimal): 512 bytes / 512 bytes

                >>> Script header accepted.
                >>> Script header accepted.
                >>> Script header accepted.
                >>> Created a new DOS (MBR) disklabel with disk identifier 0x02770b39.
                /dev/sdb1: Created a new partition 1 of type 'Linux raid autodetect' and of size 160 MiB.
                /dev/sdb2: Created a new partition 2 of type 'Extended' and of size 1.8 GiB.
                /dev/sdb3: Created a new partition 5 of type 'Linux raid autodetect' and of size 128 MiB.
                /dev/sdb6: Created a new partition 6 of type 'Linux raid autodetect' and of size 1.7 GiB.
                /dev/sdb7: Done.

                New situation:
                Disklabel type: dos
                Disk identifier: 0x02770b39

                Device     Boot  Start     End Sectors  Size Id Type
                /dev/sdb1  *      2048  329727  327680  160M fd Linux raid autodetect
                /dev/sdb2       329728 4194303 3864576  1.8G  5 Extended
                /dev/sdb5       331776  593919  262144  128M fd Linux raid autodetect
                /dev/sdb6       595968 4194303 3598336  1.7G fd Linux raid autodetect

                The partition table has been altered.
                Calling ioctl() to re-read partition table.
                Syncing disks.
                """);
        assertThat(type("sfdisk --dump /dev/sdb").out()).isEqualTo("""
                label: dos
                label-id: 0x02770b39
                device: /dev/sdb
                unit: sectors
                sector-size: 512

                /dev/sdb1 : start=        2048, size=      327680, type=fd, bootable
                /dev/sdb2 : start=      329728, size=     3864576, type=5
                /dev/sdb5 : start=      331776, size=      262144, type=fd
                /dev/sdb6 : start=      595968, size=     3598336, type=fd
                """);
        assertThat(
                        type(
                                "readlink /dev/disk/by-id/scsi-0QEMU_QEMU_HARDDISK_PIE001-part6 /dev/disk/by-partuuid/02770b39-06"))
                .isEqualTo(new Result("../../sdb6\n../../sdb6\n", "", 0));
    }

    @Test
    void sfdiskTellsWhatLiesInANewPartitionAndWipesItIfAsked() {
        type(TABLE + " | sfdisk -q /dev/sdb; mkfs.ext4 -q /dev/sdb1");
        Result kept = type(TABLE + " | sfdisk /dev/sdb");
        assertThat(kept.err()).isEqualTo("Partition #1 contains a ext4 signature.\n");
        assertThat(type("wipefs /dev/sdb1").out()).contains("ext4");
        Result wiped = type(TABLE + " | sfdisk --wipe-partitions always /dev/sdb");
        assertThat(wiped.out())
                .contains("The signature will be removed by a write command.\n")
                .contains("Filesystem/RAID signature on partition 1 will be wiped.\n");
        assertThat(type("wipefs /dev/sdb1").out()).isEmpty();
    }

    @Test
    void sfdiskDoesNotTouchADriveInUse() {
        Result result = type(TABLE + " | sfdisk /dev/sda");
        assertThat(result)
                .isEqualTo(new Result("Checking that no-one is using this disk right now ... FAILED\n\n", """
                        This disk is currently in use - repartitioning is probably a bad idea.
                        Umount all file systems, and swapoff all swap partitions on this disk.
                        Use the --no-reread flag to suppress this check.

                        sfdisk: Use the --force flag to overrule all checks.
                        """, 1));
        assertThat(type("sfdisk --part-type /dev/sda 1").out()).isEqualTo("83\n");
    }

    @Test
    void sfdiskChangesATypeOfADriveInUse() {
        assertThat(type("sfdisk --no-reread --no-tell-kernel --part-type /dev/sda 1 fd"))
                .isEqualTo(new Result("\nThe partition table has been altered.\n", "", 0));
        assertThat(type("sfdisk --part-type /dev/sda 5 fd").err())
                .isEqualTo("Re-reading the partition table failed.: Device or resource busy\n");
        assertThat(type("sfdisk --dump /dev/sda").out())
                .contains("size=      327680, type=fd, bootable")
                .contains("size=      262144, type=fd\n");
        assertThat(type("od -An -tx1 -N4 /dev/sda").out())
                .as("the boot code stays")
                .isNotEqualTo(" 00 00 00 00\n");
    }

    @Test
    void sfdiskRefusesTablesThatCannotBe() {
        assertThat(type("printf '1 : start=2048, size=99999999, type=83\\n' | sfdisk /dev/sdb")
                        .err())
                .isEqualTo("No free sectors available.\nFailed to add #1 partition: No space left on device\n");
        Result overlap = type("printf '1 : start=2048, size=20480\\n2 : start=4096, size=20480\\n' | sfdisk /dev/sdb");
        assertThat(overlap.err())
                .isEqualTo("Start sector 4096 out of range.\n"
                        + "Failed to add #2 partition: Numerical result out of range\n");
        assertThat(overlap.code()).isEqualTo(1);
        assertThat(type("echo hello | sfdisk /dev/sdb").err()).isEqualTo("line 1: unsupported command\n");
        assertThat(type("sfdisk --dump /dev/sdb").err())
                .isEqualTo("sfdisk: /dev/sdb: does not contain a recognized partition table\n");
    }

    @Test
    void wipefsListsAndErases() {
        assertThat(type("wipefs /dev/sda1 /dev/sda5 /dev/sda").out()).isEqualTo("""
                DEVICE OFFSET TYPE UUID                                 LABEL
                sda1   0x438  ext4 b0070000-0a99-4e1e-8000-000000000001 boot
                sda5   0xff6  swap 5a990000-0a99-4e1e-8000-000000000005\s
                sda    0x1fe  dos                                      \s
                """);
        assertThat(type("wipefs /dev/sdb")).isEqualTo(new Result("", "", 0));
        assertThat(type("wipefs --all /dev/sda1"))
                .isEqualTo(new Result(
                        "", "wipefs: error: /dev/sda1: probing initialization failed: Device or resource busy\n", 1));
        assertThat(type("umount /boot; swapoff -a; wipefs --all /dev/sda1 /dev/sda5")
                        .out())
                .isEqualTo(
                        "/dev/sda1: 2 bytes were erased at offset 0x00000438 (ext4): 53 ef\n"
                                + "/dev/sda5: 10 bytes were erased at offset 0x00000ff6 (swap): 53 57 41 50 53 50 41 43 45 32\n");
        assertThat(type("wipefs /dev/sda1 /dev/sda5; mount /boot").err()).contains("can't find UUID=b0070000");
        assertThat(type("wipefs --all /dev/sda2").err())
                .isEqualTo("wipefs: /dev/sda2: ignoring nested \"dos\" partition table on non-whole disk device\n"
                        + "wipefs: Use the --force option to force erase.\n");
    }

    @Test
    void wipefsTakesATableAndThenThereAreNoPartitions() {
        type(TABLE + " | sfdisk -q /dev/sdb");
        assertThat(type("wipefs --all /dev/sdb").out())
                .isEqualTo("/dev/sdb: 2 bytes were erased at offset 0x000001fe (dos): 55 aa\n"
                        + "/dev/sdb: calling ioctl to re-read partition table: Success\n");
        assertThat(type("ls /dev").out()).contains("sdb\n").doesNotContain("sdb1");
        type(TABLE + " | sfdisk -q /dev/sdb");
        assertThat(type("wipefs --all --force /dev/sdb").out())
                .isEqualTo("/dev/sdb: 2 bytes were erased at offset 0x000001fe (dos): 55 aa\n");
        assertThat(type("lsblk -no NAME /dev/sdb").out()).isEqualTo("sdb\n");
    }

    @Test
    void ddReachesTablesAndSignatures() {
        type(TABLE + " | sfdisk -q /dev/sdb; mkfs.ext4 -q /dev/sdb6");
        assertThat(type("dd if=/dev/sda of=/tmp/first bs=1M count=1").err())
                .startsWith("1+0 records in\n1+0 records out\n1048576 bytes (1.0 MB, 1.0 MiB) copied, ");
        type("dd if=/dev/zero of=/dev/sdb6 bs=4096 count=1");
        assertThat(type("wipefs /dev/sdb6").out()).isEmpty();
        type("dd if=/dev/zero of=/dev/sdb bs=512 count=1");
        assertThat(type("ls /dev").out()).contains("sdb\n").doesNotContain("sdb1");
    }

    @Test
    void lsblkAndBlkid() {
        assertThat(type("lsblk").out()).isEqualTo("""
                NAME   MAJ:MIN RM  SIZE RO TYPE MOUNTPOINTS
                sda      8:0    0    2G  0 disk\s
                |-sda1   8:1    0  160M  0 part /boot
                |-sda2   8:2    0    1K  0 part\s
                |-sda5   8:5    0  128M  0 part [SWAP]
                `-sda6   8:6    0  1.7G  0 part /
                sdb      8:16   0    2G  0 disk\s
                """);
        assertThat(type("for f in TYPE SIZE SERIAL WWN MODEL; do lsblk -bdno $f /dev/sdb; done")
                        .out())
                .isEqualTo("disk\n2147483648\nPIE001\n\nQEMU HARDDISK\n");
        assertThat(type("lsblk -dno SERIAL /dev/sdc"))
                .isEqualTo(new Result("", "lsblk: /dev/sdc: not a block device\n", 32));
        assertThat(type("blkid --probe --output value --match-tag LABEL /dev/sda6"))
                .isEqualTo(new Result("root\n", "", 0));
        assertThat(type("blkid /dev/sda5 /dev/sda").out())
                .isEqualTo("/dev/sda5: UUID=\"5a990000-0a99-4e1e-8000-000000000005\" TYPE=\"swap\""
                        + " PARTUUID=\"a991e001-05\"\n/dev/sda: PTUUID=\"a991e001\" PTTYPE=\"dos\"\n");
        assertThat(type("blkid -U 70070000-0a99-4e1e-8000-000000000006; blkid -L boot; blkid /dev/sdb"))
                .isEqualTo(new Result("/dev/sda6\n/dev/sda1\n", "", 2));
    }

    @Test
    void blockdevSwapAndUdev() {
        assertThat(type("blockdev --getsize64 /dev/sda6").out()).isEqualTo("1842348032\n");
        assertThat(type("blockdev --rereadpt /dev/sda"))
                .isEqualTo(new Result("", "blockdev: ioctl error on BLKRRPART: Device or resource busy\n", 1));
        assertThat(type("swapon --show").out())
                .isEqualTo("NAME      TYPE       SIZE USED PRIO\n/dev/sda5 partition  128M   0B   -2\n");
        assertThat(type("swapoff /dev/sda5; cat /proc/swaps; swapoff /dev/sda5"))
                .isEqualTo(new Result(
                        "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n",
                        "swapoff: /dev/sda5: swapoff failed: Invalid argument\n",
                        4));
        assertThat(type("swapon -a; swapon /dev/sda6"))
                .isEqualTo(new Result("", "swapon: /dev/sda6: read swap header failed\n", 255));
        assertThat(type("udevadm settle --timeout=60")).isEqualTo(new Result("", "", 0));
        assertThat(type("udevadm info --query=property --name=/dev/sda6").out())
                .contains("ID_FS_UUID=70070000-0a99-4e1e-8000-000000000006\n")
                .contains("ID_SERIAL=0QEMU_QEMU_HARDDISK_APPLE001\n");
    }

    @ParameterizedTest
    @CsvSource({
        "sfdisk, 1",
        "wipefs, 1",
        "blkid, 1",
        "lsblk, 1",
        "findmnt, 1",
        "mount, 1",
        "umount, 1",
        "mountpoint, 1",
        "swapon, 1",
        "swapoff, 1",
        "df, 1"
    })
    void anUnknownOptionIsRefusedAsGetoptDoes(String program, int code) {
        assertThat(type(program + " --frobnicate /dev/sda"))
                .isEqualTo(new Result(
                        "",
                        program + ": unrecognized option '--frobnicate'\nTry '" + program
                                + " --help' for more information.\n",
                        code));
    }
}
