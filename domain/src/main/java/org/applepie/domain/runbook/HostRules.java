package org.applepie.domain.runbook;

import java.util.List;
import java.util.Set;
import org.applepie.domain.bootloader.Bootloader;
import org.applepie.domain.bootloader.Bootloader.Grub2;
import org.applepie.domain.initramfs.Initramfs;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.FileFact;
import org.applepie.domain.inventory.Host;
import org.applepie.domain.inventory.Reading;

/** What the machine as a whole must be, before its drives are looked at. Unknown means no. */
final class HostRules {

    private static final Set<String> DEBIAN_RELEASES = Set.of("11", "12", "13");
    private static final List<String> NEEDED_TOOLS = List.of(
            "sfdisk",
            "wipefs",
            "blkid",
            "lsblk",
            "findmnt",
            "mkswap",
            "mkfs.ext4",
            "udevadm",
            "systemctl",
            "grub-install",
            "grub-reboot",
            "update-grub",
            "update-initramfs");

    private final Reading reading;
    private final Findings findings;

    HostRules(Reading reading, Findings findings) {
        this.reading = reading;
        this.findings = findings;
    }

    void check() {
        machine();
        files();
    }

    /** All but what the files of a system must say that is to be taken to arrays. */
    void machine() {
        findings.requireKnown(reading.host().kernel(), "kernel");
        ServerRules.facts(reading, "active units", findings);
        os(reading.host().os());
        firmware();
        ServerRules.rights(
                reading, "Log in as root, or let the user run sudo, and set it on the server's page.", findings);
        bootloader(reading.bootloader());
        initramfs(reading.initramfs());
        ServerRules.packages(reading, findings);
        ServerRules.tools(reading, NEEDED_TOOLS, findings);
        remoteAccess();
        ServerRules.runLock(reading, findings);
    }

    private void os(Fact<Host.OsRelease> os) {
        findings.requireKnown(os, "operating system");
        os.known()
                .filter(o -> !o.id().equals("debian") || !DEBIAN_RELEASES.contains(o.versionId()))
                .ifPresent(o -> findings.refuse(
                        "os-not-supported",
                        "The server runs " + o.prettyName()
                                + "; this goal is made and tested for Debian 11, 12 and 13.",
                        "Use a server with one of these releases, or wait for a goal made for yours."));
    }

    private void firmware() {
        findings.requireKnown(reading.host().firmware(), "firmware");
        findings.refuseIf(
                reading.host()
                        .firmware()
                        .known()
                        .filter(f -> f == Host.Firmware.UEFI)
                        .isPresent(),
                "uefi",
                "The server was started by UEFI; this goal supports BIOS only for now.",
                "Wait for UEFI support; do not switch the firmware mode of a server in service.");
    }

    private void bootloader(Fact<Bootloader> fact) {
        findings.requireKnown(fact, "boot loader");
        fact.known().ifPresent(loader -> {
            switch (loader) {
                case Grub2 grub -> grub(grub);
                case Bootloader.Lilo lilo -> unknownLoader("LILO " + lilo.version());
                case Bootloader.Other other -> unknownLoader(other.found());
            }
        });
    }

    private void unknownLoader(String found) {
        findings.refuse(
                "unknown-boot-loader",
                "The boot loader is not GRUB 2 for BIOS: " + found + ".",
                "Applepie never guesses how a machine starts. Install GRUB 2 (grub-pc) and prove a reboot first.");
    }

    private void grub(Grub2 grub) {
        if (!grub.platform().equals("i386-pc")) {
            unknownLoader("GRUB " + grub.version() + " for " + grub.platform());
        }
        findings.refuseIf(
                !grub.nextEntry().isEmpty(),
                "next-boot-armed",
                "GRUB is already told to start another entry once: " + grub.nextEntry() + ".",
                "Clear it with: grub-editenv /boot/grub/grubenv unset next_entry");
    }

    private void initramfs(Fact<Initramfs> fact) {
        findings.requireKnown(fact, "initramfs tool");
        findings.refuseIf(
                fact.known()
                        .filter(i -> !(i instanceof Initramfs.InitramfsTools))
                        .isPresent(),
                "initramfs-not-supported",
                "The initial RAM file system is not built by initramfs-tools.",
                "Only initramfs-tools is supported for now.");
    }

    private void remoteAccess() {
        reading.activeUnits()
                .known()
                .filter(units -> Quiesce.sshUnits(units).isEmpty())
                .ifPresent(units -> findings.refuse(
                        "no-ssh-unit",
                        "No active systemd unit of the SSH server was found, so it cannot be kept alive.",
                        "Run OpenSSH as ssh.service or ssh.socket."));
    }

    private void files() {
        String grubCfg = reading.file("/boot/grub/grub.cfg").orElse("");
        findings.refuseIf(
                !grubCfg.contains("next_entry") || !grubCfg.contains("custom.cfg"),
                "grub-config-unusual",
                "/boot/grub/grub.cfg cannot be read or was not made by update-grub: the trial boot could not be armed for one boot.",
                "Run update-grub, prove a reboot, then read the server again.");
        findings.refuseIf(
                !(reading.files().get("/boot/grub/custom.cfg") instanceof FileFact.Absent),
                "custom-cfg-present",
                "/boot/grub/custom.cfg exists already (or cannot be looked for); the trial boot needs that name.",
                "Move its entries to /etc/grub.d/40_custom, run update-grub and remove the file.");
        oldWordsInGrub(reading.file("/etc/default/grub"));
        findings.refuseIf(
                reading.file("/etc/crypttab").orElse("").lines().anyMatch(l -> !l.isBlank() && !l.startsWith("#")),
                "crypttab-in-use",
                "/etc/crypttab names encrypted devices.",
                "Encrypted servers are not supported for now.");
        findings.refuseIf(
                reading.file("/etc/fstab").isEmpty(),
                "fstab-unread",
                "/etc/fstab cannot be read.",
                "Make it readable.");
    }

    private void oldWordsInGrub(java.util.Optional<String> defaults) {
        findings.refuseIf(
                defaults.isEmpty(), "grub-defaults-unread", "/etc/default/grub cannot be read.", "Make it readable.");
        findings.refuseIf(
                defaults.orElse("")
                        .lines()
                        .filter(l -> !l.stripLeading().startsWith("#"))
                        .anyMatch(l -> l.matches(".*[\"' =](root|resume)=.*")),
                "grub-names-devices",
                "/etc/default/grub hands root= or resume= to the kernel, which would still name the old drive.",
                "Remove these words, run update-grub and prove a reboot.");
    }
}
