package org.applepie.domain.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.applepie.domain.disk.DeviceNames;
import org.junit.jupiter.api.Test;

class MountsTest {

    private static final DeviceNames NAMES =
            new DeviceNames(Map.of("8:6", "sda6"), Map.of("sda6", "sda6", "sdb1", "sdb1", "vg-home", "dm-1"));

    @Test
    void findsTheDeviceByNumberWhateverTheSourceIsCalled() {
        assertThat(one("26 1 8:6 / / rw,relatime shared:1 master:2 - ext4 /dev/root rw\n")
                        .sourceKernelName())
                .isEqualTo("sda6");
    }

    @Test
    void findsTheDeviceByNameWhereTheNumberIsNotADevices() {
        assertThat(one("26 1 0:40 / / rw - btrfs /dev/sdb1 rw\n").sourceKernelName())
                .isEqualTo("sdb1");
        assertThat(one("26 1 0:41 / /h rw - btrfs /dev/mapper/vg-home rw\n").sourceKernelName())
                .isEqualTo("dm-1");
        assertThat(one("26 1 0:42 / /run rw - tmpfs tmpfs rw\n").sourceKernelName())
                .isEmpty();
    }

    @Test
    void showsADirectoryMountedElsewhere() {
        assertThat(one("26 1 8:6 /srv/a\\040b /mnt/c\\134d rw - ext4 /dev/sda6 rw\n"))
                .extracting(Mount::source, Mount::mountPoint)
                .containsExactly("/dev/sda6[/srv/a b]", "/mnt/c\\d");
    }

    @Test
    void readOnlyEitherWayIsReadOnly() {
        assertThat(one("26 1 8:6 / / ro,noatime - ext4 /dev/sda6 rw,errors=remount-ro\n")
                        .options())
                .isEqualTo("ro,noatime,errors=remount-ro");
        assertThat(one("26 1 8:6 / / rw,noatime - ext4 /dev/sda6 ro\n").options())
                .isEqualTo("noatime,ro");
    }

    @Test
    void givesTheSameFiguresToAllMountsOfAFileSystem() {
        List<Mount> mounts = Mounts.parse(
                "26 1 8:6 / / rw - ext4 /dev/sda6 rw\n27 26 8:6 /x /y rw - ext4 /dev/sda6 rw\n",
                "1B-blocks Used Avail Inodes IUsed Mounted on\n  100   60    30     10     5 /\n    -    -     -      -     - /z\n",
                NAMES);
        assertThat(mounts).extracting(Mount::availableBytes).containsExactly(30L, 30L);
        assertThat(mounts.getFirst().inodesUsed()).isEqualTo(5);
    }

    @Test
    void withoutDfTheFiguresAreUnknown() {
        assertThat(one("26 1 8:6 / / rw - ext4 /dev/sda6 rw\n").sizeBytes()).isEqualTo(-1);
    }

    @Test
    void refusesALineOfAnotherForm() {
        assertThatThrownBy(() -> one("26 1 8:6 / / rw\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> one("26 1 8:6 / / rw - ext4\n")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsSwapOnPartitionsFilesAndVolumes() {
        assertThat(Swaps.parse("""
                        Filename				Type		Size		Used		Priority
                        /dev/sda6                               partition	131068		12		-2
                        /swap\\040file                           file		1024		0		-3
                        /dev/dm-9                               partition	4		0		-4
                        """, NAMES))
                .containsExactly(
                        new SwapArea("/dev/sda6", "sda6", 134213632, 12288),
                        new SwapArea("/swap file", "", 1048576, 0),
                        new SwapArea("/dev/dm-9", "dm-9", 4096, 0));
        assertThatThrownBy(() -> Swaps.parse("/dev/sda6 partition x y\n", NAMES))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Mount one(String line) {
        return Mounts.parse(line, "", NAMES).getFirst();
    }
}
