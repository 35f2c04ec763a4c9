package org.applepie.domain.runbook;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.applepie.domain.bootloader.Bootloader;
import org.applepie.domain.initramfs.Initramfs;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.Reading;

/**
 * What a Debian 3.1 server must be before its drives are looked at. Its tools are known for kernels up to 2.6.8 with devfs,
 * LILO and initrd-tools, and for nothing else.
 */
final class SargeRules {

    private static final Pattern KERNEL = Pattern.compile("([0-9]+)\\.([0-9]+)\\.([0-9]+).*");

    private static final List<String> NEEDED_TOOLS = List.of(
            "apt-get",
            "blkid",
            "cp",
            "dpkg",
            "lilo",
            "md5sum",
            "mkfs.ext3",
            "mkinitrd",
            "mkswap",
            "mount",
            "sfdisk",
            "tune2fs");

    private final Reading reading;
    private final Findings findings;

    SargeRules(Reading reading, Findings findings) {
        this.reading = reading;
        this.findings = findings;
    }

    void check() {
        ServerRules.facts(reading, "services", findings);
        ServerRules.runLock(reading, findings);
        release();
        kernel();
        udev();
        bootloader();
        initrd();
        ServerRules.rights(reading, "Log in as root; this platform has no sudo in its base system.", findings);
        ServerRules.packages(reading, findings);
        ServerRules.tools(reading, NEEDED_TOOLS, findings);
        remoteAccess();
        files();
    }

    private void release() {
        reading.host()
                .os()
                .known()
                .filter(os -> !os.versionId().startsWith("3.1"))
                .ifPresent(os -> findings.refuse(
                        "os-not-supported",
                        "The server runs " + os.prettyName() + "; of that age only Debian 3.1 (Sarge) is known.",
                        "Bring it to 3.1 first, or mirror a newer system."));
    }

    private void kernel() {
        Fact<String> kernel = reading.host().kernel();
        findings.requireKnown(kernel, "kernel");
        kernel.known()
                .filter(k -> !isKnown(k))
                .ifPresent(
                        k -> findings.refuse(
                                "kernel-too-new",
                                "The server runs kernel " + k
                                        + ". From 2.6.9 on kernels came with udev and with initial RAM file systems that did not start arrays; nobody could repair such a system.",
                                "Go back to kernel 2.4.27 or 2.6.8 and prove a reboot, or use goal mirror-root on a current Debian."));
    }

    private static boolean isKnown(String kernel) {
        Matcher m = KERNEL.matcher(kernel);
        if (!m.matches()) {
            return false;
        }
        int patch = Integer.parseInt(m.group(3));
        return m.group(1).equals("2") && (m.group(2).equals("4") || m.group(2).equals("6") && patch <= 8);
    }

    private void udev() {
        boolean udev = reading.mounts().orElse(List.of()).stream()
                .anyMatch(m -> m.mountPoint().equals("/dev") && !m.type().equals("devfs"));
        findings.refuseIf(
                udev,
                "udev",
                "The server's /dev is made by udev. The names of arrays then vanish at the next boot, and the tools of Debian 3.1 cannot make them again.",
                "This platform is for systems without udev. Bring the server to a current Debian and use goal mirror-root there.");
        findings.refuseIf(
                reading.mounts().orElse(List.of()).stream()
                        .anyMatch(m -> m.mountPoint().equals("/dev") && m.type().equals("devfs")),
                "devfs-mounted",
                "devfs is mounted on /dev, so drives have other names than the tools of this platform use.",
                "Start without devfs=mount and prove a reboot, then read the server again.");
    }

    private void bootloader() {
        findings.requireKnown(reading.bootloader(), "boot loader");
        reading.bootloader()
                .known()
                .filter(b -> !(b instanceof Bootloader.Lilo))
                .ifPresent(b -> findings.refuse(
                        "unknown-boot-loader",
                        "The boot loader is not LILO. GRUB of that age does not keep both drives able to start by itself; the procedure for it is another one.",
                        "Install LILO and prove a reboot, or follow the procedure for GRUB by hand."));
    }

    private void initrd() {
        findings.requireKnown(reading.initramfs(), "initramfs tool");
        reading.initramfs()
                .known()
                .filter(i -> !(i instanceof Initramfs.InitrdTools))
                .ifPresent(
                        i -> findings.refuse(
                                "initramfs-not-supported",
                                "The initial RAM disk is not built by initrd-tools but by nothing known or by another tool, which may not start the arrays.",
                                "Use initrd-tools with kernel 2.4.27 or 2.6.8: install it, build the image with mkinitrd, run lilo and prove a reboot."));
    }

    private void remoteAccess() {
        reading.activeUnits()
                .known()
                .filter(services -> !services.contains("ssh"))
                .ifPresent(services -> findings.refuse(
                        "no-ssh-service",
                        "/etc/rc2.d does not start ssh, so nobody could reach the server after a reboot.",
                        "Let ssh start in runlevel 2 (update-rc.d ssh defaults) and prove a reboot."));
    }

    private void files() {
        for (String needed : List.of("/etc/fstab", "/etc/lilo.conf", "/etc/modules")) {
            findings.refuseIf(
                    reading.file(needed).isEmpty(),
                    "file-unread",
                    needed + " is not there or cannot be read.",
                    "Every server of this platform has it; make it readable.");
        }
    }
}
