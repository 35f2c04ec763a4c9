package org.applepie.agent.simulated.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.applepie.agent.simulated.debian.Typist.Result;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.files.Format;
import org.applepie.agent.simulated.files.View;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies and comparisons with the very commands of the runbook. */
class CopyToolsTest {

    private static final String COPY = "cp -a --one-file-system /srv/source/. /srv/copy/";
    private static final String AGAIN =
            "rsync -aHAXS --delete-excluded --numeric-ids --delete --exclude=/own/ /srv/source/ /srv/copy/";
    private static final String COMPARE =
            "rsync -aHAXnc --itemize-changes --numeric-ids --delete --exclude=/own/ /srv/source/ /srv/copy/";

    private Partitioned at;
    private View files;

    @BeforeEach
    void tree() throws Exception {
        at = new Partitioned();
        files = at.server.files().orElseThrow();
        files.makeDirectories("/srv/source/sub/deep");
        files.makeDirectories("/srv/source/own");
        files.makeDirectories("/srv/copy");
        files.write("/srv/source/file", "hello\n");
        files.mode("/srv/source/file", 04755);
        files.owner("/srv/source/file", 8, 12);
        files.modified("/srv/source/file", 1_700_000_000_123_456_789L);
        files.link("/srv/source/file", "/srv/source/sub/other");
        files.symlink("../nowhere", "/srv/source/sub/link");
        files.makeNode("/srv/source/sub/node", FileType.CHARACTER_DEVICE, new DeviceNumber(1, 3), 0600);
        files.makeNode("/srv/source/sub/socket", FileType.SOCKET, new DeviceNumber(0, 0), 0777);
        files.write("/srv/source/sub/deep/x", "x");
        files.attribute("/srv/source/sub/deep/x", "user.note", "kept");
        files.write("/srv/source/own/run", "mine");
        at.type("truncate -s 1M /srv/source/sub/sparse");
        files.modified("/srv/source/sub/deep", 1_600_000_000_000_000_001L);
    }

    private String listed(String tree) {
        Result result = at.type("find " + tree + " -mindepth 1 -path " + tree + "/own -prune -o -type d"
                + " -printf '%P d %m %U %G %T@\\0' -o -type f -printf '%P f %m %U %G %n %s %T@\\0'"
                + " -o -printf '%P %y %m %U %G %n %l %T@\\0' >/tmp/list; sort --zero-terminated --output=/tmp/sorted"
                + " /tmp/list; tr '\\0' '\\n' </tmp/sorted");
        assertThat(result.err()).isEmpty();
        return result.out();
    }

    // Where copies go there is another file system, of so many blocks.
    private void mountSmall(int blocks) throws Exception {
        FileSystem small = new FileSystem(new Format("ext4", "", "", blocks, 100));
        files.namespace().mount(files, "/srv/copy", small, "/dev/x", new DeviceNumber(8, 99), List.of("rw"));
    }

    @Test
    void listsAreToldToTheNanosecond() {
        assertThat(listed("/srv/source"))
                .contains("file f 4755 8 12 2 6 1700000000.1234567890\n")
                .contains("sub/deep d 755 0 0 1600000000.0000000010\n")
                .contains("sub/node c 600 0 0 1  ")
                .contains("sub/link l 777 0 0 1 ../nowhere ")
                .doesNotContain("own");
    }

    @Test
    void cpKeepsEverything() throws Exception {
        assertThat(at.type(COPY)).isEqualTo(new Result("", "", 0));

        assertThat(listed("/srv/copy")).isEqualTo(listed("/srv/source"));
        assertThat(files.stat("/srv/copy/file").inode())
                .isEqualTo(files.stat("/srv/copy/sub/other").inode());
        assertThat(files.stat("/srv/copy/sub/sparse").blocks()).isZero();
        assertThat(files.attributes("/srv/copy/sub/deep/x")).containsEntry("user.note", "kept");
        assertThat(at.type(COMPARE)).as("what is excluded is left alone").isEqualTo(new Result("", "", 0));
    }

    @Test
    void cpTellsWhatItCannotCopyAndGoesOn() throws Exception {
        mountSmall(4);
        at.type("rm -r /srv/source/sub; dd if=/dev/zero of=/srv/source/big bs=4096 count=9; echo z >/srv/source/z");
        Result result = at.type(COPY);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("cp: error writing '/srv/copy/./big': No space left on device\n")
                .contains("cp: error writing '/srv/copy/./z': No space left on device\n");
    }

