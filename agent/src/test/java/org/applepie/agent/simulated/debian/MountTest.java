package org.applepie.agent.simulated.debian;

import static org.assertj.core.api.Assertions.assertThat;

import org.applepie.agent.simulated.debian.Typist.Result;
import org.junit.jupiter.api.Test;

/** mount, umount and what they leave in /proc/self/mountinfo, as on Linux 6.1 with util-linux 2.38.1. */
class MountTest {

    private static final String HINT = "       dmesg(1) may have more information after failed mount system call.\n";

    private final Typist typist = Typist.atNewMachine();

    private Result type(String line) {
        return typist.type(line);
    }

    private String mounts() {
        return type("cut -d ' ' -f 5 /proc/self/mountinfo").out();
    }

    @Test
    void aBindShowsWhatLiesBelowMountPointsAndCanBeReadOnlyAlone() {
        type("mkdir -p /run/applepie/source; mount --bind / /run/applepie/source");
        assertThat(type("mount -o remount,bind,ro /run/applepie/source; touch /run/applepie/source/x"))
                .isEqualTo(new Result("", "touch: cannot touch '/run/applepie/source/x': Read-only file system\n", 1));
        assertThat(type("touch /x; ls /run/applepie/source/boot")).isEqualTo(new Result("", "", 0));
        assertThat(type("grep applepie /proc/self/mountinfo").out())
                .matches("[0-9]+ [0-9]+ 8:6 / /run/applepie/source ro,relatime shared:1 - ext4 /dev/sda6"
                        + " rw,errors=remount-ro\n");
        assertThat(type("umount /run/applepie/source; umount /run/applepie/source"))
                .isEqualTo(new Result("", "umount: /run/applepie/source: not mounted.\n", 32));
    }

    @Test
    void slavesAreUnmountedWithoutTheirMasters() {
        String before = mounts();
        type("mkdir -p /mnt/dev /mnt/run; mount -t tmpfs none /mnt; mkdir /mnt/dev /mnt/run");
        type("for d in dev run; do mount --rbind /$d /mnt/$d; mount --make-rslave /mnt/$d; done");
        assertThat(type("grep ' /mnt/dev/pts ' /proc/self/mountinfo").out())
                .matches("[0-9]+ [0-9]+ 0:21 / /mnt/dev/pts rw,nosuid,noexec,relatime master:[0-9]+ - devpts devpts"
                        + " rw,gid=5,mode=620,ptmxmode=000\n");
        assertThat(type("umount --recursive /mnt")).isEqualTo(new Result("", "", 0));
        assertThat(mounts()).isEqualTo(before);
    }

    @Test
    void sharedBindsTakeTheirPeersWithThem() {
        type("mount -t tmpfs none /mnt; mkdir /mnt/dev; mount --rbind /dev /mnt/dev");
        type("umount --recursive /mnt/dev");
        assertThat(mounts()).contains("/dev\n").doesNotContain("/dev/pts\n");
    }

    @Test
    void whatIsMountedLaterReachesSlavesButNotBack() {
        type("mount -t tmpfs none /mnt; mkdir /mnt/run; mount --rbind /run /mnt/run; mount --make-rslave /mnt/run");
        type("mkdir /run/new; mount -t tmpfs none /run/new; mkdir /mnt/run/other; mount -t tmpfs none /mnt/run/other");
        assertThat(mounts())
                .contains("/mnt/run/new\n")
                .contains("/mnt/run/other\n")
                .doesNotContain("\n/run/other\n");
    }

    @Test
    void refusalsAreToldAsMountTellsThem() {
        assertThat(type("mount /nowhere").err()).isEqualTo("mount: /nowhere: can't find in /etc/fstab.\n");
        assertThat(type("mount /dev/sda1 /nowhere"))
                .isEqualTo(new Result("", "mount: /nowhere: mount point does not exist.\n" + HINT, 32));
        assertThat(type("mount /dev/sdz /mnt").err())
                .isEqualTo("mount: /mnt: special device /dev/sdz does not exist.\n" + HINT);
        assertThat(type("mount /dev/sda5 /mnt").err())
                .isEqualTo("mount: /mnt: unknown filesystem type 'swap'.\n" + HINT);
        assertThat(type("mount -t ext4 /dev/sdb /mnt").err())
                .isEqualTo(
                        "mount: /mnt: wrong fs type, bad option, bad superblock on /dev/sdb, missing codepage or helper"
                                + " program, or other error.\n" + HINT);
        assertThat(type("mount UUID=abc /mnt")).isEqualTo(new Result("", "mount: /mnt: can't find UUID=abc.\n", 1));
        assertThat(type("mount /dev/sda1 /boot").err())
                .isEqualTo("mount: /boot: /dev/sda1 already mounted on /boot.\n" + HINT);
        assertThat(type("mount --make-rslave /tmp").err())
                .isEqualTo("mount: /tmp: not mount point or bad option.\n" + HINT);
        assertThat(type("umount --recursive /tmp")).isEqualTo(new Result("", "umount: /tmp: not mounted\n", 1));
        assertThat(type("umount /nowhere"))
                .isEqualTo(new Result("", "umount: /nowhere: no mount point specified.\n", 32));
        assertThat(type("cd /boot && umount /boot")).isEqualTo(new Result("", "umount: /boot: target is busy.\n", 32));
    }

    @Test
    void fstabIsEnoughForAMountPoint() {
        assertThat(type("umount /boot; mountpoint /boot; mount /boot; mountpoint /boot")
                        .out())
                .isEqualTo("/boot is not a mountpoint\n/boot is a mountpoint\n");
        assertThat(type("findmnt -no SOURCE,FSTYPE,OPTIONS /").out())
                .isEqualTo("/dev/sda6 ext4   rw,relatime,errors=remount-ro\n");
        assertThat(type("umount /dev/sda1; mount -a; findmnt -rno SOURCE /boot").out())
                .isEqualTo("/dev/sda1\n");
    }

    @Test
    void aFileSystemCanBeMadeReadOnlyAndBack() {
        assertThat(type("mount -o remount,ro /boot; touch /boot/x").err())
                .isEqualTo("touch: cannot touch '/boot/x': Read-only file system\n");
        assertThat(type("grep ' /boot ' /proc/self/mounts").out()).isEqualTo("/dev/sda1 /boot ext4 ro,relatime 0 0\n");
        assertThat(type("mount -o remount,rw /boot; touch /boot/x").code()).isZero();
        assertThat(type("exec 3>/boot/open; mount -o remount,ro /boot").err())
                .isEqualTo("mount: /boot: mount point is busy.\n" + HINT);
    }
}
