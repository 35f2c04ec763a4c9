package org.applepie.agent.simulated.sarge;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.machine.DpkgStatus;
import org.applepie.agent.simulated.machine.MailSpool;
import org.applepie.agent.simulated.machine.PublicKeyText;
import org.applepie.agent.simulated.shell.Program;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.agent.simulated.shell.tools.Tools;

/** The files of a freshly installed Debian 3.1. */
final class SargeTree {

    static final String KERNEL = "/boot/vmlinuz-" + Drivers.RELEASE;
    static final String INITRD = "/boot/initrd.img-" + Drivers.RELEASE;

    private static final List<String> SBIN = List.of(
            "sfdisk",
            "fdisk",
            "mke2fs",
            "mkfs.ext3",
            "mkfs.ext2",
            "mkswap",
            "swapon",
            "swapoff",
            "lilo",
            "modprobe",
            "insmod",
            "lsmod",
            "blkid",
            "tune2fs",
            "reboot",
            "halt",
            "poweroff",
            "shutdown",
            "init",
            "telinit");
    private static final List<String> BIN = List.of("mount", "umount", "df", "uname", "dmesg");
    private static final List<String> USR_BIN =
            List.of("free", "dpkg", "dpkg-query", "apt-get", "debconf-set-selections", "ssh-keygen");
    private static final Set<String> COREUTILS_IN_BIN = Set.of(
            "cat",
            "chmod",
            "chown",
            "cp",
            "date",
            "dd",
            "echo",
            "false",
            "grep",
            "hostname",
            "kill",
            "ln",
            "ls",
            "mkdir",
            "mktemp",
            "mv",
            "ps",
            "readlink",
            "rm",
            "rmdir",
            "sed",
            "sleep",
            "sync",
            "touch",
            "true");
    private static final Map<String, List<String>> STARTED = Map.of(
            "10", List.of("sysklogd"),
            "11", List.of("klogd"),
            "20", List.of("courier-imap", "exim4", "inetd", "makedev", "ssh"),
            "89", List.of("atd", "cron"),
            "99", List.of("rmnologin"));
    private static final Map<String, String> NAMES = Map.of(
            "reboot",
            "shutdown",
            "halt",
            "shutdown",
            "poweroff",
            "shutdown",
            "init",
            "shutdown",
            "telinit",
            "shutdown");
    private static final Set<String> PACKAGES = new TreeSet<>(Set.of(
            "apt",
            "base-files",
            "debconf",
            "dpkg",
            "bash",
            "coreutils",
            "e2fsprogs",
            "initrd-tools",
            "kernel-image-2.4.27-2-386",
            "lilo",
            "mount",
            "ssh",
            "sysvinit",
            "util-linux",
            "modutils",
            "makedev",
            "exim4",
            "courier-imap",
            "cron",
            "sysklogd",
            "klogd"));

    private final Installation installation;
    private final View files;
    private final SimulatedTime time;
    private final Random random;

    SargeTree(Installation installation, View files, SimulatedTime time, Random random) {
        this.random = random;
        this.installation = installation;
        this.files = files;
        this.time = time;
    }

    void directories() throws ErrnoException {
        for (String path : List.of(
                "/bin",
                "/boot",
                "/dev/pts",
                "/dev/shm",
                "/etc/default",
                "/etc/init.d",
                "/etc/mkinitrd",
                "/etc/cron.d",
                "/etc/rc2.d",
                "/etc/ssh",
                "/home",
                "/lib/modules/" + Drivers.RELEASE,
                "/media/cdrom0",
                "/media/floppy0",
                "/mnt",
                "/proc",
                "/root",
                "/sbin",
                "/tmp",
                "/usr/bin",
                "/usr/sbin",
                "/usr/share/doc",
                "/usr/local/src",
                "/var/backups",
                "/var/cache/apt/archives",
                "/var/cache/debconf",
                "/var/lib/apt/lists",
                "/var/lib/dpkg",
                "/var/lock",
                "/var/log",
                "/var/mail",
                "/var/run",
                "/var/spool",
                "/var/tmp",
                "/initrd")) {
            files.makeDirectories(path);
        }
        files.mode("/tmp", 01777);
        files.mode("/var/tmp", 01777);
        files.mode("/root", 0700);
    }

    void files() throws ErrnoException {
        devices();
        programs();
        configuration();
        boot();
        status();
        MailSpool.fill(files, Boot.nanos(time));
    }

    private void boot() throws ErrnoException {
        files.write(KERNEL, BootLoader.KERNEL + Drivers.RELEASE + "\n" + "\0".repeat(90_000));
        files.write("/boot/System.map-" + Drivers.RELEASE, "00000000 A _end\n");
        files.write(
                "/boot/config-" + Drivers.RELEASE,
                "CONFIG_DEVFS_FS=y\n# CONFIG_DEVFS_MOUNT is not set\nCONFIG_BLK_DEV_MD=m\n");
        files.symlink("boot/vmlinuz-" + Drivers.RELEASE, "/vmlinuz");
        files.symlink("boot/initrd.img-" + Drivers.RELEASE, "/initrd.img");
    }

