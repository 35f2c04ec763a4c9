package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;

/** From the old system to the degraded arrays: configuration, the quiet copy, the boot record of pie, the fourth reboot. */
final class SargeSwitch {

    /** The step in which pie gets its boot record. */
    static final String PIE_RECORD = "boot-record-pie";

    private final Plan plan;
    private final SargeFiles files;
    private final SargeSteps shared;
    private final PlannedDrive apple;
    private final PlannedDrive pie;
    private final boolean atConsole;

    /** @param atConsole true if a person copies in single-user mode, false if services are stopped over the connection */
    SargeSwitch(Plan plan, SargeFiles files, boolean atConsole) {
        this.plan = plan;
        this.files = files;
        this.shared = new SargeSteps(plan, files);
        this.apple = plan.apple();
        this.pie = plan.pie();
        this.atConsole = atConsole;
    }

    List<Phase> phases() {
        return atConsole ? List.of(configure(), copyAtConsole()) : List.of(configure(), copy(), trial());
    }

    private List<Step> quietSteps() {
        List<Step> steps = new ArrayList<>();
        plan.fileSystems().forEach(a -> steps.add(copy(a)));
        plan.fileSystems().forEach(a -> steps.add(compare(a)));
        steps.add(fstabOfCopy());
        steps.add(bootRecordOfPie());
        return steps;
    }

    private Phase copyAtConsole() {
        Gate gate = new Gate(
                "quiesce",
                "Somebody goes to the console, and the server stops working",
                "init 1 ends every connection, so a person does the next step at the machine's own keyboard, by a card and a script that lies on the server. Until it has restarted onto the copy the server does nothing else; it takes as long as copying everything and reading it twice.",
                List.of(),
                false);
        return new Phase(
                "copy",
                "Single-user mode: copy, comparison, switch",
                "At the console, as the HOWTO has it. The entry of the arrays is armed for exactly one boot.",
                List.of(pie.label()),
                Optional.of(gate),
                new SargeConsole(plan, files).steps(quietSteps()));
    }

    private Phase configure() {
        return new Phase(
                "configure",
                "Prepare the switch",
                "LILO learns to start the arrays. From here until the switch nobody may reboot the server: the entry for the arrays would find an empty root.",
                List.of(apple.label()),
                Optional.empty(),
                List.of(fstab(), initrd(), lilo()));
    }

    private Step fstab() {
        return SargeSteps.write(
                        step(
                                "fstab-original",
                                "Take the trial lines out of fstab",
                                "The HOWTO turns the original's fstab to the arrays and copies it, so that its fallback entry boots a root whose fstab names arrays. Here the original gets its own lines back and keeps them, and only the copy is turned: the way back really boots."),
                        SargeFiles.FSTAB,
                        files.fstabOnTrial(),
                        files.original(SargeFiles.FSTAB))
                .before(shared.onTrialMounts())
                .change();
    }

    private Step initrd() {
        return SargeSteps.write(
                        step(
                                        "initrd-root",
                                        "Build the initial RAM disk (third of four) for the root array",
                                        "mkinitrd no longer looks for the root itself but is told: the array that will hold it. Everything that has to do with arrays is edited here, on the original, before it is copied; an edit on the wrong drive afterwards is the classic mistake.")
                                .limit(Plan.LONG)
                                .wayBack("The way back puts the saved image and file in their places.")
                                .before(plan.arraysOnPie()),
                        SargeFiles.MKINITRD_CONF,
                        files.original(SargeFiles.MKINITRD_CONF),
                        files.mkinitrdConf())
                .act(shared.initrd("initrd-root"))
                .proof(shared.liloDid("initrd-root", files.liloWithMenu()))
                .proof(new Check.LiloOn(apple.label(), apple.identity()))
                .change();
    }

    private Step lilo() {
        return SargeSteps.write(
                        step(
                                        "lilo-arrays-root",
                                        "Let the first entry mount the root array",
                                        "The entry of the old system stays what is started if nobody chooses, until the arrays have been seen to carry the system.")
                                .wayBack("The way back writes the old lilo.conf and runs lilo."),
                        SargeFiles.LILO_CONF,
                        files.liloWithMenu(),
                        files.liloOnArrays())
                .act(shared.lilo("lilo-arrays-root"))
                .proof(shared.liloDid("lilo-arrays-root", files.liloOnArrays()))
                .proof(new Check.LiloOn(apple.label(), apple.identity()))
                .change();
    }

