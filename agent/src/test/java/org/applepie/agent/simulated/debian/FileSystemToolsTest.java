package org.applepie.agent.simulated.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.applepie.agent.simulated.debian.Typist.Result;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.TreeDigest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** mkfs.ext4, mkswap and what looks at or renames what they made. */
class FileSystemToolsTest {

    private static final String UUID = "b54b1904-91b3-4a5d-9a17-15fff3e147a1";

    private Partitioned at;

    @BeforeEach
    void partitioned() throws Exception {
        at = new Partitioned();
        at.type(
                "mdadm --create /dev/md0 --run --level=1 --raid-devices=2 --metadata=1.2 --bitmap=internal /dev/sdb1 missing");
        at.nodes();
    }

    private Content md0() throws Exception {
        return at.server.arrays().orElseThrow().array(0).orElseThrow().content();
    }

    @Test
    void sizesAreThoseThatDebianHas() {
        // as df showed them on the server that the readings were taken from
        Ext4Layout boot = Ext4Layout.of(162816, Optional.of(40960L));
        assertThat((boot.blocks() - boot.overhead()) * boot.blockSize()).isEqualTo(150_410_240);
        assertThat(boot.inodes()).isEqualTo(40960);
        Ext4Layout root = Ext4Layout.of(1797120, Optional.of(112448L));
        assertThat((root.blocks() - root.overhead()) * root.blockSize()).isEqualTo(1_772_363_776);
        assertThat(root.inodes()).isEqualTo(112448);
    }

    @Test
    void makesExt4QuietlyAsTheRunbookDoes() throws Exception {
        assertThat(at.type("mkfs.ext4 -q -I 256 -U " + UUID + " -N 40960 /dev/md0"))
                .isEqualTo(new Result("", "", 0));

        assertThat(md0()).isInstanceOfSatisfying(Content.Files.class, files -> {
            assertThat(files.type()).isEqualTo("ext4");
            assertThat(files.uuid()).hasToString(UUID);
            assertThat(files.tree().format().inodes()).isEqualTo(40960);
            assertThat(TreeDigest.view(files.tree()).exists("/lost+found")).isTrue();
        });
    }

    @Test
    void tellsWhatItMakes() {
        Result result = at.type("mkfs.ext4 -U " + UUID + " -N 40960 -L boot /dev/md0");
        assertThat(result.err()).isEqualTo("mke2fs 1.47.0 (5-Feb-2023)\n");
        assertThat(result.out())
                .startsWith("Creating filesystem with 162816 1k blocks and 40960 inodes\nFilesystem UUID: " + UUID
                        + "\nSuperblock backups stored on blocks: \n\t8193, 24577, 40961, 57345, 73729\n\n")
                .contains("Creating journal (4096 blocks): done\n");
        assertThat(at.type("e2label /dev/md0").out()).isEqualTo("boot\n");
    }

    @Test
    void refusesWhatIsInUseOrMakesNoSense() {
        assertThat(at.type("mkfs.ext4 -q /dev/sda6"))
                .isEqualTo(new Result("", "/dev/sda6 is mounted; will not make a filesystem here!\n", 1));
        assertThat(at.type("mkfs.ext4 -q /dev/sdb1"))
                .isEqualTo(new Result(
                        "", "/dev/sdb1 is apparently in use by the system; will not make a filesystem here!\n", 1));
        assertThat(at.type("mkfs.ext4 -q /dev/nothing"))
                .isEqualTo(new Result("", "The file /dev/nothing does not exist and no size was specified.\n", 1));
        assertThat(at.type("mkfs.ext4 -q -U nonsense /dev/md0").err())
                .isEqualTo("/dev/md0: could not parse UUID: nonsense\n\n");
        assertThat(at.type("mkfs.ext4 -q -N many /dev/md0").code()).isEqualTo(1);
        assertThat(at.type("mkfs.ext4 -q -I 128 /dev/md0").code()).isEqualTo(1);
        assertThat(at.type("mkfs.ext4 -q -Z /dev/md0").err()).startsWith("mkfs.ext4: invalid option -- 'Z'\nUsage: ");
        assertThat(at.type("mkswap /dev/md0").code()).isZero();
    }

