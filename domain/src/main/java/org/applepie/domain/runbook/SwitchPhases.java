package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Plan.chroot;
import static org.applepie.domain.runbook.Plan.inCopy;
import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Layout.PlannedArray;

/** Configures the copy, never the original, and boots it once on trial. */
final class SwitchPhases {

    static final String TRIAL_ENTRY = "applepie-trial";
    static final String CUSTOM_CFG = "/boot/grub/custom.cfg";

    private final Plan plan;
    private final Configuration configuration;

    SwitchPhases(Plan plan) {
        this.plan = plan;
        this.configuration = new Configuration(plan);
    }

    List<Phase> phases() {
        return List.of(configure(), trial());
    }

    private Phase configure() {
        return new Phase(
                "configure",
                "Configure the copy",
                "The copy, not the original, learns to stand on arrays. The original stays as it is, so that it starts as before until the point of no return.",
                List.of(plan.pie().label()),
                Optional.empty(),
                List.of(files(), initramfs(), grub()));
    }

    private Step files() {
        Steps step = step(
                        "configure-files",
                        "Write fstab, mdadm.conf and RESUME of the copy",
                        "Every array is named in mdadm.conf by its UUID before the initial RAM file system is built from it; an incomplete list would leave arrays unassembled.")
                .warning(HowtoWarning.TYPING)
                .wayBack("The copy is thrown away.")
                .before(plan.arraysOnPie())
                .before(new Check.NotMounted(Plan.COPY))
                .act(plan.mountCopy());
        for (Configuration.Edit edit : configuration.edits()) {
            step.act(new Action.WriteFile(inCopy(edit.path()), edit.after(), "0644"))
                    .diff(edit.path(), edit.before(), edit.after())
                    .proof(new Check.Probe(
                            edit.path() + " of the copy reads as planned",
                            // reads the file system without mounting it
                            Command.of(
                                    "debugfs",
                                    "-R",
                                    "cat " + edit.path(),
                                    plan.rootArray().path()),
                            edit.after().stripTrailing()));
        }
        return step.cleanup(Plan.leaveCopy())
                .proof(new Check.NotMounted(Plan.COPY))
                .change();
    }

    private Step initramfs() {
        String kernel = plan.situation().reading().host().kernel().orElse("");
        String image = "/boot/initrd.img-" + kernel;
        String list = Plan.STATE + "/initramfs.list";
        return step(
                        "configure-initramfs",
                        "Build the initial RAM file systems of the copy",
                        "They must bring raid1, mdadm and the list of arrays, or the root file system is not found.")
                .warning(HowtoWarning.ORDER)
                .limit(Plan.LONG)
                .wayBack("The copy is thrown away.")
                .before(plan.arraysOnPie())
                .before(new Check.NotMounted(Plan.COPY))
                .act(Plan.unmark("configure-initramfs"))
                .act(plan.enterCopy())
                .act(chroot("update-initramfs", "-u", "-k", "all"))
                .act(new Action.RunInto(Command.of("chroot", Plan.COPY, "lsinitramfs", image), list))
                .run("grep", "-m1", "raid1.ko", list)
                .run("grep", "-m1", "sbin/mdadm", list)
                .run("grep", "-m1", "etc/mdadm/mdadm.conf", list)
                .act(plan.mark("configure-initramfs"))
                .cleanup(Plan.leaveCopy())
                .proof(plan.marked(
                        "configure-initramfs", "the image for " + kernel + " holds raid1, mdadm and mdadm.conf"))
                .proof(new Check.NotMounted(Plan.COPY))
                .change();
    }

