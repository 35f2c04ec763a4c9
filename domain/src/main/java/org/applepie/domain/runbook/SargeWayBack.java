package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.applepie.domain.remote.Action;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;

/** Brings the old system back, from wherever the run stands before the point of no return. */
final class SargeWayBack {

    private static final Set<Integer> ANY = Set.of(0, 1, 2, 255);

    private final Plan plan;
    private final SargeFiles files;
    private final SargeSteps shared;
    private final PlannedDrive pie;

    SargeWayBack(Plan plan, SargeFiles files) {
        this.plan = plan;
        this.files = files;
        this.shared = new SargeSteps(plan, files);
        this.pie = plan.pie();
    }

    List<Step> steps() {
        return List.of(bootOriginal(), releasePie(), tidy());
    }

    private Step bootOriginal() {
        return step(
                        "boot-original",
                        "Boot the original",
                        "Nothing is done if the original runs already. LILO starts it by itself: the entry of the arrays was armed for one boot.")
                .limit(Plan.LONG.dividedBy(2))
                .wayBack("This is the way back.")
                .act(SargeSteps.boot())
                .proof(plan.systemOnApple())
                .reboot();
    }

    private Step releasePie() {
        Steps step = step(
                        "release-pie",
                        "Make " + pie.label() + " unable to start the machine",
                        "Its arrays are stopped, their superblocks and the first sectors of the drive cleared. What was written on the copy since the switch is given up with it.")
                .destroys("the partition table of " + pie.label())
                .wayBack("This is the way back.")
                .before(plan.systemOnApple())
                .act(letGo());
        for (PlannedArray array : plan.layout().arrays()) {
            step.act(
                    Plan.runAccepting(Set.of(0, 1, 5), "mdadm", "--zero-superblock", pie.partition(array.partition())));
        }
        return step.run("dd", "if=/dev/zero", "of=" + pie.path(), "bs=512", "count=63")
                .run("sync")
                .proof(new Check.DriveReleased(pie.label(), pie.identity()))
                .change();
    }

    private List<Action> letGo() {
        List<Action> actions = new ArrayList<>();
        actions.add(Plan.runAccepting(ANY, "umount", "-n", SargeSteps.SOURCE));
        plan.fileSystems().forEach(a -> actions.add(Plan.runAccepting(ANY, "umount", SargeFiles.trialMount(a))));
        for (PlannedArray array : plan.layout().arrays()) {
            if (array.isSwap()) {
                actions.add(Plan.runAccepting(ANY, "swapoff", array.path()));
            }
            actions.add(Plan.runAccepting(ANY, "mdadm", "--stop", array.path()));
        }
        return actions;
    }

    private Step tidy() {
        String temp = files.initrd() + "-temp";
        Steps step = step(
                        "tidy-original",
                        "Take back what was changed on the original",
                        "The old files and the old image come back, LILO runs, stopped services start. The saved files stay where they are.")
                .limit(Plan.LONG)
                .wayBack("This is the way back.")
                .before(plan.systemOnApple())
                .act(letGo());
        for (String path : List.of(
                SargeFiles.FSTAB,
                SargeFiles.LILO_CONF,
                SargeFiles.MODULES,
                SargeFiles.INITRD_MODULES,
                SargeFiles.MKINITRD_CONF)) {
            SargeSteps.write(step, path, files.original(path), files.original(path));
        }
        step.run("cp", "-p", plan.backups() + files.initrd(), temp)
                .run("ln", "-f", files.initrd(), files.initrd() + "-previous")
                .run("mv", "-f", temp, files.initrd())
                .act(shared.lilo("tidy-original"))
                .run("rm", "-f", files.fallbackInitrd(), files.initrd() + "-previous");
        SargeServices.toStop(plan.situation().reading().activeUnits().orElse(List.of()))
                .forEach(s -> step.act(Plan.runAccepting(Set.of(0, 1, 2, 3, 5, 6, 7), "/etc/init.d/" + s, "start")));
        plan.layout().arrays().forEach(a -> step.proof(new Check.ArrayAbsent(a.reference())));
        return step.proof(shared.liloDid("tidy-original", files.original(SargeFiles.LILO_CONF)))
                .proof(plan.systemOnApple())
                .proof(
                        new Check.LiloOn(plan.apple().label(), plan.apple().identity()),
                        new Check.UnitsActive(List.of("ssh")))
                .change();
    }
}
