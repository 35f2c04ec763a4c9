package org.applepie.agent.simulated.debian;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.machine.DpkgStatus;
import org.applepie.agent.simulated.machine.MailSpool;
import org.applepie.agent.simulated.machine.PublicKeyText;
import org.applepie.agent.simulated.shell.Program;
import org.applepie.agent.simulated.shell.SimulatedTime;

/** The files of a freshly installed Debian 12. */
final class DebianTree {

    private final String host;
    private final View files;
    private final SimulatedTime time;
    private final Random random;

    DebianTree(String host, View files, SimulatedTime time, Random random) {
        this.host = host;
        this.files = files;
        this.time = time;
        this.random = random;
    }

    void directories() throws ErrnoException {
        for (String path : List.of(
                "/boot",
                "/dev",
                "/etc/default",
                "/etc/initramfs-tools/conf.d",
                "/etc/kernel/postinst.d",
                "/etc/ssh",
                "/etc/systemd/system",
                "/home",
                "/media",
                "/mnt",
                "/opt",
                "/proc",
                "/root",
                "/run",
                "/srv",
                "/sys",
                "/tmp",
                "/usr/bin",
                "/usr/sbin",
                "/usr/lib/modules",
                "/usr/lib/systemd/system",
                "/usr/share/doc",
                "/usr/local/bin",
                "/usr/local/sbin",
                "/var/backups",
                "/var/cache/apt/archives",
                "/var/cache/debconf",
                "/var/lib/apt/lists",
                "/var/lib/dpkg",
                "/var/log",
                "/var/mail",
                "/var/spool",
                "/var/tmp")) {
            files.makeDirectories(path);
        }
        for (String merged : List.of("bin", "sbin", "lib")) {
            files.symlink("usr/" + merged, "/" + merged);
        }
        files.symlink("/run", "/var/run");
        files.symlink("/run/lock", "/var/lock");
        files.mode("/tmp", 01777);
        files.mode("/var/tmp", 01777);
        files.mode("/root", 0700);
    }

    void files(Running running) throws ErrnoException {
        programs(Programs.of(running).keySet());
        configuration();
        boot();
        packages();
        MailSpool.fill(files, Boot.nanos(time));
    }

    private void programs(Set<String> names) throws ErrnoException {
        for (String name : names) {
            if (!Packages.later(name)) {
                program(files, name);
            }
        }
        program(files, "sh");
        for (String shell : List.of("bash", "dash")) {
            files.write("/usr/bin/" + shell, Program.marker("sh"));
            files.mode("/usr/bin/" + shell, 0755);
        }
    }

    /** Puts a program where its package has it. */
    static void program(View files, String name) throws ErrnoException {
        boolean sbin = BlockPrograms.SBIN.contains(name)
                || FileSystemPrograms.SBIN.contains(name)
                || SystemPrograms.SBIN.contains(name)
                || name.equals("chroot");
        String path = (sbin ? "/usr/sbin/" : "/usr/bin/") + name;
        files.write(path, Program.marker(name));
        files.mode(path, 0755);
    }

    private void configuration() throws ErrnoException {
        files.write("/etc/os-release", Texts.of("os-release"));
        files.write("/etc/debian_version", "12.13\n");
        files.write("/etc/hostname", host + "\n");
        files.write("/etc/hosts", "127.0.0.1\tlocalhost\n127.0.1.1\t" + host + "\n");
        String id = "%016x%016x\n".formatted(random.nextLong(), random.nextLong());
        files.write("/etc/machine-id", id);
        files.write(
                "/etc/ssh/ssh_host_ed25519_key.pub",
                PublicKeyText.ed25519(new Random(id.hashCode())) + " root@" + host + "\n");
        files.write("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n");
        files.write("/etc/group", "root:x:0:\n");
        files.write("/etc/default/grub", Texts.of("default-grub"));
        files.write("/etc/initramfs-tools/initramfs.conf", Texts.of("initramfs.conf"));
        files.write("/etc/initramfs-tools/conf.d/resume", "RESUME=UUID=" + Installation.SWAP + "\n");
        files.write(
                "/etc/fstab",
                "UUID=" + Installation.ROOT + " / ext4 errors=remount-ro 0 1\nUUID=" + Installation.BOOT
                        + " /boot ext4 defaults 0 2\nUUID=" + Installation.SWAP + " none swap sw 0 0\n");
    }

    private void packages() throws ErrnoException {
        StringBuilder status = new StringBuilder();
        Packages.INSTALLED.forEach((name, version) -> status.append(Packages.entry(name, version)));
        files.write(DpkgStatus.PATH, status.toString());
        for (String lock : List.of(
                "/var/lib/dpkg/lock-frontend",
                "/var/lib/dpkg/lock",
                "/var/lib/apt/lists/lock",
                "/var/cache/apt/archives/lock")) {
            files.write(lock, "");
            files.mode(lock, 0640);
        }
    }

    private void boot() throws ErrnoException {
        KernelPackage.unpack(files, "linux-image-" + Drivers.RELEASE);
        for (String hook : List.of("initramfs-tools", "zz-update-grub")) {
            files.write("/etc/kernel/postinst.d/" + hook, Texts.of("kernel-hook-" + hook));
            files.mode("/etc/kernel/postinst.d/" + hook, 0755);
        }
        files.symlink("boot/vmlinuz-" + Drivers.RELEASE, "/vmlinuz");
        files.symlink("boot/initrd.img-" + Drivers.RELEASE, "/initrd.img");
    }
}
