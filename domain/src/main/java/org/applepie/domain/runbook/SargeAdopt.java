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

/** The point of no return: apple is retagged and adopted, /boot first, and LILO runs as soon as that array is whole. */
final class SargeAdopt {

    /** Bytes a second; slow for a drive of that age. */
    private static final long SLOWEST = 1_000_000;

    private static final String NO_WAY_BACK = "None. Go forward: the complete copy is in service on the other drive.";

    private final Plan plan;
    private final SargeFiles files;
    private final SargeSteps shared;
    private final PlannedDrive apple;

    SargeAdopt(Plan plan, SargeFiles files) {
        this.plan = plan;
        this.files = files;
        this.shared = new SargeSteps(plan, files);
        this.apple = plan.apple();
    }

    List<Phase> phases() {
        List<Step> steps = new ArrayList<>();
        steps.add(retag());
        plan.layout().arrays().stream().sorted(bootFirst()).forEach(array -> {
            steps.add(adopt(array));
            steps.add(sync(array));
            if (array.equals(plan.bootArray())) {
                steps.add(lilo());
            }
        });
        return List.of(new Phase(
                "adopt",
                "Adopt " + apple.label(),
                "One partition of " + apple.label()
                        + " after the other joins its array, and the next only when the sync of the one before has ended. Never reboot while a sync runs. The HOWTO adds the largest first and runs lilo at the end, which leaves the machine for hours with no drive that starts it; here /boot comes first, and lilo follows at once.",
                List.of(apple.label(), plan.pie().label()),
                Optional.of(gate()),
                steps));
    }

    private Comparator<PlannedArray> bootFirst() {
        return Comparator.comparing((PlannedArray a) -> !a.equals(plan.bootArray()))
                .thenComparing(PlannedArray::isSwap)
                .thenComparing(PlannedArray::partition);
    }

    private Gate gate() {
        return new Gate(
                "point-of-no-return",
                "Point of no return",
                "The data on " + apple.label() + " (" + apple.identity().model() + ", " + apple.path()
                        + ") is destroyed from here on. It has been standing still since the comparison: going back already loses what was written since. Use the server on the copy first, and be content with it. From the next step until lilo has run, some minutes, no drive starts the machine: see that the power is safe.",
                Gate.askBackup(
                        new Question("label", "Type the label of the drive to be adopted.", Kind.TYPED, apple.label())),
                true);
    }

    private Step retag() {
        Steps step = step(
                        "retag-apple",
                        "Set the types of " + apple.label() + " to fd",
                        "By number and without an editor, so that no boot flag is lost.")
                .warning(HowtoWarning.ATTENTION.text())
                .destroys("the types in the table of " + apple.label())
                .wayBack(NO_WAY_BACK)
                .before(plan.systemOnArrays())
                .before(plan.arraysOnPie())
                .before(new Check.DriveUnused(apple.label(), apple.identity()));
        for (PlannedArray array : plan.layout().arrays()) {
            step.run("sfdisk", "--change-id", apple.path(), Integer.toString(array.partition()), LayoutPlan.RAID_TYPE);
        }
        return step.proof(new Check.TableIs(apple.label(), apple.identity(), apple.table()))
                .change();
    }

    private Step adopt(PlannedArray array) {
        String partition = apple.partition(array.partition());
        return step(
                        "adopt-" + array.name(),
                        "Adopt partition " + array.partition() + " of " + apple.label() + " into " + array.name(),
                        "A superblock of an earlier life is cleared first, which the HOWTO does only for replacements: the member with the higher event count would be taken for the good one. From this moment the kernel copies "
                                + array.mountPoint() + " from " + plan.pie().label() + " to " + apple.label() + ".")
                .destroys("the old " + array.mountPoint() + " on " + apple.label())
                .wayBack(NO_WAY_BACK)
                .before(Plan.systemOn(array), new Check.ArrayIs(array.reference(), List.of(plan.onPie(array)), false))
                .act(SargeSteps.zeroSuperblock(partition))
                .run("mdadm", "--add", array.path(), partition)
                .proof(new Check.ArrayHas(array.reference(), plan.onApple(array)))
                .change();
    }

    private Step sync(PlannedArray array) {
        return step(
                        "sync-" + array.name(),
                        "Wait for the sync of " + array.name(),
                        "The kernel copies; nothing is hurried, and nothing else starts before it has ended. Do not reboot.")
                .warning(HowtoWarning.PATIENCE.text())
                .wayBack(NO_WAY_BACK)
                .limit(plan.syncLimit(array, SLOWEST))
                .proof(new Check.ArrayIs(array.reference(), List.of(plan.onPie(array), plan.onApple(array)), true))
                .await(List.of(array.reference()));
    }

    private Step lilo() {
        PlannedArray boot = plan.bootArray();
        return SargeSteps.write(
                        step(
                                        "lilo-arrays",
                                        "Boot records on both drives",
                                        "LILO writes one for the array of /boot and one on each drive; through an array that is not whole it would refuse. The entry of the old system goes in the same moment: its root is overwritten next, and to start it would write on one half of a mirror.")
                                .destroys("the boot records of both drives")
                                .wayBack(NO_WAY_BACK)
                                .before(new Check.ArrayIs(
                                        boot.reference(), List.of(plan.onPie(boot), plan.onApple(boot)), true)),
                        SargeFiles.LILO_CONF,
                        files.liloOnArrays(),
                        files.liloOfArrays())
                .act(shared.lilo("lilo-arrays"))
                .proof(shared.liloDid("lilo-arrays", files.liloOfArrays()))
                .proof(shared.liloOnBoth())
                .change();
    }
}