    private Step grub() {
        String grubCfg = inCopy("/boot/grub/grub.cfg");
        PlannedArray boot = plan.bootArray();
        return step(
                        "configure-grub",
                        "Install GRUB on " + plan.pie().label() + " for the copy",
                        "Writes the boot record and core image of " + plan.pie().label()
                                + " and the copy's grub.cfg, which must name the new root and no file system of the old layout.")
                .limit(Plan.LONG)
                .destroys("the boot record of " + plan.pie().label())
                .wayBack("The way back clears the drive's table and boot record.")
                .before(plan.arraysOnPie())
                .before(new Check.NotMounted(Plan.COPY))
                .act(Plan.unmark("configure-grub"))
                .act(plan.enterCopy())
                .act(chroot(
                        "grub-install",
                        "--target=i386-pc",
                        "--recheck",
                        plan.pie().path()))
                .act(chroot("env", "GRUB_DISABLE_OS_PROBER=true", "update-grub"))
                .run("grep", "-m1", "root=UUID=" + plan.rootArray().contentUuid(), grubCfg)
                .run("grep", "-m1", boot.contentUuid(), grubCfg)
                .act(plan.noOldUuidIn(grubCfg, inCopy("/etc/fstab")))
                .act(plan.mark("configure-grub"))
                .cleanup(Plan.leaveCopy())
                .proof(
                        new Check.GrubOn(plan.pie().label(), plan.pie().identity()),
                        plan.marked("configure-grub", "the copy's grub.cfg names the new root and nothing old"),
                        new Check.NotMounted(Plan.COPY))
                .change();
    }

    private Phase trial() {
        return new Phase(
                "trial",
                "Trial boot, armed for exactly one boot",
                "The original's GRUB is told to start the copy once. If the boot fails or the power does, the next boot brings the old system back by itself.",
                List.of(),
                Optional.empty(),
                List.of(trialBoot()));
    }

    private Step trialBoot() {
        return step(
                        "trial-boot",
                        "Boot the copy once",
                        "Trial assembly and switch in one: root, /boot, swap and every mount must come from the arrays, and "
                                + plan.apple().label()
                                + " must be idle. Until then nothing of the original was changed but one entry in GRUB's own directory.")
                .warning(HowtoWarning.EFFECT)
                .limit(Plan.LONG.dividedBy(2))
                .wayBack("Any further boot brings the old system back; the way back makes it certain.")
                .diff(CUSTOM_CFG, "", customCfg())
                .before(new Check.NextEntryIs(""))
                .before(new Check.UnitsStopped(Quiesce.unitsToStop(
                        plan.situation().reading().activeUnits().orElse(List.of()))))
                .before(plan.systemOnApple())
                .before(plan.arraysOnPie())
                .act(new Action.WriteFile(CUSTOM_CFG, customCfg(), "0644"))
                .run("grub-reboot", TRIAL_ENTRY)
                .run("grep", "-a", "-m1", "next_entry=" + TRIAL_ENTRY, "/boot/grub/grubenv")
                .run("sync")
                .run("systemctl", "reboot")
                .proof(plan.systemOnArrays())
                .proof(plan.arraysOnPie())
                .proof(new Check.DriveUnused(plan.apple().label(), plan.apple().identity()))
                .proof(new Check.KernelWord("root=UUID=" + plan.rootArray().contentUuid()))
                .reboot();
    }

    /**
     * The array is named by its UUID first: GRUB scans for arrays when one is asked for, a search alone may not find it. Where it
     * is not found, the old system starts without anybody at the console; the order for one boot is used up by then.
     */
    private String customCfg() {
        String grubCfg = plan.grubPath("/grub/grub.cfg");
        String array = "mduuid/" + plan.bootArray().uuid().replace(":", "");
        List<String> lines = new ArrayList<>();
        lines.add("menuentry 'Applepie: trial boot of the copy on RAID1' --id " + TRIAL_ENTRY + " {");
        List.of("part_msdos", "diskfilter", "mdraid1x", "ext2").forEach(m -> lines.add("  insmod " + m));
        lines.add("  set root='" + array + "'");
        lines.add("  search --no-floppy --fs-uuid --set=root --hint='" + array + "' "
                + plan.bootArray().contentUuid());
        lines.add("  if [ -s " + grubCfg + " ]; then configfile " + grubCfg + "; else configfile $prefix/grub.cfg; fi");
        lines.add("}");
        return String.join("\n", lines) + "\n";
    }
}