    @Test
    void cpStaysOnOneFileSystem() throws Exception {
        FileSystem other = new FileSystem(Format.of("tmpfs"));
        files.namespace().mount(files, "/srv/source/own", other, "tmpfs", new DeviceNumber(0, 77), List.of("rw"));
        files.write("/srv/source/own/elsewhere", "x");
        assertThat(at.type(COPY).code()).isZero();
        assertThat(files.exists("/srv/copy/own")).isTrue();
        assertThat(files.exists("/srv/copy/own/elsewhere")).isFalse();
    }

    @Test
    void rsyncCopiesAndThenFindsNothingToDo() {
        assertThat(at.type(AGAIN)).isEqualTo(new Result("", "", 0));
        assertThat(listed("/srv/copy")).isEqualTo(listed("/srv/source"));
        assertThat(files.exists("/srv/copy/own")).isFalse();
        assertThat(at.type(COMPARE)).isEqualTo(new Result("", "", 0));
    }

    @Test
    void rsyncBringsACopyUpToDate() {
        at.type(COPY);
        at.seconds(5);
        at.type(
                "echo more >>/srv/source/file; rm /srv/source/sub/link; mkdir /srv/source/new; echo n >/srv/source/new/n;"
                        + " chmod 0700 /srv/source/sub/deep; echo gone >/srv/copy/sub/gone");
        assertThat(at.type(AGAIN)).isEqualTo(new Result("", "", 0));
        assertThat(listed("/srv/copy")).isEqualTo(listed("/srv/source"));
        assertThat(files.exists("/srv/copy/own")).as("excluded, and so deleted").isFalse();
        assertThat(at.type(COMPARE)).isEqualTo(new Result("", "", 0));
    }

    @Test
    void everyDifferenceIsItemized() throws Exception {
        at.type(AGAIN);
        files.write("/srv/copy/file", "HELLO\n");
        files.modified("/srv/copy/file", 1_700_000_000_123_456_789L);
        files.mode("/srv/copy/sub/deep", 0700);
        files.owner("/srv/copy/sub/deep/x", 1, 2);
        files.attribute("/srv/copy/sub/deep/x", "user.note", "other");
        files.unlink("/srv/copy/sub/link");
        files.symlink("elsewhere", "/srv/copy/sub/link");
        files.unlink("/srv/copy/sub/node");
        files.makeDirectories("/srv/copy/extra/inside");
        files.write("/srv/copy/extra/a", "a");
        files.modified("/srv/copy/sub", files.lstat("/srv/source/sub").modifiedNanos());
        files.modified("/srv/copy/sub/link", files.lstat("/srv/source/sub/link").modifiedNanos());
        files.modified("/srv/copy", files.lstat("/srv/source").modifiedNanos());

        assertThat(at.type(COMPARE)).isEqualTo(new Result("""
                        *deleting   extra/inside/
                        *deleting   extra/a
                        *deleting   extra/
                        >fc........ file
                        cLc........ sub/link -> ../nowhere
                        cD+++++++++ sub/node
                        .d...p..... sub/deep/
                        .f....og..x sub/deep/x
                        """, "", 0));
        assertThat(files.exists("/srv/copy/extra")).as("it only looks").isTrue();
    }

    @Test
    void brokenHardLinksAreItemized() throws Exception {
        at.type(AGAIN);
        files.unlink("/srv/copy/sub/other");
        files.write("/srv/copy/sub/other", "hello\n");
        files.mode("/srv/copy/sub/other", 04755);
        files.owner("/srv/copy/sub/other", 8, 12);
        files.modified("/srv/copy/sub/other", 1_700_000_000_123_456_789L);
        files.modified("/srv/copy/sub", files.lstat("/srv/source/sub").modifiedNanos());
        assertThat(at.type(COMPARE).out()).isEqualTo("hf          sub/other => file\n");
    }

    @Test
    void newThingsAreItemized() {
        Result result = at.type(COMPARE);
        assertThat(result.out())
                .contains(">f+++++++++ file\n", "cd+++++++++ sub/\n", "hf+++++++++ sub/other => file\n")
                .contains("cL+++++++++ sub/link -> ../nowhere\n", "cS+++++++++ sub/socket\n")
                .doesNotContain("own");
        assertThat(files.exists("/srv/copy/file")).isFalse();
    }

