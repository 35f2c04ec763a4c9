package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.List;
import org.applepie.domain.inventory.FileFact;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;

/**
 * From the kernel that runs to another one, or to a fresh image of the same, on a current Debian whose system stands on
 * arrays. What is known to start the machine gets an entry of its own first and is the default until the new one has been
 * seen to carry the system.
 */
final class RebuildSteps {

    private static final String GRUB_CFG = "/boot/grub/grub.cfg";

    /** Where an image is taken apart. */
    private static final String INSIDE = Plan.STATE + "/image";

    private static final String KEPT_STARTS =
            "Any boot without a choice starts the kept entry; the way back makes sure of it.";

    private static final List<Action> REBOOT = List.of(Action.run("sync"), Action.run("systemctl", "reboot"));

    private final Plan plan;
    private final RebuildTarget target;
    private final RebuildGrub grub;
    private final RebuildFrame frame;

    RebuildSteps(Plan plan, RebuildTarget target) {
        this.plan = plan;
        this.target = target;
        this.grub = new RebuildGrub(plan, target);
        this.frame = new RebuildFrame(
                plan,
                target,
                new RebuildFrame.Means(
                        "GRUB",
                        drive -> new Check.GrubOn(drive.label(), drive.identity()),
                        new Check.KernelWord("applepie=kept"),
                        REBOOT,
                        "--preserve=all",
                        "sha256sum"));
    }

    List<Phase> phases() {
        return List.of(readiness(), keep(), build(), trial(), settle());
    }

    private Phase readiness() {
        return Phase.readiness(
                "Backup, and somebody at the console",
                "RAID is not a backup. If the new kernel does not start, the old one does; if neither drive starts, only a rescue medium and a backup help. The trial boot needs a person at the machine's console, or one who reaches it over the network.",
                checkServer());
    }

    private Step checkServer() {
        return frame.checkServer(
                        "The runbook was compiled from a reading. If drives, arrays, kernels or GRUB changed since, its commands are wrong and nothing may be done.")
                .proof(target.runsAsBefore())
                .proof(
                        new Check.FileIs(RebuildGrub.DEFAULTS, grub.originalDefaults()),
                        new Check.NextEntryIs(""),
                        new Check.PackageManagerReady())
                .look();
    }

    private Phase keep() {
        return frame.keep(
                "The package of a kernel makes it the default before anybody has seen it start. The kernel that runs gets an entry that no package touches, and is the default again.",
                save(),
                keepOld());
    }

    private Step save() {
        List<String> saved = new ArrayList<>(List.of(
                Configuration.FSTAB, Configuration.MDADM_CONF, RebuildGrub.DEFAULTS, GRUB_CFG, target.runningImage()));
        if (plan.situation().reading().files().get(SwitchPhases.CUSTOM_CFG) instanceof FileFact.Present) {
            saved.add(SwitchPhases.CUSTOM_CFG);
        }
        return frame.save(saved);
    }

    private boolean runsKept() {
        return plan.situation()
                .reading()
                .host()
                .kernelCommandLine()
                .orElse(List.of())
                .contains("applepie=kept");
    }

    private Step keepOld() {
        Steps step = frame.keepKernel(
                "keep-kernel",
                "A second name is given to its image, which nothing writes to again. Until the new kernel has proved itself this is what starts, also by itself and after a power cut.");
        if (!runsKept()) {
            step.run("ln", "--force", target.runningImage(), target.keptImage());
        }
        return defaultIsKept(step, "keep-kernel", grub.originalEntries(), grub.originalDefaults())
                .change();
    }

    /** Writes the kept entry and makes it what starts. */
    private Steps defaultIsKept(Steps step, String id, String entries, String defaults) {
        return write(
                        write(step, SwitchPhases.CUSTOM_CFG, entries, grub.keptEntry()),
                        RebuildGrub.DEFAULTS,
                        defaults,
                        grub.keptDefaults())
                .act(Plan.unmark(id))
                .act(updateGrub())
                .run("grep", "-m1", "set default=\"" + RebuildGrub.KEPT + "\"", GRUB_CFG)
                .run("sync")
                .run("mkdir", "-p", "-m", "0700", Plan.WORK)
                .act(plan.mark(id))
                .proof(plan.marked(id, "grub.cfg starts the kept entry by default"));
    }

    private static Steps write(Steps step, String path, String before, String after) {
        return step.act(new Action.WriteFile(path, after, "0644"))
                .diff(path, before, after)
                .proof(new Check.FileIs(path, after));
    }

    private static Action updateGrub() {
        return Action.run("env", "GRUB_DISABLE_OS_PROBER=true", "update-grub");
    }

    private Phase build() {
        return frame.build(
                "Build the initial RAM file system and the boot records",
                "The image must bring raid1, mdadm and the list of arrays, or the kernel does not find its root; each drive must be able to start GRUB by itself.",
                buildImage(),
                bootRecords());
    }

