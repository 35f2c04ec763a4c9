package org.applepie.agent.simulated.files;

import static org.applepie.agent.simulated.files.SmallFiles.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What changes a tree, and what must not. */
class TreeTest {

    private final SmallFiles small = new SmallFiles();
    private final View files = small.files;

    @Test
    void aFileWithTwoNamesIsOneFileUntilBothAreGone() throws Exception {
        files.write("/a", "one");
        files.link("/a", "/b");
        assertThat(files.stat("/a").sameFile(files.stat("/b"))).isTrue();
        assertThat(files.stat("/a").links()).isEqualTo(2);
        files.write("/b", "two");
        assertThat(files.text("/a")).isEqualTo("two");

        long used = small.root.usedInodes();
        files.unlink("/a");
        assertThat(files.stat("/b").links()).isEqualTo(1);
        assertThat(small.root.usedInodes()).isEqualTo(used);
        files.unlink("/b");
        assertThat(small.root.usedInodes()).isEqualTo(used - 1);
    }

    @Test
    void whatCannotBeLinkedIsRefused() throws Exception {
        files.makeDirectory("/d", 0755);
        files.write("/f", "x");
        small.files.makeDirectory("/m", 0755);
        small.mount("/m", 1);
        refused(Errno.EPERM, () -> files.link("/d", "/e"));
        refused(Errno.EEXIST, () -> files.link("/f", "/d"));
        refused(Errno.EXDEV, () -> files.link("/f", "/m/f"));
        refused(Errno.ENOENT, () -> files.link("/nothing", "/e"));
    }

    @Test
    void aLinkToASymbolicLinkIsOneToItself() throws Exception {
        files.symlink("/nowhere", "/s");
        files.link("/s", "/t");
        assertThat(files.readLink("/t")).isEqualTo("/nowhere");
        assertThat(files.lstat("/t").links()).isEqualTo(2);
    }

    @Test
    void aFileThatIsOpenLivesOnWithoutAName() throws Exception {
        files.write("/f", "still here");
        OpenFile open = files.open("/f", Access.READ);
        long blocks = small.root.usedBlocks();
        files.unlink("/f");
        byte[] into = new byte[10];
        assertThat(open.readAt(0, into, 0, 10)).isEqualTo(10);
        assertThat(small.root.usedBlocks()).isEqualTo(blocks);
        open.close();
        assertThat(small.root.usedBlocks()).isEqualTo(blocks - 1);
    }

    @Test
    void directoriesCountTheirSubdirectoriesAndGoOnlyWhenEmpty() throws Exception {
        files.makeDirectories("/d/one/two");
        assertThat(files.stat("/d").links()).isEqualTo(3);
        refused(Errno.ENOTEMPTY, () -> files.removeDirectory("/d"));
        refused(Errno.EISDIR, () -> files.unlink("/d"));
        refused(Errno.EINVAL, () -> files.removeDirectory("/d/."));
        refused(Errno.ENOTEMPTY, () -> files.removeDirectory("/d/one/.."));
        files.removeDirectory("/d/one/two");
        files.removeDirectory("/d/one");
        assertThat(files.stat("/d").links()).isEqualTo(2);
        files.write("/f", "");
        refused(Errno.ENOTDIR, () -> files.removeDirectory("/f"));
    }

    @Test
    void nothingIsMadeInADirectoryThatIsGone() throws Exception {
        files.makeDirectory("/d", 0755);
        View inside = files.at("/d");
        files.removeDirectory("/d");
        refused(Errno.ENOENT, () -> inside.write("f", "x"));
        refused(Errno.ENOENT, () -> inside.makeDirectory("e", 0755));
    }

    @Test
    void renamesReplaceWhatMayBeReplaced() throws Exception {
        files.write("/a", "new");
        files.write("/b", "old");
        files.rename("/a", "/b");
        assertThat(files.text("/b")).isEqualTo("new");
        assertThat(files.exists("/a")).isFalse();

        files.makeDirectories("/d/e");
        files.makeDirectories("/full/x");
        refused(Errno.EINVAL, () -> files.rename("/d", "/d/e/f"));
        refused(Errno.ENOTEMPTY, () -> files.rename("/d", "/full"));
        refused(Errno.EISDIR, () -> files.rename("/b", "/d"));
        refused(Errno.ENOTDIR, () -> files.rename("/d", "/b"));
        refused(Errno.ENOENT, () -> files.rename("/nothing", "/c"));
        files.makeDirectory("/empty", 0755);
        files.rename("/d", "/empty");
        assertThat(files.list("/empty")).containsExactly("e");
        assertThat(files.stat("/").links()).isEqualTo(4);
    }

