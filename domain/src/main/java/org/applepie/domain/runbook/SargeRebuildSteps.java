package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;

/**
 * From the kernel that runs to another one, or to a fresh image of the same, on a Debian 3.1 server whose system stands on
 * arrays. What is known to start the machine gets an entry of its own first and is the default until the new one has been
 * seen to carry the system.
 */
final class SargeRebuildSteps {

    /** Where an image is looked into. */
    private static final String INSIDE = "/mnt/applepie-initrd";

    private static final String KEPT_STARTS =
            "The next boot starts the kept entry by itself; the way back makes it certain.";

    private final Plan plan;
    private final RebuildTarget target;
    private final SargeSteps shared;
    private final SargeRebuildLilo lilo;
    private final RebuildFrame frame;

    SargeRebuildSteps(Plan plan, RebuildTarget target) {
        this.plan = plan;
        this.target = target;
        this.shared = new SargeSteps(plan, new SargeFiles(plan));
        this.lilo = new SargeRebuildLilo(plan, target);
        this.frame = new RebuildFrame(
                plan,
                target,
                new RebuildFrame.Means(
                        "LILO",
                        drive -> new Check.LiloOn(drive.label(), drive.identity()),
                        new Check.KernelWord("BOOT_IMAGE=" + SargeRebuildLilo.KEPT),
                        SargeSteps.boot(),
                        "-p",
                        "md5sum"));
    }

    List<Phase> phases() {
        return List.of(readiness(), keep(), build(), trial(), settle());
    }

    private Phase readiness() {
        return Phase.readiness(
                "Backup, and whether this is needed",
                "RAID is not a backup. On a mirrored machine the HOWTO advises against kernel upgrades, security updates aside. If the new kernel does not start, the old one does; if neither drive starts, only a rescue medium and a backup help.",
                rescueMedium(),
                checkServer());
    }

    private Step rescueMedium() {
        return step(
                        "rescue-medium",
                        "Have a rescue medium at hand",
                        "If neither entry starts the machine, only a floppy or CD does, and it must be known to work on this very machine.")
                .warning(HowtoWarning.REPAIR)
                .proof(plan.systemOnArrays())
                .byHand(Card.of(
                                Card.Instruction.of(
                                        "Lay a rescue floppy or CD beside the machine, and the printed recovery card of this server with it."),
                                Card.Instruction.of(
                                        "The medium must have started this machine, or one of the same kind, before today."))
                        .asking(new Gate.Question(
                                "rescue",
                                "Which medium is it, and which machine has it started?",
                                Gate.Kind.TEXT,
                                "")));
    }

    private Step checkServer() {
        return frame.checkServer(
                        "The runbook was compiled from a reading. If drives, arrays, kernels or LILO changed since, its commands are wrong and nothing may be done. An image built while an array is degraded would start one half at every boot.")
                .proof(shared.mdadmConfLists())
                .proof(target.runsAsBefore())
                .proof(
                        new Check.FileIs(SargeFiles.LILO_CONF, lilo.original()),
                        new Check.PackageManagerReady(),
                        new Check.UnitsActive(List.of("ssh")))
                .look();
    }

    private Phase keep() {
        return frame.keep(
                "The package of a kernel turns the links of the first entry to the new kernel and may run lilo, so an upgrade alone already changes what starts. The kernel that runs gets an entry that no package touches, and is the default again.",
                save(),
                keepOld());
    }

    private Step save() {
        List<String> saved = new ArrayList<>(Stream.of(
                        SargeFiles.FSTAB,
                        SargeFiles.LILO_CONF,
                        SargeFiles.MDADM_CONF,
                        SargeFiles.MODULES,
                        SargeFiles.INITRD_MODULES,
                        SargeFiles.MKINITRD_CONF)
                .filter(f -> plan.situation().reading().file(f).isPresent())
                .toList());
        saved.add(target.runningImage());
        return frame.save(saved);
    }

    private Step keepOld() {
        String id = "lilo-keep";
        Steps step = frame.keepKernel(
                id,
                "A second name is given to its image, which nothing writes to again, and the entry "
                        + SargeRebuildLilo.KEPT
                        + " loads it. Until the new kernel has proved itself this is what starts, also by itself and after a power cut.");
        if (!lilo.runsKept()) {
            step.run("ln", "-f", target.runningImage(), target.keptImage());
        }
        return write(step, id, lilo.original(), lilo.kept()).change();
    }

    private Steps write(Steps step, String id, String before, String after) {
        return SargeSteps.write(step, SargeFiles.LILO_CONF, before, after)
                .act(shared.lilo(id))
                .proof(shared.liloDid(id, after))
                .proof(shared.liloOnBoth());
    }

    private Phase build() {
        return frame.build(
                "Build the initial RAM disk",
                "The image must bring the drivers of the drives, md and raid1, and the list of both halves of the root array, or the kernel does not find its root.",
                buildImage());
    }