    private void devices() throws ErrnoException {
        Map<String, DeviceNumber> disks = new TreeMap<>(Map.of(
                "sda", new DeviceNumber(8, 0),
                "sdb", new DeviceNumber(8, 16),
                "sdc", new DeviceNumber(8, 32),
                "sdd", new DeviceNumber(8, 48),
                "hda", new DeviceNumber(3, 0),
                "hdb", new DeviceNumber(3, 64),
                "hdc", new DeviceNumber(22, 0),
                "hdd", new DeviceNumber(22, 64)));
        for (Map.Entry<String, DeviceNumber> disk : disks.entrySet()) {
            DeviceNumber number = disk.getValue();
            block(disk.getKey(), number);
            int last = number.major() == 8 ? 15 : 20;
            for (int partition = 1; partition <= last; partition++) {
                block(disk.getKey() + partition, new DeviceNumber(number.major(), number.minor() + partition));
            }
        }
        for (int array = 0; array < 16; array++) {
            block("md" + array, new DeviceNumber(9, array));
        }
        Map<String, DeviceNumber> characters = new TreeMap<>(Map.of(
                "null", new DeviceNumber(1, 3),
                "zero", new DeviceNumber(1, 5),
                "random", new DeviceNumber(1, 8),
                "urandom", new DeviceNumber(1, 9),
                "tty", new DeviceNumber(5, 0),
                "console", new DeviceNumber(5, 1)));
        for (Map.Entry<String, DeviceNumber> device : characters.entrySet()) {
            files.makeNode("/dev/" + device.getKey(), FileType.CHARACTER_DEVICE, device.getValue(), 0666);
            files.mode("/dev/" + device.getKey(), 0666);
        }
    }

    private void block(String name, DeviceNumber number) throws ErrnoException {
        files.makeNode("/dev/" + name, FileType.BLOCK_DEVICE, number, 0660);
    }

    private void programs() throws ErrnoException {
        for (String name : SBIN) {
            program("/sbin/" + name, name);
        }
        for (String name : BIN) {
            program("/bin/" + name, name);
        }
        for (String name : USR_BIN) {
            program("/usr/bin/" + name, name);
        }
        for (String name : Tools.sarge().keySet()) {
            String directory = COREUTILS_IN_BIN.contains(name) ? "/bin/" : "/usr/bin/";
            if (!files.exists("/bin/" + name)) {
                program((name.equals("chroot") ? "/usr/sbin/" : directory) + name, name);
            }
        }
        program("/bin/bash", "sh");
        files.symlink("bash", "/bin/sh");
        program("/usr/sbin/mkinitrd", "mkinitrd");
        for (Map.Entry<String, List<String>> level : STARTED.entrySet()) {
            for (String script : level.getValue()) {
                program("/etc/init.d/" + script, "init-script");
                files.symlink("../init.d/" + script, "/etc/rc2.d/S" + level.getKey() + script);
            }
        }
    }

    private void program(String path, String name) throws ErrnoException {
        files.write(path, Program.marker(NAMES.getOrDefault(name, name)));
        files.mode(path, 0755);
    }

    private void configuration() throws ErrnoException {
        files.write("/etc/debian_version", "3.1\n");
        files.write("/etc/hostname", installation.host() + "\n");
        files.write("/etc/hosts", "127.0.0.1\tlocalhost.localdomain\tlocalhost\t" + installation.host() + "\n");
        files.write("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n");
        files.write("/etc/group", "root:x:0:\n");
        files.write("/etc/motd", "\n");
        files.write("/etc/ssh/ssh_host_rsa_key.pub", hostKey());
        files.write("/etc/fstab", SargeConfiguration.fstab(installation));
        files.write("/etc/mtab", "");
        files.write("/etc/modules", SargeConfiguration.MODULES);
        files.write("/etc/mkinitrd/modules", SargeConfiguration.MKINITRD_MODULES);
        files.write("/etc/mkinitrd/mkinitrd.conf", SargeConfiguration.MKINITRD_CONF);
        files.write("/etc/lilo.conf", SargeConfiguration.lilo(installation));
        files.mode("/etc/lilo.conf", 0600);
        files.write("/etc/kernel-img.conf", SargeConfiguration.KERNEL_IMG);
    }

    // Its sum is what tells this machine from others.
    private String hostKey() {
        return PublicKeyText.rsa(random) + " root@" + installation.host() + "\n";
    }

    private void status() throws ErrnoException {
        StringBuilder status = new StringBuilder();
        for (String name : PACKAGES) {
            status.append("Package: ")
                    .append(name)
                    .append(
                            "\nStatus: install ok installed\nPriority: required\nSection: base\nArchitecture: i386\nVersion: ")
                    .append(Packages.VERSIONS.getOrDefault(name, "1.0-1"))
                    .append("\nDescription: ")
                    .append(name)
                    .append("\n\n");
        }
        files.write(DpkgStatus.PATH, status.toString());
        for (String lock : List.of("/var/lib/dpkg/lock", "/var/lib/apt/lists/lock", "/var/cache/apt/archives/lock")) {
            files.write(lock, "");
        }
    }
}