    @Test
    void twoNamesOfOneFileAreLeftAloneByARename() throws Exception {
        files.write("/a", "x");
        files.link("/a", "/b");
        files.rename("/a", "/b");
        assertThat(files.list("/")).containsExactly("a", "b");
    }

    @Test
    void aFullFileSystemTakesWhatFitsAndThenRefuses() throws Exception {
        OpenFile open = files.open("/big", Access.WRITE, Access.CREATE);
        byte[] bytes = new byte[200 * FileSystem.BLOCK];
        refused(Errno.ENOSPC, () -> open.write(bytes, 0, bytes.length));
        assertThat(open.size()).isEqualTo(99L * FileSystem.BLOCK);
        assertThat(small.root.usedBlocks()).isEqualTo(100);
        refused(Errno.ENOSPC, () -> files.makeDirectory("/d", 0755));
        open.truncate(FileSystem.BLOCK);
        files.makeDirectory("/d", 0755);
        assertThat(small.root.usedBlocks()).isEqualTo(3);
        open.close();
    }

    @Test
    void whatIsRefusedForWantOfInodesCostsNothing() throws Exception {
        for (int number = 0; small.root.usedInodes() < 50; number++) {
            files.write("/f" + number, "");
        }
        long blocks = small.root.usedBlocks();
        refused(Errno.ENOSPC, () -> files.write("/more", "x"));
        refused(Errno.ENOSPC, () -> files.symlink("x", "/more"));
        refused(Errno.ENOSPC, () -> files.makeDirectory("/more", 0755));
        assertThat(small.root.usedBlocks()).isEqualTo(blocks);
        files.unlink("/f0");
        files.makeDirectory("/more", 0755);
    }

    @Test
    void holesTakeNoRoomAndReadAsZeros() throws Exception {
        OpenFile open = files.open("/sparse", Access.READ, Access.WRITE, Access.CREATE);
        open.seek(50L * FileSystem.BLOCK);
        open.write(new byte[] {1}, 0, 1);
        assertThat(small.root.usedBlocks()).isEqualTo(2);
        assertThat(files.stat("/sparse").blocks()).isEqualTo(8);
        byte[] into = {9, 9};
        open.readAt(0, into, 0, 2);
        assertThat(into).containsExactly(0, 0);
        open.truncate(1);
        open.truncate(60L * FileSystem.BLOCK);
        byte[] there = {9};
        open.readAt(50L * FileSystem.BLOCK, there, 0, 1);
        assertThat(there).as("what was cut off does not come back").containsExactly(0);
        open.close();
    }

    @Test
    void aSnapshotGoesItsOwnWay() throws Exception {
        files.makeDirectory("/d", 0755);
        files.write("/d/f", "before");
        files.link("/d/f", "/d/g");
        FileSystem copy = small.root.snapshot();
        files.write("/d/f", "after");
        files.makeDirectory("/d/new", 0755);
        View other =
                new Namespace(copy, "x", new DeviceNumber(8, 2), java.util.List.of("rw"), () -> 0, Devices.NONE).view();
        assertThat(other.text("/d/g")).isEqualTo("before");
        assertThat(other.stat("/d/f").sameFile(other.stat("/d/g"))).isTrue();
        assertThat(other.exists("/d/new")).isFalse();
        other.write("/d/f", "other");
        assertThat(files.text("/d/g")).isEqualTo("after");
    }

    @Test
    void aFailingFileSystemRefusesEverythingUntilItIsMended() throws Exception {
        files.write("/f", "x");
        small.root.failWith(Errno.EIO);
        refused(Errno.EIO, () -> files.read("/f"));
        refused(Errno.EIO, () -> files.list("/"));
        refused(Errno.EIO, () -> files.write("/g", "x"));
        small.root.failWith(null);
        assertThat(files.text("/f")).isEqualTo("x");
    }
}
