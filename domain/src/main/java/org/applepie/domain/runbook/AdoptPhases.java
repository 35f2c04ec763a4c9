package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.applepie.domain.runbook.Gate.Kind;
import org.applepie.domain.runbook.Gate.Question;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;

/** The point of no return: apple is retagged, cleared and adopted, one partition after the other. */
final class AdoptPhases {

    /** Bytes a second; below the kernel's guaranteed speed on a busy machine. */
    private static final long SLOWEST = 2_000_000;

    private static final String NO_WAY_BACK = "None. Go forward: the complete copy is in service on the other drive.";

    private final Plan plan;
    private final PlannedDrive apple;

    AdoptPhases(Plan plan) {
        this.plan = plan;
        this.apple = plan.apple();
    }

    List<Phase> phases() {
        List<Step> steps = new ArrayList<>();
        steps.add(bootRecord());
        plan.layout().arrays().stream().sorted(bootFirst()).forEach(array -> {
            steps.add(adopt(array));
            steps.add(sync(array));
        });
        return List.of(new Phase(
                "adopt",
                "Adopt " + apple.label(),
                "One partition of " + apple.label()
                        + " after the other joins its array, and the next only when the sync of the one before has ended. A reboot during a sync is survived, but do not ask for one.",
                List.of(apple.label(), plan.pie().label()),
                Optional.of(gate()),
                steps));
    }

    private Comparator<PlannedArray> bootFirst() {
        return Comparator.comparing((PlannedArray a) -> !a.equals(plan.bootArray()))
                .thenComparing(PlannedArray::partition);
    }

    private Gate gate() {
        return new Gate(
                "point-of-no-return",
                "Point of no return",
                "The data on " + apple.label() + " (" + apple.identity().model() + ", serial "
                        + apple.identity().serial()
                        + ") is destroyed from here on. It has been standing still since the comparison: going back already loses what was written since. Use the server on the copy first, and be content with it.",
                Gate.askBackup(
                        new Question("label", "Type the label of the drive to be adopted.", Kind.TYPED, apple.label())),
                true);
    }

    private Step bootRecord() {
        return step(
                        "boot-record-apple",
                        "Let " + apple.label() + " start the arrays",
                        "Before the first partition of " + apple.label()
                                + " is overwritten, its boot record is made to start the arrays. So there is no moment in which the firmware picks this drive and finds nothing, whichever drive it tries first.")
                .warning(HowtoWarning.ATTENTION)
                .destroys("the boot record of " + apple.label() + ", and with it the way back")
                .wayBack(NO_WAY_BACK)
                .before(plan.systemOnArrays())
                .before(plan.arraysOnPie())
                .before(new Check.DriveUnused(apple.label(), apple.identity()))
                .run("grub-install", "--target=i386-pc", "--recheck", apple.path())
                .act(Plan.settle())
                .proof(new Check.GrubOn(apple.label(), apple.identity()))
                .change();
    }

    private Step adopt(PlannedArray array) {
        String partition = apple.partition(array.partition());
        return step(
                        "adopt-" + array.name(),
                        "Adopt partition " + array.partition() + " of " + apple.label() + " into " + array.name(),
                        "Type fd, old signature cleared and proved gone, then added. From this moment the kernel copies "
                                + array.mountPoint() + " from " + plan.pie().label() + " to " + apple.label() + ".")
                .destroys("the old " + array.mountPoint() + " on " + apple.label())
                .wayBack(NO_WAY_BACK)
                .before(Plan.systemOn(array), new Check.ArrayIs(array.uuid(), List.of(plan.onPie(array)), false))
                .run("mkdir", "-p", "/dev/md")
                .run("ln", "-sfn", array.path(), array.handle())
                // other partitions of the drive are members already, so the kernel keeps its view; the type is on disk
                .run(
                        "sfdisk",
                        "--no-reread",
                        "--no-tell-kernel",
                        "--part-type",
                        apple.path(),
                        Integer.toString(array.partition()),
                        LayoutPlan.RAID_TYPE)
                .act(Plan.settle())
                .run("wipefs", "--all", partition)
                .act(Plan.settle())
                .act(Plan.silence("wipefs", partition))
                .run("mdadm", "--manage", array.handle(), "--add", partition)
                .act(Plan.settle())
                .proof(
                        new Check.PartitionTypeIs(
                                apple.label(), apple.identity(), array.partition(), LayoutPlan.RAID_TYPE),
                        new Check.ArrayHas(array.uuid(), plan.onApple(array)))
                .change();
    }

    private Step sync(PlannedArray array) {
        return step(
                        "sync-" + array.name(),
                        "Wait for the sync of " + array.name(),
                        "The kernel copies; nothing is hurried, and nothing else starts before it has ended.")
                .warning(HowtoWarning.PATIENCE)
                .wayBack(NO_WAY_BACK)
                .limit(plan.syncLimit(array, SLOWEST))
                .proof(new Check.ArrayIs(array.uuid(), List.of(plan.onPie(array), plan.onApple(array)), true))
                .await(List.of(array.uuid()));
    }
}
