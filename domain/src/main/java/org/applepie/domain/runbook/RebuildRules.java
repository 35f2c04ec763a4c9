package org.applepie.domain.runbook;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.applepie.domain.inventory.FileFact;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.kernel.InstalledKernel;
import org.applepie.domain.kernel.KernelRelease;
import org.applepie.domain.raid.mdadm.MdadmConf;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.StandingMirror.Found;

/** What a current Debian server must be for its boot to be rebuilt after a kernel upgrade. */
final class RebuildRules {

    private static final List<String> NEEDED_TOOLS =
            List.of("mdadm", "grub-install", "update-grub", "update-initramfs");

    private final Reading reading;
    private final Findings findings;

    RebuildRules(Reading reading, Findings findings) {
        this.reading = reading;
        this.findings = findings;
    }

    void check() {
        new HostRules(reading, findings).machine();
        ServerRules.tools(reading, NEEDED_TOOLS, findings);
        customCfg();
        defaults();
        findings.refuseIf(
                !reading.file("/boot/grub/grub.cfg").orElse("").contains("custom.cfg"),
                "grub-config-unusual",
                "/boot/grub/grub.cfg cannot be read or was not made by update-grub.",
                "Run update-grub, prove a reboot, then read the server again.");
    }

    private void customCfg() {
        boolean free =
                switch (reading.files().getOrDefault(SwitchPhases.CUSTOM_CFG, new FileFact.Unreadable("not asked"))) {
                    case FileFact.Absent absent -> true;
                    case FileFact.Present(String text) -> text.isBlank() || text.startsWith(RebuildGrub.OURS + "\n");
                    case FileFact.Unreadable unreadable -> false;
                };
        findings.refuseIf(
                !free,
                "custom-cfg-present",
                SwitchPhases.CUSTOM_CFG
                        + " holds somebody else's entries (or cannot be looked at); the entries of old and new kernel need that name.",
                "Move its entries to /etc/grub.d/40_custom, run update-grub and remove the file.");
    }

    /** What GRUB starts if nobody chooses must be the newest kernel, as update-grub puts it first. */
    private void defaults() {
        String text = reading.file(RebuildGrub.DEFAULTS).orElse("");
        String first = RebuildGrub.first(text);
        findings.refuseIf(
                text.isEmpty() || !first.equals("0") && !first.equals(RebuildGrub.KEPT),
                "grub-default-unusual",
                "GRUB_DEFAULT in " + RebuildGrub.DEFAULTS + " is " + first
                        + ", so another entry than the newest kernel is started.",
                "Set GRUB_DEFAULT=0, run update-grub, then read the server again.");
    }

    /** The kernel that is to be started, and the files its image is built from. */
    static void target(Reading reading, RebuildTarget target, Found mirror, Findings findings) {
        KernelRelease newest = reading.kernels().orElse(List.of()).stream()
                .map(InstalledKernel::release)
                .reduce((a, b) -> b)
                .orElse(target.release());
        findings.refuseIf(
                !target.release().equals(newest),
                "not-the-newest-kernel",
                "Kernel " + newest.name() + " is installed beside " + target.kernel()
                        + ", and GRUB starts the newest one.",
                "Choose " + newest.name() + ", or remove its package while another kernel runs.");
        arrays(reading, mirror, findings);
        findings.refuseIf(
                words(reading).anyMatch(w -> !w.matches("[A-Za-z0-9_.,:/=+@%-]+")),
                "kernel-words-unusual",
                "The kernel's command line has words that cannot be written into an entry of GRUB without doubt.",
                "Take them out of GRUB_CMDLINE_LINUX, run update-grub and prove a reboot.");
        Map<String, FileFact> files = reading.files();
        findings.refuseIf(
                !(files.get(Configuration.FSTAB) instanceof FileFact.Present),
                "fstab-unread",
                "/etc/fstab cannot be read.",
                "Make it readable.");
    }

    /** An image takes mdadm.conf along; an array that is not in it would not be started. */
    private static void arrays(Reading reading, Found mirror, Findings findings) {
        List<String> named = MdadmConf.parse(
                        reading.file(Configuration.MDADM_CONF).orElse(""))
                .uuids();
        List<String> missing = mirror.layout().arrays().stream()
                .filter(a -> !named.contains(a.uuid()))
                .map(PlannedArray::name)
                .toList();
        findings.refuseIf(
                !missing.isEmpty(),
                "arrays-not-named",
                Configuration.MDADM_CONF + " does not name " + String.join(", ", missing)
                        + ", so an image built from it would not start them.",
                "Add their ARRAY lines from mdadm --detail --scan, then read the server again.");
    }

    /** The words a kernel is started with, but for the name of its own file and what a rebuild adds. */
    static Stream<String> words(Reading reading) {
        return reading.host().kernelCommandLine().orElse(List.of()).stream()
                .filter(w -> !w.startsWith("BOOT_IMAGE=") && !w.startsWith("applepie=") && !w.equals("panic=30"));
    }
}