    private Phase copy() {
        List<Step> steps = new ArrayList<>();
        steps.add(quiesce());
        steps.addAll(quietSteps());
        return new Phase(
                "copy",
                "Quiet, copy, comparison",
                "With nothing writing any more, everything is copied and proved equal.",
                List.of(pie.label()),
                Optional.of(gate()),
                steps);
    }

    private static Gate gate() {
        return new Gate(
                "quiesce",
                "Services stop now, and the server reboots onto the copy",
                "init 1 would end the connection on this system, so the services are stopped one by one and ssh stays. From here to the reboot the server does nothing else; it takes as long as copying everything twice. What is written in between is lost for the copy, so do not restart services by hand, and do not reboot.",
                List.of(),
                false);
    }

    private List<String> services() {
        return SargeServices.toStop(plan.situation().reading().activeUnits().orElse(List.of()));
    }

    private Step quiesce() {
        Steps step = step(
                        "quiesce",
                        "Stop what writes",
                        "Stops every service of the runlevel but those that carry the connection. Then no process may have a file on a drive open for writing.")
                .warning(HowtoWarning.REASON.text())
                .wayBack("The way back starts them again; a reboot does as well.");
        services().forEach(s -> step.act(Plan.runAccepting(Set.of(0, 1, 2, 3, 5, 6, 7), "/etc/init.d/" + s, "stop")));
        return step.run("sync").proof(SargeServices.nothingWrites()).change();
    }

    private Step copy(PlannedArray array) {
        String target = SargeFiles.trialMount(array);
        return step(
                        "copy-" + Plan.slug(array),
                        "Copy " + array.mountPoint(),
                        "The file system is bound to a place of its own, so that nothing mounted below it is copied with it and nothing hidden below a mount point is missed. Links stay links, devices devices. These are "
                                + mib(array)
                                + " MiB; cp does not tell how far it is, and at 2 MB a second, slow for such a drive, it would take "
                                + (plan.volume(array).usedBytes() / 2_000_000 / 60 + 1) + " minutes.")
                .limit(Plan.LONG.plusSeconds(plan.volume(array).usedBytes() / 2_000_000))
                .wayBack("The copy is thrown away with the array.")
                .before(
                        shared.onTrialMount(array),
                        stillOnApple(array),
                        new Check.NeverHadAttributes(array.mountPoint(), plan.onApple(array)),
                        SargeServices.nothingWrites())
                .run("mkdir", "-p", SargeSteps.SOURCE)
                .run("mount", "-n", "--bind", array.mountPoint(), SargeSteps.SOURCE)
                .run("cp", "-dpR", SargeSteps.SOURCE + "/.", target + "/")
                .run("sync")
                .cleanup(unbind())
                .proof(shared.onTrialMount(array), new Check.NotMounted(SargeSteps.SOURCE))
                .change();
    }

    private long mib(PlannedArray array) {
        return plan.volume(array).usedBytes() / (1024 * 1024);
    }

    private Check stillOnApple(PlannedArray array) {
        return new Check.MountedFromPartition(array.mountPoint(), plan.onApple(array));
    }

    private static List<Action> unbind() {
        return List.of(Plan.runAccepting(Set.of(0, 1), "umount", "-n", SargeSteps.SOURCE));
    }

    private Step compare(PlannedArray array) {
        String id = "compare-" + Plan.slug(array);
        String target = SargeFiles.trialMount(array);
        return step(
                        id,
                        "Compare " + array.mountPoint() + " with its copy",
                        "Two listings of the top directory, as in the HOWTO, prove little. Every name with kind, mode, owner, size, link count, time and target must be the same on both sides, and so must the checksum of every file. The copy is mounted anew first, so that it is read from the drive and not from memory: a write that failed unseen is found here.")
                .limit(Plan.LONG.plusSeconds(plan.volume(array).usedBytes() / 1_000_000))
                .before(shared.onTrialMount(array), stillOnApple(array), SargeServices.nothingWrites())
                .act(SargeSteps.unmark(id))
                .run("umount", "-n", target)
                .run("mount", "-n", "-t", array.contentType(), array.path(), target)
                .run("mkdir", "-p", SargeSteps.SOURCE)
                .run("mount", "-n", "--bind", array.mountPoint(), SargeSteps.SOURCE)
                .act(new SargeComparison(
                                SargeSteps.SOURCE, target, array.mountPoint().equals("/"))
                        .actions())
                .act(shared.mark(id))
                .cleanup(unbind())
                .proof(new Check.NeverHadAttributes(array.mountPoint(), plan.onApple(array)))
                .proof(shared.marked(id, "the comparison of " + array.mountPoint() + " found no difference"))
                .proof(shared.onTrialMount(array), new Check.NotMounted(SargeSteps.SOURCE))
                .change();
    }