    @Test
    void aFullTargetEndsRsync() throws Exception {
        mountSmall(3);
        at.type("dd if=/dev/urandom of=/srv/source/a bs=4096 count=9");
        Result result = at.type(AGAIN);
        assertThat(result.code()).isEqualTo(11);
        assertThat(result.err())
                .contains("No space left on device (28)\n")
                .contains("rsync error: error in file IO (code 11)");
    }

    @Test
    void unknownOptionsAreRefused() {
        assertThat(at.type("rsync -aQ /srv/source/ /srv/copy/"))
                .isEqualTo(new Result(
                        "",
                        "rsync: -Q: unknown option\n"
                                + "rsync error: syntax or usage error (code 1) at main.c(1785) [client=3.5.0]\n",
                        1));
        assertThat(at.type("rsync -a --bwlimit=5 /srv/source/ /srv/copy/").err())
                .startsWith("rsync: --bwlimit: unknown option\n");
        assertThat(at.type("cp --reflink=auto /srv/source/file /tmp/x").err())
                .startsWith("cp: unrecognized option '--reflink'\n");
        assertThat(at.type("sync --nonsense").code()).isEqualTo(1);
    }

    @Test
    void theSmallToolsKnowTheirLongNames() {
        assertThat(at.type("sync --file-system /srv").code()).isZero();
        assertThat(at.type("mkdir --parents --mode=0700 /srv/a/b && stat --format=%a /srv/a/b")
                        .out())
                .isEqualTo("700\n");
        assertThat(at.type("cd /srv/source && sha256sum file >/tmp/sums && sha256sum --check --quiet /tmp/sums"))
                .isEqualTo(new Result("", "", 0));
        assertThat(at.type("printf 'b\\na\\n' | sort --reverse").out()).isEqualTo("b\na\n");
        assertThat(at.type("echo ab >/tmp/1; echo ac >/tmp/2; cmp --silent /tmp/1 /tmp/2")
                        .code())
                .isEqualTo(1);
        assertThat(at.type("printf 'hello world' | base64 --wrap=8").out()).isEqualTo("aGVsbG8g\nd29ybGQ=\n");
        assertThat(at.type("printf 'aGVsbG8g\\nd29ybGQ=\\n' | base64 --decode").out())
                .isEqualTo("hello world");
        assertThat(at.type("printf '*' | base64 -d")).isEqualTo(new Result("", "base64: invalid input\n", 1));
        assertThat(at.type("truncate --size=+3 /tmp/1; stat -c %s /tmp/1").out())
                .isEqualTo("6\n");
        assertThat(at.type("stat -c %y /srv/source/file").out()).isEqualTo("2023-11-14 22:13:20.123456789 +0000\n");
    }

    @Test
    void listsAndAttributesAreShownAndCopied() {
        at.type("setfacl -m u:8:rw /srv/source/sub/deep/x");
        assertThat(at.type("getfacl -p /srv/source/sub/deep/x").out()).isEqualTo("""
                        # file: /srv/source/sub/deep/x
                        # owner: root
                        # group: root
                        user::rw-
                        user:8:rw-
                        group::r--
                        mask::rw-
                        other::r--

                        """);
        assertThat(at.type("getfacl /srv/source/own"))
                .isEqualTo(new Result(
                        "# file: srv/source/own\n# owner: root\n# group: root\nuser::rwx\ngroup::r-x\nother::r-x\n\n",
                        "getfacl: Removing leading '/' from absolute path names\n",
                        0));
        at.type(AGAIN);
        assertThat(at.type(COMPARE)).isEqualTo(new Result("", "", 0));
        at.type("setfacl -b /srv/copy/sub/deep/x; setfattr -n user.note -v changed /srv/copy/sub/deep/x");
        assertThat(at.type(COMPARE).out()).isEqualTo(".f...p...ax sub/deep/x\n");
        assertThat(at.type("getfattr -d --absolute-names /srv/copy/sub/deep/x").out())
                .isEqualTo("# file: /srv/copy/sub/deep/x\nuser.note=\"changed\"\n\n");
        assertThat(at.type("getfattr -n user.none /srv/copy/file"))
                .isEqualTo(new Result("", "getfattr: /srv/copy/file: user.none: No such attribute\n", 1));
        assertThat(at.type("setfattr -x user.note /srv/copy/sub/deep/x").code()).isZero();
        assertThat(at.type("getfattr -d -m - /srv/copy/sub/deep/x")).isEqualTo(new Result("", "", 0));
    }
}
