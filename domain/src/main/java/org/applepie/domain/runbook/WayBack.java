package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;

/**
 * Brings the old system back, from wherever the run stands before the point of no return: still on the original, or on
 * the trial boot. Each step does no harm where it is not needed.
 */
final class WayBack {

    private static final Set<Integer> ANY_UMOUNT = Set.of(0, 1, 32);

    private final Plan plan;
    private final PlannedDrive pie;

    WayBack(Plan plan) {
        this.plan = plan;
        this.pie = plan.pie();
    }

    List<Step> steps() {
        return List.of(releasePie(), rebootToOriginal(), tidy());
    }

    private Step releasePie() {
        Steps step = step(
                        "release-pie",
                        "Make " + pie.label() + " unable to start the machine",
                        "The firmware may try " + pie.label()
                                + " first. Without its table it is skipped, so that the next boot starts the original. What was written on the copy since the trial boot is given up with it.")
                .destroys("the partition table of " + pie.label())
                .wayBack("This is the way back.")
                .act(letGo());
        return step.run("wipefs", "--all", "--force", pie.path())
                .run("sync")
                .proof(new Check.DriveReleased(pie.label(), pie.identity()))
                .change();
    }

    /** Lets go of the copy. Refused while the trial system stands on it, unknown if it was never made: both are fine. */
    private List<Action> letGo() {
        List<Action> actions = new ArrayList<>();
        actions.add(Plan.runAccepting(ANY_UMOUNT, "umount", "--recursive", Plan.COPY));
        actions.add(Plan.runAccepting(ANY_UMOUNT, "umount", Plan.SOURCE));
        for (PlannedArray array : plan.layout().arrays()) {
            actions.add(Plan.runAccepting(Set.of(0, 1, 2), "mdadm", "--stop", array.path()));
        }
        return actions;
    }

    private Step rebootToOriginal() {
        return step(
                        "boot-original",
                        "Boot the original",
                        "Nothing is done if the original runs already. GRUB's order for one boot is taken back first.")
                .limit(Plan.LONG.dividedBy(2))
                .wayBack("This is the way back.")
                .run("sync")
                .run("systemctl", "reboot")
                .proof(plan.systemOnApple())
                .reboot();
    }

    private Step tidy() {
        Situation s = plan.situation();
        List<String> start = new ArrayList<>(List.of("systemctl", "start"));
        List<String> units = Quiesce.unitsToStop(s.reading().activeUnits().orElse(List.of()));
        start.addAll(units);
        Steps step = step(
                        "tidy-original",
                        "Take back what was changed on the original",
                        "The entry for the trial boot goes, stopped services come back, leftover arrays are stopped. The saved files stay where they are.")
                .wayBack("This is the way back.")
                .before(plan.systemOnApple())
                .run("rm", "-f", SwitchPhases.CUSTOM_CFG)
                .run("grub-editenv", "/boot/grub/grubenv", "unset", "next_entry");
        // a copy on a drive that died is still mounted: its release had nothing to do
        step.act(letGo());
        plan.layout().arrays().forEach(array -> step.proof(new Check.ArrayAbsent(array.uuid())));
        if (!units.isEmpty()) {
            // a timer or a service that ran once and ended need not be active afterwards
            step.act(new Action.Run(new Command(start, ""), Set.of(0, 1)));
        }
        return step.proof(plan.systemOnApple())
                .proof(
                        new Check.FileAbsent(SwitchPhases.CUSTOM_CFG),
                        new Check.NextEntryIs(""),
                        new Check.FileIs(
                                Configuration.FSTAB,
                                s.reading().file(Configuration.FSTAB).orElse("")),
                        new Check.GrubOn(s.appleLabel(), s.apple().identity()),
                        new Check.UnitsActive(
                                Quiesce.sshUnits(s.reading().activeUnits().orElse(List.of()))))
                .change();
    }
}
