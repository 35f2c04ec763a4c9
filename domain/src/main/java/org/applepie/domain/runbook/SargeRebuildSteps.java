package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final List<String> both;

    SargeRebuildSteps(Plan plan, RebuildTarget target) {
        this.plan = plan;
        this.target = target;
        this.shared = new SargeSteps(plan, new SargeFiles(plan));
        this.lilo = new SargeRebuildLilo(plan, target);
        this.both = List.of(plan.apple().label(), plan.pie().label());
    }

    List<Phase> phases() {
        return List.of(readiness(), keep(), build(), trial(), settle());
    }

    private Phase readiness() {
        Gate gate = new Gate(
                "readiness",
                "Backup, and whether this is needed",
                "RAID is not a backup. On a mirrored machine the HOWTO advises against kernel upgrades, security updates aside. If the new kernel does not start, the old one does; if neither drive starts, only a rescue medium and a backup help.",
                Gate.askBackup(),
                false);
        return new Phase(
                "readiness",
                "Readiness",
                "Proves that the server still is what the runbook was made for.",
                List.of(),
                Optional.of(gate),
                List.of(rescueMedium(), checkServer()));
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
        Steps step = step(
                        "check-server",
                        "Check the server against the reading",
                        "The runbook was compiled from a reading. If drives, arrays, kernels or LILO changed since, its commands are wrong and nothing may be done. An image built while an array is degraded would start one half at every boot.")
                .warning(HowtoWarning.OTHER_SYSTEM)
                .proof(new Check.SameMachine(
                        plan.situation().reading().host().machineId().orElse("")));
        for (PlannedDrive drive : List.of(plan.apple(), plan.pie())) {
            step.proof(
                    new Check.DrivePresent(drive.label(), drive.identity()),
                    new Check.TableIs(drive.label(), drive.identity(), drive.table()),
                    new Check.LiloOn(drive.label(), drive.identity()));
        }
        return step.proof(plan.arraysWhole())
                .proof(plan.systemOnArrays())
                .proof(shared.mdadmConfLists())
                .proof(target.runsAsBefore())
                .proof(
                        new Check.FileIs(SargeFiles.LILO_CONF, lilo.original()),
                        new Check.PackageManagerReady(),
                        new Check.UnitsActive(List.of("ssh")))
                .look();
    }

    private Phase keep() {
        return new Phase(
                "keep-old",
                "Keep what starts the machine",
                "The package of a kernel turns the links of the first entry to the new kernel and may run lilo, so an upgrade alone already changes what starts. The kernel that runs gets an entry that no package touches, and is the default again.",
                both,
                Optional.empty(),
                List.of(save(), keepOld()));
    }

    private Step save() {
        String place = plan.backups();
        Steps step = step(
                        "save-files",
                        "Save every file that will be touched",
                        "Copies of LILO's configuration and of the images are kept on the server, so that a person with a rescue medium can put them back by hand.")
                .warning(HowtoWarning.BACKUP)
                .wayBack("Remove " + place + " once the new kernel has proved itself.")
                .run("mkdir", "-p", "-m", "0700", place);
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
        if (!target.isSame() && target.wanted().image()) {
            saved.add(target.image());
        }
        List<String> sums = new ArrayList<>(List.of("md5sum"));
        for (String file : saved) {
            step.run("mkdir", "-p", place + file.substring(0, file.lastIndexOf('/')))
                    .run("cp", "-p", file, place + file);
            sums.add(place + file);
        }
        return step.act(new Action.RunInto(new Command(sums, ""), place + "/MD5SUMS"))
                .run("sync")
                .proof(new Check.Probe(
                        "the saved files read back with the same checksums",
                        Command.of("md5sum", "--check", "--status", place + "/MD5SUMS"),
                        ""))
                .change();
    }

    private Step keepOld() {
        String id = "lilo-keep";
        Steps step = step(
                        id,
                        "Give the kernel that runs an entry of its own, and start it by default",
                        "A second name is given to its image, which nothing writes to again, and the entry "
                                + SargeRebuildLilo.KEPT
                                + " loads it. Until the new kernel has proved itself this is what starts, also by itself and after a power cut.")
                .limit(Plan.LONG)
                .wayBack("None needed: the entry starts what runs now.")
                .before(plan.arraysWhole());
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
        return new Phase(
                "build",
                "Build the initial RAM disk",
                "The image must bring the drivers of the drives, md and raid1, and the list of both halves of the root array, or the kernel does not find its root.",
                both,
                Optional.empty(),
                List.of(buildImage()));
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
        return new Phase(
                "trial",
                "Trial boot, armed for exactly one boot",
                "What was not seen to boot is not known to boot.",
                List.of(),
                Optional.of(gate),
                List.of(trialBoot()));
    }

    private Step trialBoot() {
        return step(
                        "boot-new-kernel",
                        "Boot " + target.kernel() + " once",
                        "Kernel, arrays and every mount must be as planned afterwards. " + SargeSteps.CONSOLE_DANGER)
                .limit(Plan.LONG.dividedBy(2))
                .wayBack(KEPT_STARTS)
                .before(plan.arraysWhole())
                .before(new Check.FileIs(SargeFiles.LILO_CONF, lilo.both()))
                .run("lilo", "-R", lilo.label(), "panic=30")
                .run("sync")
                .run("shutdown", "-r", "now")
                .proof(target.runs())
                .proof(new Check.KernelWord("BOOT_IMAGE=" + lilo.label()))
                .proof(plan.systemOnArrays())
                .proof(plan.arraysWhole())
                .reboot();
    }

    private Phase settle() {
        Gate gate = new Gate(
                "final-reboot",
                "The new kernel becomes the default, and the server reboots once more",
                "The new kernel carried the system. From here on it is what starts if nobody chooses; "
                        + SargeRebuildLilo.KEPT + " stays in the menu.",
                List.of(),
                false);
        return new Phase(
                "settle",
                "Make it the default and prove it",
                "lilo writes the boot records of both drives once more, and one more boot shows that the machine starts by itself.",
                both,
                Optional.of(gate),
                List.of(makeDefault(), finalBoot(), prove()));
    }

    private Step makeDefault() {
        String id = "lilo-default";
        Steps step = step(
                        id,
                        "Start " + target.kernel() + " by default",
                        "LILO must name the new default and the boot records of the array and of both drives. The kept entry stays, and so does LinuxOLD, whose links belong to the packages.")
                .limit(Plan.LONG)
                .wayBack(KEPT_STARTS)
                .before(plan.arraysWhole())
                .before(target.runs())
                .run("rm", "-f", target.image() + "-previous");
        return write(step, id, lilo.both(), lilo.switched()).change();
    }

    private Step finalBoot() {
        return step(
                        "final-boot",
                        "Reboot, to be sure",
                        "lilo has run since the last boot, so the boot records are proved once more.")
                .limit(Plan.LONG.dividedBy(2))
                .wayBack("At the console choose " + SargeRebuildLilo.KEPT + "; the way back makes it the default.")
                .before(plan.arraysWhole())
                .act(SargeSteps.boot())
                .proof(target.runs())
                .proof(new Check.KernelWord("BOOT_IMAGE=" + lilo.label()))
                .proof(plan.systemOnArrays())
                .proof(plan.arraysWhole())
                .reboot();
    }

    private Step prove() {
        Steps step = step(
                        "prove-layout",
                        "Prove the whole layout",
                        "Tables, arrays, mounts, swap, configuration and boot records on both drives, against the plan.")
                .wayBack("None needed: both entries start the machine.")
                .proof(target.runs())
                .proof(plan.systemOnArrays())
                .proof(plan.arraysWhole())
                .proof(shared.mdadmConfLists())
                .proof(new Check.FileIs(SargeFiles.LILO_CONF, lilo.switched()));
        for (PlannedDrive drive : List.of(plan.apple(), plan.pie())) {
            step.proof(
                    new Check.TableIs(drive.label(), drive.identity(), drive.table()),
                    new Check.LiloOn(drive.label(), drive.identity()));
        }
        return step.look();
    }

    /** From wherever the run stands: the kept entry is the default and runs. */
    List<Step> wayBack() {
        return List.of(keepAgain(), bootKept());
    }

    private Step keepAgain() {
        String id = "lilo-back";
        Steps step = step(
                        id,
                        "Start the kept kernel by default",
                        "LILO runs through arrays that are whole only. If an array lost a half meanwhile, repair it first: the kept entry is what starts unless the new kernel was made the default.")
                .limit(Plan.LONG)
                .wayBack("This is the way back.")
                .before(plan.arraysWhole())
                .run("mkdir", "-p", "-m", "0700", plan.backups());
        if (!lilo.runsKept()) {
            // there already unless the run ended before it was made; what was kept is never replaced on the way back
            step.act(Plan.runAccepting(Set.of(0, 1), "ln", target.runningImage(), target.keptImage()));
        }
        step.act(leave());
        return write(step, id, lilo.original(), lilo.kept()).change();
    }

    private Step bootKept() {
        return step(
                        "boot-kept",
                        "Boot the kept kernel",
                        "Nothing is done if it was not left. LILO starts it by itself.")
                .limit(Plan.LONG.dividedBy(2))
                .wayBack("This is the way back.")
                .act(SargeSteps.boot())
                .proof(
                        target.isSame()
                                ? new Check.KernelWord("BOOT_IMAGE=" + SargeRebuildLilo.KEPT)
                                : target.runsAsBefore())
                .proof(plan.systemOnArrays())
                .reboot();
    }
}