    private Step buildImage() {
        String id = "build-image";
        String list = Plan.STATE + "/initramfs.list";
        Steps step = step(
                        id,
                        "Build the image of " + target.kernel() + " and look into it",
                        "update-initramfs writes aside and renames. The kept image has a name of its own and stays what starts, whatever is found inside the new one.")
                .warning(HowtoWarning.ORDER)
                .limit(Plan.LONG)
                .wayBack(KEPT_STARTS)
                .before(plan.arraysWhole())
                .act(Plan.unmark(id))
                .run("update-initramfs", target.wanted().image() ? "-u" : "-c", "-k", target.kernel())
                .act(new Action.RunInto(Command.of("lsinitramfs", target.image()), list))
                .run("grep", "-m1", "raid1.ko", list)
                .run("grep", "-m1", "sbin/mdadm", list)
                .run("grep", "-m1", "etc/mdadm/mdadm.conf", list)
                .run("rm", "-rf", INSIDE)
                .run("unmkinitramfs", target.image(), INSIDE);
        for (PlannedArray array : plan.layout().arrays()) {
            step.run("grep", "-r", "-m1", "--include=mdadm.conf", array.uuid(), INSIDE);
        }
        return step.run("mkdir", "-p", "-m", "0700", Plan.WORK)
                .act(plan.mark(id))
                .cleanup(List.of(Action.run("rm", "-rf", INSIDE)))
                .proof(plan.marked(id, "the image holds raid1, mdadm and every array"))
                .proof(plan.arraysWhole())
                .change();
    }

    private Step bootRecords() {
        Steps step = step(
                        "boot-records",
                        "GRUB on both drives, with an entry for the new kernel",
                        "An upgrade of GRUB's package may leave one drive with an old core image that no longer fits its modules. Both are written again; the default stays the kept entry.")
                .limit(Plan.LONG)
                .wayBack(KEPT_STARTS)
                .before(plan.arraysWhole());
        for (PlannedDrive drive : List.of(plan.apple(), plan.pie())) {
            step.run("grub-install", "--target=i386-pc", "--recheck", drive.path())
                    .proof(new Check.GrubOn(drive.label(), drive.identity()));
        }
        return write(step, SwitchPhases.CUSTOM_CFG, grub.keptEntry(), grub.bothEntries())
                .act(updateGrub())
                .run("grep", "-m1", "vmlinuz-" + target.kernel() + " ", GRUB_CFG)
                .run("grep", "-m1", "set default=\"" + RebuildGrub.KEPT + "\"", GRUB_CFG)
                .act(Plan.settle())
                .proof(new Check.FileIs(RebuildGrub.DEFAULTS, grub.keptDefaults()))
                .change();
    }

    private Phase trial() {
        Gate gate = new Gate(
                "trial-reboot",
                "The server reboots, and a person chooses the new kernel",
                "Go to the console now. GRUB cannot write on arrays, so nothing can be armed for one boot only: within "
                        + RebuildGrub.MENU_SECONDS + " seconds choose \"" + grub.newTitle()
                        + "\" in GRUB's menu. Without a choice the kept kernel starts, and this step is tried again. If the new kernel does not find its root it gives up after half a minute and the kept one starts.",
                List.of(new Gate.Question(
                        "console", "Who is at the console, and how is it reached?", Gate.Kind.TEXT, "")),
                false);
        return frame.trial("Trial boot, chosen by a person", gate, trialBoot());
    }

    private Step trialBoot() {
        Steps boot = frame.trialBoot(
                        "Choose \"" + grub.newTitle()
                                + "\" in GRUB's menu. If the machine does not come back: reset it and choose nothing.",
                        KEPT_STARTS)
                .before(new Check.FileIs(SwitchPhases.CUSTOM_CFG, grub.bothEntries()))
                .act(REBOOT);
        return frame.newKernelRuns(boot, new Check.KernelWord("applepie=new"));
    }

    private Phase settle() {
        return frame.settle(
                "the kept one stays in the menu.",
                "update-grub puts the newest kernel first, and one more boot shows that the machine starts by itself.",
                makeDefault(),
                finalBoot(),
                prove());
    }

    private Step makeDefault() {
        String id = "grub-default";
        String first = Plan.STATE + "/grub.first";
        return write(
                        write(
                                frame.makeDefault(
                                        id,
                                        "The first entry of grub.cfg must load the new kernel. The kept entry stays, with its own image.",
                                        KEPT_STARTS),
                                SwitchPhases.CUSTOM_CFG,
                                grub.bothEntries(),
                                grub.keptEntry()),
                        RebuildGrub.DEFAULTS,
                        grub.keptDefaults(),
                        grub.newestDefaults())
                .act(Plan.unmark(id))
                .act(updateGrub())
                .act(new Action.RunInto(Command.of("grep", "-m1", "vmlinuz-", GRUB_CFG), first))
                .run("grep", "vmlinuz-" + target.kernel() + " ", first)
                .run("grep", "-m1", "set default=\"0\"", GRUB_CFG)
                .run("sync")
                .run("mkdir", "-p", "-m", "0700", Plan.WORK)
                .act(plan.mark(id))
                .proof(plan.marked(id, "the first entry of grub.cfg loads " + target.kernel()))
                .change();
    }

    private Step finalBoot() {
        return frame.finalBoot(
                "Nobody chooses anything this time.",
                "the kept entry",
                new Check.Probe(
                        "neither the kept nor the trial entry was started",
                        Command.of("sed", "-n", "/applepie=/p", "/proc/cmdline"),
                        ""));
    }

    private Step prove() {
        return frame.prove(new Check.NextEntryIs(""), new Check.FileIs(RebuildGrub.DEFAULTS, grub.newestDefaults()));
    }

    /** From wherever the run stands: the kept entry is the default and runs. */
    List<Step> wayBack() {
        return List.of(keepAgain(), frame.bootKept());
    }

    private Step keepAgain() {
        Steps step = frame.keepAgain(
                "grub-back", "The kept entry and its image are the ones the machine was seen to start with.");
        if (!runsKept()) {
            step.act(frame.keepImageAgain());
        }
        return defaultIsKept(step, "grub-back", grub.originalEntries(), grub.originalDefaults())
                .change();
    }
}