    private Step fstabOfCopy() {
        String path = SargeFiles.trialMount(plan.rootArray()) + SargeFiles.FSTAB;
        return step(
                        "fstab-copy",
                        "Turn the fstab of the copy to the arrays",
                        "Each device of " + apple.label()
                                + " is replaced by the array that mirrors it; every other line stays.")
                .wayBack("The copy is thrown away.")
                .before(shared.onTrialMount(plan.rootArray()))
                .act(new Action.WriteFile(path, files.fstabOfArrays(), "0644"))
                .run("sync")
                .diff(SargeFiles.FSTAB, files.original(SargeFiles.FSTAB), files.fstabOfArrays())
                .proof(new Check.Probe(
                        "fstab of the copy reads as planned",
                        Command.of("cat", path),
                        files.fstabOfArrays().stripTrailing()))
                .change();
    }

    /** LILO of that age refuses a degraded array, so the array of /boot is stopped and its one member mounted for a moment. */
    private Step bootRecordOfPie() {
        PlannedArray boot = plan.bootArray();
        String root = SargeFiles.trialMount(plan.rootArray());
        String member = pie.partition(boot.partition());
        return step(
                        PIE_RECORD,
                        "Give " + pie.label() + " a boot record of its own",
                        "The HOWTO promises this record and never writes it, so its first boot of the arrays depends on the old drive. LILO cannot write one through a degraded array: the array of /boot is stopped, its only member mounted, and assembled again afterwards.")
                .destroys("the boot record of " + pie.label())
                .wayBack("The way back clears the drive's table and boot record.")
                .before(shared.onTrialMount(plan.rootArray()))
                .act(new Action.WriteFile(root + "/etc/lilo-pie.conf", files.liloOfPie(), "0644"))
                .act(Plan.runAccepting(Set.of(0, 1), "umount", SargeFiles.trialMount(boot)))
                .act(Plan.runAccepting(Set.of(0, 1), "mdadm", "--stop", boot.path()))
                .run("mount", "-n", "-t", boot.contentType(), member, root + "/boot")
                .run("mount", "-n", "-t", "proc", "proc", root + "/proc")
                .act(shared.lilo(PIE_RECORD, "-r", root, "-C", "/etc/lilo-pie.conf"))
                .cleanup(List.of(
                        Plan.runAccepting(Set.of(0, 1), "umount", "-n", root + "/proc"),
                        Plan.runAccepting(Set.of(0, 1), "umount", "-n", root + "/boot"),
                        Plan.runAccepting(Set.of(0, 1), "mdadm", "--assemble", boot.path(), "--run", member)))
                .proof(shared.liloDid(PIE_RECORD, files.liloOfPie()))
                .proof(new Check.LiloOn(pie.label(), pie.identity()), new Check.NotMounted(root + "/boot"))
                .proof(plan.arraysOnPie())
                .change();
    }

    private Phase trial() {
        return new Phase(
                "trial",
                "Switch to the arrays",
                "The entry of the arrays is armed for exactly one boot. If that fails or the power does, the next boot brings the old system back by itself.",
                List.of(),
                Optional.empty(),
                List.of(trialBoot()));
    }

    private Step trialBoot() {
        return step(
                        "trial-boot",
                        "Reboot (fourth of six) into the degraded arrays",
                        "Root, /boot, swap and every mount must come from the arrays afterwards, and "
                                + apple.label() + " must be idle. There is no delay between the copy and this. "
                                + SargeSteps.CONSOLE_DANGER)
                .warning(HowtoWarning.EFFECT.text())
                .limit(Plan.LONG.dividedBy(2))
                .wayBack("Any further boot brings the old system back; the way back makes it certain.")
                .before(plan.systemOnApple())
                .before(plan.arraysOnPie())
                .before(SargeServices.nothingWrites())
                .act(shared.bootOnce())
                .proof(plan.systemOnArrays())
                .proof(plan.arraysOnPie())
                .proof(new Check.DriveUnused(apple.label(), apple.identity()), shared.booted())
                .reboot();
    }
}
