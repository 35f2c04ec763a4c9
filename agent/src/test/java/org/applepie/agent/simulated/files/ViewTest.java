package org.applepie.agent.simulated.files;

import static org.applepie.agent.simulated.files.SmallFiles.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Paths, symbolic links, owners and modes. */
class ViewTest {

    private final SmallFiles small = new SmallFiles();
    private final View files = small.files;
    private final View alice = files.withUser(1000, 1000);

    @Test
    void pathsLeadThroughLinksAndDots() throws Exception {
        files.makeDirectories("/a/b");
        files.write("/a/b/f", "x");
        files.symlink("b/../b", "/a/link");
        files.symlink("/a", "/absolute");
        assertThat(files.text("/absolute/link//./f")).isEqualTo("x");
        assertThat(files.canonical("/absolute/link/f")).isEqualTo("/a/b/f");
        assertThat(files.canonical("/a/link/new")).isEqualTo("/a/b/new");
        assertThat(files.at("/absolute/link").workingDirectory()).isEqualTo("/a/b");
        assertThat(files.at("/a/b").text("../link/f")).isEqualTo("x");
        assertThat(files.text("/../../a/b/f")).isEqualTo("x");
    }

    @Test
    void linksThatLeadNowhereOrRoundAreRefused() throws Exception {
        files.symlink("nothing", "/dangling");
        files.symlink("two", "/one");
        files.symlink("one", "/two");
        files.write("/f", "x");
        refused(Errno.ENOENT, () -> files.read("/dangling"));
        refused(Errno.ELOOP, () -> files.read("/one"));
        refused(Errno.ENOTDIR, () -> files.read("/f/x"));
        refused(Errno.ENOTDIR, () -> files.stat("/f/"));
        refused(Errno.EINVAL, () -> files.readLink("/f"));
        refused(Errno.ENAMETOOLONG, () -> files.write("/" + "n".repeat(256), ""));
        refused(Errno.ENOENT, () -> files.stat(""));
        assertThat(files.lstat("/dangling").isSymlink()).isTrue();
        files.write("/dangling", "made");
        assertThat(files.text("/nothing")).isEqualTo("made");
    }

    @Test
    void newFilesGetOwnerUmaskAndTime() throws Exception {
        files.makeDirectory("/home", 0777);
        files.mode("/home", 0777);
        alice.withUmask(027).write("/home/f", "x");
        Stat stat = files.stat("/home/f");
        assertThat(stat.uid()).isEqualTo(1000);
        assertThat(stat.mode()).isEqualTo(0640);
        assertThat(stat.modifiedNanos()).isPositive();
        files.mode("/home", 02777);
        files.owner("/home", 0, 8);
        alice.makeDirectory("/home/group", 0755);
        assertThat(files.stat("/home/group").gid())
                .as("set-group-id of the directory")
                .isEqualTo(8);
        assertThat(files.stat("/home/group").mode() & 02000).isEqualTo(02000);
    }

    @Test
    void modesKeepOthersOutButNotRoot() throws Exception {
        files.makeDirectory("/secret", 0700);
        files.write("/secret/f", "x");
        files.write("/public", "x");
        refused(Errno.EACCES, () -> alice.read("/secret/f"));
        refused(Errno.EACCES, () -> alice.list("/secret"));
        refused(Errno.EACCES, () -> alice.write("/public", "y"));
        refused(Errno.EACCES, () -> alice.write("/new", "y"));
        refused(Errno.EACCES, () -> alice.at("/secret"));
        assertThat(alice.text("/public")).isEqualTo("x");
        assertThat(alice.may('r', "/public")).isTrue();
        assertThat(alice.may('w', "/public")).isFalse();
        assertThat(files.may('x', "/public")).as("nobody may").isFalse();
        files.mode("/secret/f", 0);
        assertThat(files.text("/secret/f")).isEqualTo("x");
    }

    @Test
    void onlyTheOwnerChangesAFileAndOnlyRootGivesItAway() throws Exception {
        files.write("/f", "x");
        files.owner("/f", 1000, 1000);
        alice.mode("/f", 0600);
        assertThat(files.stat("/f").mode()).isEqualTo(0600);
        refused(Errno.EPERM, () -> alice.withUser(1001, 1001).mode("/f", 0666));
        refused(Errno.EPERM, () -> alice.owner("/f", 0, 0));
        alice.owner("/f", 1000, 1000);
    }

    @Test
    void inAStickyDirectoryEverybodyRemovesHisOwn() throws Exception {
        files.makeDirectory("/tmp", 0777);
        files.mode("/tmp", 01777);
        files.write("/tmp/roots", "x");
        alice.write("/tmp/hers", "x");
        refused(Errno.EPERM, () -> alice.unlink("/tmp/roots"));
        refused(Errno.EPERM, () -> alice.rename("/tmp/roots", "/tmp/mine"));
        alice.unlink("/tmp/hers");
        alice.write("/tmp/hers", "x");
        files.unlink("/tmp/hers");
    }

    @Test
    void exclusiveCreationAndNoFollow() throws Exception {
        files.write("/f", "x");
        files.symlink("/f", "/link");
        refused(Errno.EEXIST, () -> files.open("/f", Access.WRITE, Access.CREATE, Access.EXCLUSIVE));
        refused(Errno.ELOOP, () -> files.open("/link", Access.READ, Access.NO_FOLLOW));
        refused(Errno.EISDIR, () -> files.open("/", Access.WRITE));
    }

    @Test
    void attributesBelongToTheFile() throws Exception {
        files.write("/f", "x");
        files.link("/f", "/g");
        files.attribute("/f", "user.note", "hello");
        assertThat(files.attributes("/g")).containsEntry("user.note", "hello");
        files.attribute("/g", "user.note", null);
        assertThat(files.attributes("/f")).isEmpty();
    }

    @Test
    void aChangedRootIsTheTopOfEverything() throws Exception {
        files.makeDirectories("/jail/etc");
        files.write("/jail/etc/f", "inside");
        files.symlink("/etc/f", "/jail/link");
        View jailed = files.rootedAt("/jail").at("/");
        assertThat(jailed.text("/link")).isEqualTo("inside");
        assertThat(jailed.text("/../../etc/f")).isEqualTo("inside");
        assertThat(jailed.workingDirectory()).isEqualTo("/");
    }

    @Test
    void theDeadChangeNothing() throws Exception {
        View dead = files.withProcess(7, () -> {
            throw new IllegalStateException("dead");
        });
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> dead.write("/f", "x"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(files.exists("/f")).isFalse();
    }
}