    /** One step, so that LILO runs right after the image is in place: it knows files by their blocks. */
    private Step buildImage() {
        String id = "build-image";
        String temp = target.image() + "-temp";
        Steps step = step(
                        id,
                        "Build the image of " + target.kernel() + " and give it an entry",
                        "mkinitrd writes to a file aside. It is looked into, and takes the place of the image only if raid1 and both members of the root array are in it; lilo runs at once. The default stays "
                                + SargeRebuildLilo.KEPT + ".")
                .warning(HowtoWarning.ORDER)
                .limit(Plan.LONG)
                .wayBack(KEPT_STARTS)
                .before(plan.arraysWhole())
                .run("rm", "-f", temp)
                .run("mkinitrd", "-o", temp, "/lib/modules/" + target.kernel())
                .act(lookInside(temp));
        if (!target.isSame() && target.wanted().image()) {
            step.run("ln", "-f", target.image(), target.image() + "-previous");
        }
        step.run("mv", "-f", temp, target.image()).run("sync").cleanup(leave());
        return write(step, id, lilo.kept(), lilo.both())
                .proof(new Check.NotMounted(INSIDE))
                .proof(plan.arraysWhole())
                .change();
    }

    private List<Action> lookInside(String image) {
        PlannedArray root = plan.rootArray();
        String script = INSIDE + "/script";
        String found = Plan.STATE + "/initrd.list";
        List<Action> actions = new ArrayList<>(List.of(
                Action.run("mkdir", "-p", INSIDE),
                Action.run("mount", "-n", "-t", "cramfs", "-o", "loop,ro", image, INSIDE),
                new Action.RunInto(
                        Command.of("find", INSIDE + "/lib/modules/" + target.kernel(), "-name", "raid1.*"), found),
                Action.run("grep", "raid1", found),
                Action.run("cat", script),
                Action.run("grep", "-q", "mdadm -A /devfs/md/" + root.name().substring("md".length()) + " ", script)));
        for (PlannedDrive drive : List.of(plan.apple(), plan.pie())) {
            actions.add(Action.run("grep", "-q", "-w", drive.partition(root.partition()), script));
        }
        actions.add(Action.run("umount", "-n", INSIDE));
        return actions;
    }

    private static List<Action> leave() {
        return List.of(
                Plan.runAccepting(Set.of(0, 1, 2, 32), "umount", "-n", INSIDE),
                Plan.runAccepting(Set.of(0, 1), "rmdir", INSIDE));
    }

    private Phase trial() {
        Gate gate = new Gate(
                "trial-reboot",
                "The server reboots into the new kernel, once",
                "The entry is armed for exactly one boot. If the kernel does not find its root it gives up after half a minute and the next boot starts "
                        + SargeRebuildLilo.KEPT
                        + ". Choose a time that suits, with somebody who can reach the machine.",
                List.of(),
                false);
        return frame.trial("Trial boot, armed for exactly one boot", gate, trialBoot());
    }

    private Step trialBoot() {
        Steps boot = frame.trialBoot(SargeSteps.CONSOLE_DANGER, KEPT_STARTS)
                .before(new Check.FileIs(SargeFiles.LILO_CONF, lilo.both()))
                .run("lilo", "-R", lilo.label(), "panic=30")
                .act(SargeSteps.boot());
        return frame.newKernelRuns(boot, new Check.KernelWord("BOOT_IMAGE=" + lilo.label()));
    }

    private Phase settle() {
        return frame.settle(
                SargeRebuildLilo.KEPT + " stays in the menu.",
                "lilo writes the boot records of both drives once more, and one more boot shows that the machine starts by itself.",
                makeDefault(),
                finalBoot(),
                prove());
    }

    private Step makeDefault() {
        String id = "lilo-default";
        Steps step = frame.makeDefault(
                        id,
                        "LILO must name the new default and the boot records of the array and of both drives. The kept entry stays, and so does LinuxOLD, whose links belong to the packages.",
                        KEPT_STARTS)
                .run("rm", "-f", target.image() + "-previous");
        return write(step, id, lilo.both(), lilo.switched()).change();
    }

    private Step finalBoot() {
        return frame.finalBoot(
                "lilo has run since the last boot, so the boot records are proved once more.",
                SargeRebuildLilo.KEPT,
                new Check.KernelWord("BOOT_IMAGE=" + lilo.label()));
    }

    private Step prove() {
        return frame.prove(shared.mdadmConfLists(), new Check.FileIs(SargeFiles.LILO_CONF, lilo.switched()));
    }

    /** From wherever the run stands: the kept entry is the default and runs. */
    List<Step> wayBack() {
        return List.of(keepAgain(), frame.bootKept());
    }

    private Step keepAgain() {
        String id = "lilo-back";
        Steps step = frame.keepAgain(
                        id,
                        "LILO runs through arrays that are whole only. If an array lost a half meanwhile, repair it first: the kept entry is what starts unless the new kernel was made the default.")
                .before(plan.arraysWhole())
                .run("mkdir", "-p", "-m", "0700", plan.backups());
        if (!lilo.runsKept()) {
            step.act(frame.keepImageAgain());
        }
        step.act(leave());
        return write(step, id, lilo.original(), lilo.kept()).change();
    }
}
