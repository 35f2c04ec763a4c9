package org.applepie.agent.simulated.files;

import static org.applepie.agent.simulated.files.SmallFiles.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Mounts over mounts, binds, and what keeps them busy. */
class NamespaceTest {

    private final SmallFiles small = new SmallFiles();
    private final View files = small.files;
    private final Namespace namespace = small.namespace;

    @Test
    void aMountCoversWhatIsBelowAndGivesItBack() throws Exception {
        files.makeDirectory("/m", 0755);
        files.write("/m/below", "x");
        FileSystem other = small.mount("/m", 1);
        assertThat(files.list("/m")).isEmpty();
        files.write("/m/above", "y");
        assertThat(files.fileSystem("/m/above")).isSameAs(other);
        assertThat(files.stat("/m").device()).isEqualTo(new DeviceNumber(8, 17));
        assertThat(files.canonical("/m/..")).isEqualTo("/");
        namespace.unmount(files, "/m", false);
        assertThat(files.list("/m")).containsExactly("below");
        refused(Errno.EINVAL, () -> namespace.unmount(files, "/m", false));
    }

    @Test
    void theLastOfSeveralMountsIsSeen() throws Exception {
        files.makeDirectory("/m", 0755);
        small.mount("/m", 1);
        files.write("/m/first", "");
        small.mount("/m", 2);
        assertThat(files.list("/m")).isEmpty();
        namespace.unmount(files, "/m", false);
        assertThat(files.list("/m")).containsExactly("first");
    }

    @Test
    void onlyDirectoriesAreMountedOn() throws Exception {
        files.write("/f", "");
        refused(Errno.ENOTDIR, () -> small.mount("/f", 1));
        refused(Errno.ENOENT, () -> small.mount("/nothing", 1));
    }

    @Test
    void whatIsInUseStaysUnlessItIsLetGoLazily() throws Exception {
        files.makeDirectory("/m", 0755);
        small.mount("/m", 1);
        files.write("/m/f", "x");
        OpenFile open = files.open("/m/f", Access.READ);
        refused(Errno.EBUSY, () -> namespace.unmount(files, "/m", false));
        open.close();
        files.makeDirectory("/m/deeper", 0755);
        small.mount("/m/deeper", 2);
        refused(Errno.EBUSY, () -> namespace.unmount(files, "/m", false));
        namespace.unmount(files, "/m", true);
        assertThat(files.list("/m")).isEmpty();
        assertThat(namespace.mounts(files)).hasSize(1);
        refused(Errno.EBUSY, () -> namespace.unmount(files, "/", false));
    }

    @Test
    void aWorkingDirectoryKeepsAMountBusy() throws Exception {
        files.makeDirectory("/m", 0755);
        small.mount("/m", 1);
        View inside = files.at("/m");
        namespace.users(() -> List.of(inside));
        refused(Errno.EBUSY, () -> namespace.unmount(files, "/m", false));
    }

    @Test
    void aBindShowsWhatMountsHideAndCanBeReadOnlyByItself() throws Exception {
        files.makeDirectory("/m", 0755);
        files.makeDirectory("/source", 0755);
        files.write("/m/below", "x");
        small.mount("/m", 1);
        namespace.bind(files, "/", "/source", false);
        assertThat(files.list("/source/m")).as("without what is mounted below").containsExactly("below");
        namespace.remount(files, "/source", List.of("ro"));
        refused(Errno.EROFS, () -> files.write("/source/m/below", "y"));
        refused(Errno.EROFS, () -> files.makeDirectory("/source/x", 0755));
        refused(Errno.EROFS, () -> files.mode("/source/m/below", 0600));
        files.write("/new", "still writable here");
        assertThat(files.text("/source/new")).isEqualTo("still writable here");
        refused(Errno.EXDEV, () -> files.link("/new", "/source/other"));
        refused(Errno.EXDEV, () -> files.rename("/new", "/source/other"));
    }

    @Test
    void aRecursiveBindTakesMountsAlong() throws Exception {
        files.makeDirectory("/m", 0755);
        files.makeDirectory("/copy", 0755);
        small.mount("/m", 1);
        files.write("/m/f", "x");
        namespace.bind(files, "/", "/copy", true);
        assertThat(files.text("/copy/m/f")).isEqualTo("x");
        refused(Errno.EBUSY, () -> namespace.unmount(files, "/copy", false));
        namespace.unmount(files, "/copy/m", false);
        namespace.unmount(files, "/copy", false);
        assertThat(files.text("/m/f")).isEqualTo("x");
    }

    @Test
    void slavesFollowAndAreNotFollowed() throws Exception {
        files.makeDirectory("/dev", 0755);
        files.makeDirectory("/copy", 0755);
        small.mount("/dev", 1);
        namespace.propagate(files, "/dev", Propagation.SHARED, false);
        namespace.bind(files, "/dev", "/copy", true);
        namespace.propagate(files, "/copy", Propagation.SLAVE, true);
        files.makeDirectory("/dev/pts", 0755);
        small.mount("/dev/pts", 2);
        files.write("/dev/pts/0", "tty");
        assertThat(files.text("/copy/pts/0")).isEqualTo("tty");
        namespace.unmount(files, "/copy/pts", false);
        assertThat(files.text("/dev/pts/0"))
                .as("an unmount in a slave reaches nobody")
                .isEqualTo("tty");
    }

    @Test
    void mountsAreListedAsTheyAreSeenFromARoot() throws Exception {
        files.makeDirectories("/copy/boot");
        small.mount("/copy", 1);
        files.makeDirectory("/copy/boot", 0755);
        small.mount("/copy/boot", 2);
        assertThat(namespace.mounts(files))
                .extracting(MountEntry::point, MountEntry::source)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("/", "/dev/sda1"),
                        org.assertj.core.groups.Tuple.tuple("/copy", "/dev/sdb1"),
                        org.assertj.core.groups.Tuple.tuple("/copy/boot", "/dev/sdb2"));
        assertThat(namespace.mounts(files.rootedAt("/copy")))
                .extracting(MountEntry::point)
                .containsExactly("/", "/boot");
    }

    @Test
    void aFileSystemThatIsReadOnlyIsSoEverywhere() throws Exception {
        files.makeDirectory("/m", 0755);
        FileSystem other = small.mount("/m", 1);
        other.readOnly(true);
        refused(Errno.EROFS, () -> files.write("/m/f", "x"));
        other.readOnly(false);
        files.write("/m/f", "x");
        other.readOnly(true);
        refused(Errno.EROFS, () -> files.open("/m/f", Access.WRITE));
        refused(Errno.EROFS, () -> files.unlink("/m/f"));
    }
}
