package org.applepie.domain.runbook;

import java.util.Map;
import java.util.Optional;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.kernel.KernelRelease;

/**
 * What a Debian 3.1 server must be for its boot to be rebuilt after a kernel upgrade. The HOWTO knows no way back from an
 * upgrade that brings udev, so that is seen before the reboot and not after it.
 */
final class SargeRebuildRules {

    private static final String STAY =
            "Do not reboot. Remove what the upgrade brought while the old kernel still runs, or restore the backup; then choose a kernel up to 2.6.8 of this release.";

    private final PlanCompiler.Request request;
    private final Reading reading;
    private final Findings findings;

    SargeRebuildRules(PlanCompiler.Request request, Findings findings) {
        this.request = request;
        this.reading = request.reading().reading();
        this.findings = findings;
    }

    void check() {
        findings.refuseIf(
                request.server().environment() == Server.Environment.PRODUCTION,
                "not-for-production-yet",
                "The steps for this platform have been seen on simulated machines only; the data of a production server is not what they are tried on.",
                "Register a test server of the same kind and do it there first.");
        new SargeRules(reading, findings).check();
        findings.requireKnown(reading.packages(), "packages");
        Map<String, String> packages = reading.packages().orElse(Map.of());
        findings.refuseIf(
                packages.containsKey("udev"),
                "upgrade-brings-udev",
                "The package udev is installed. At the next boot it makes /dev anew, without the arrays, and nobody has repaired a system of this age after that.",
                STAY);
        findings.refuseIf(
                packages.containsKey("grub"),
                "upgrade-brings-grub",
                "The package grub is installed beside LILO, so two boot loaders may write the same first sectors.",
                "Remove grub, run lilo, then read the server again.");
        findings.refuseIf(
                !reading.tools().orElse(Map.of()).containsKey("mdadm"),
                "tool-missing",
                "The tool mdadm is missing on the server.",
                "Install the Debian package mdadm.");
        files();
    }

    private void files() {
        findings.refuseIf(
                reading.file(SargeFiles.MDADM_CONF).isEmpty(),
                "file-unread",
                SargeFiles.MDADM_CONF
                        + " is not there or cannot be read, so only the root array would be started at boot.",
                "Write it with the DEVICE line and what mdadm --detail --scan prints, without devices=.");
        String modules = reading.file(SargeFiles.INITRD_MODULES).orElse("");
        findings.refuseIf(
                !org.applepie.domain.initramfs.ModulesFile.parse(modules).loadsRaidLast(),
                "raid-modules-not-named",
                SargeFiles.INITRD_MODULES
                        + " does not end with md and raid1, so an image built from it would not start the root array, or start it before its drives are there.",
                "Put md and raid1 at its end, after the drivers of the drives, then read the server again.");
    }

    /** The kernel that is to be started. */
    static void target(Reading reading, RebuildTarget target, Findings findings) {
        KernelRelease wanted = target.release();
        boolean known = wanted.series().equals("2.4") || wanted.series().equals("2.6") && wanted.patch() <= 8;
        findings.refuseIf(
                !known,
                "kernel-too-new",
                "Kernel " + wanted.name()
                        + " is newer than 2.6.8. Such kernels came with udev, which takes the names of the arrays away, and with initial RAM file systems that did not start arrays; nobody could repair such a system.",
                "Stay with a kernel up to 2.6.8: choose the one that runs, and remove the package of the new one. For a newer system set up a current Debian and use goal mirror-root there.");
        findings.refuseIf(
                known && !wanted.series().equals(target.running().release().series()),
                "kernel-of-another-series",
                "Kernel " + wanted.name() + " is of series " + wanted.series() + " and the one that runs of "
                        + target.running().release().series()
                        + ". The HOWTO advises against this step: drivers have other names, and drives tell less of themselves, so that they could not be known again afterwards.",
                "Choose a kernel of series " + target.running().release().series() + ", such as its security update.");
        findings.refuseIf(
                reading.mount("/boot").isEmpty(),
                "boot-not-separate",
                "/boot has no array of its own. LILO is then run through the array of the whole system, which nobody has tried on this platform.",
                "Rebuild by hand, with a rescue medium beside you.");
        root(reading, findings);
    }

    /** mkinitrd must look for the root where it is. */
    private static void root(Reading reading, Findings findings) {
        String root = org.applepie.domain.initramfs.MkinitrdConf.parse(
                        reading.file(SargeFiles.MKINITRD_CONF).orElse(""))
                .root();
        Optional<String> device =
                reading.mount("/").map(m -> "/dev/" + m.sourceKernelName()).filter(d -> !d.equals("/dev/"));
        boolean right = device.filter(d -> root.split(" ")[0].equals(d)).isPresent();
        findings.refuseIf(
                !right,
                "mkinitrd-root",
                "ROOT in " + SargeFiles.MKINITRD_CONF + " is " + root + ", not " + device.orElse("known")
                        + ", so the image would look for the root elsewhere.",
                "Set ROOT=\"" + device.orElse("/dev/md2") + " ext3\" there, then read the server again.");
    }
}