    @Test
    void makesSwap() throws Exception {
        assertThat(at.type("mkswap --uuid " + UUID + " /dev/md0"))
                .isEqualTo(new Result(
                        "Setting up swapspace version 1, size = 159 MiB (166719488 bytes)\nno label, UUID=" + UUID
                                + "\n",
                        "",
                        0));
        assertThat(md0()).isEqualTo(new Content.Swap(java.util.UUID.fromString(UUID), 162816));
        assertThat(at.type("mkswap -L spare --uuid " + UUID + " /dev/md0"))
                .isEqualTo(new Result(
                        "Setting up swapspace version 1, size = 159 MiB (166719488 bytes)\nLABEL=spare, UUID=" + UUID
                                + "\n",
                        "mkswap: /dev/md0: warning: wiping old swap signature.\n",
                        0));
        assertThat(at.type("mkswap --uuid nonsense /dev/md0").err()).isEqualTo("mkswap: error: parsing UUID failed\n");
        assertThat(at.type("mkswap /dev/sdb1").err())
                .isEqualTo("mkswap: cannot open /dev/sdb1: Device or resource busy\n");
        assertThat(at.type("mkswap --check /dev/md0").code()).isEqualTo(1);
    }

    @Test
    void labelsAndUuidsAreChangedInPlace() throws Exception {
        at.type("mkfs.ext4 -q -U " + UUID + " /dev/md0");
        Content before = md0();
        assertThat(at.type("tune2fs -L boot /dev/md0")).isEqualTo(new Result("tune2fs 1.47.0 (5-Feb-2023)\n", "", 0));
        assertThat(((Content.Files) md0()).label()).isEqualTo("boot");
        assertThat(((Content.Files) md0()).tree()).isSameAs(((Content.Files) before).tree());
        assertThat(at.type("tune2fs -l /dev/md0").out())
                .contains("Filesystem volume name:   boot\n", "Block count:              162816\n");
        assertThat(at.type("dumpe2fs -h /dev/md0").out()).contains("Filesystem UUID:          " + UUID + "\n");
        assertThat(at.type("tune2fs -L x /dev/sdb5").err())
                .isEqualTo("tune2fs: Bad magic number in super-block while trying to open /dev/sdb5\n"
                        + "Couldn't find valid filesystem superblock.\n");
        assertThat(at.type("tune2fs -L 12345678901234567 /dev/md0").err())
                .isEqualTo("Warning: label too long, truncating.\n");
    }

    @Test
    void debugfsReadsWithoutAMount() throws Exception {
        at.type("mkfs.ext4 -q /dev/md0");
        View view = TreeDigest.view(((Content.Files) md0()).tree());
        view.makeDirectories("/etc");
        view.write("/etc/fstab", "UUID=1 / ext4 defaults 0 1\n");
        assertThat(at.type("debugfs -R 'cat /etc/fstab' /dev/md0"))
                .isEqualTo(new Result("UUID=1 / ext4 defaults 0 1\n", "debugfs 1.47.0 (5-Feb-2023)\n", 0));
        assertThat(at.type("debugfs -R 'cat /etc/nothing' /dev/md0"))
                .isEqualTo(new Result(
                        "", "debugfs 1.47.0 (5-Feb-2023)\n/etc/nothing: File not found by ext2_lookup \n", 0));
        assertThat(at.type("debugfs -R 'cat /etc/fstab' /dev/sdb5").err()).endsWith("cat: Filesystem not open\n");
    }

    @Test
    void checksFindFileSystemsCleanOrNone() {
        at.type("mkfs.ext4 -q -N 40960 -L boot /dev/md0");
        assertThat(at.type("fsck.ext4 -p /dev/md0"))
                .isEqualTo(new Result("boot: clean, 12/40960 files, 15939/162816 blocks\n", "", 0));
        assertThat(at.type("e2fsck -f -n /dev/md0").out())
                .startsWith("Pass 1: ")
                .endsWith("blocks\n");
        assertThat(at.type("fsck.ext4 -p /dev/sda6").code()).isEqualTo(8);
        assertThat(at.type("fsck.ext4 -p /dev/sdb5").code()).isEqualTo(8);
    }
}
