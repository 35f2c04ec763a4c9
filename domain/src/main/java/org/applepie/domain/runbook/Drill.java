package org.applepie.domain.runbook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Check.MemberOf;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.domain.runbook.Runbook.Family;

/**
 * What all parts of the drill share, and how each is said on either family of servers.
 *
 * @param bitmaps names of the arrays that keep a bitmap
 */
record Drill(Plan plan, Family family, List<String> bitmaps) {

    /** People need their time between switching off and on. */
    static final Duration HANDS = Duration.ofHours(2);

    Drill {
        bitmaps = List.copyOf(bitmaps);
    }

    boolean legacy() {
        return family == Family.LEGACY;
    }

    List<String> both() {
        return List.of(plan.apple().label(), plan.pie().label());
    }

    static MemberOf half(PlannedDrive drive, PlannedArray array) {
        return new MemberOf(drive.label(), drive.identity(), array.partition());
    }

    /** The array of /boot first, so that the machine can soon start from either drive again. */
    List<PlannedArray> arrays() {
        return plan.layout().arrays().stream()
                .sorted(Comparator.comparing((PlannedArray a) -> !a.equals(plan.bootArray()))
                        .thenComparing(PlannedArray::isSwap)
                        .thenComparing(PlannedArray::partition))
                .toList();
    }

    List<Check> bothThere() {
        return List.of(
                new Check.DrivePresent(plan.apple().label(), plan.apple().identity()),
                new Check.DrivePresent(plan.pie().label(), plan.pie().identity()));
    }

    /** Both are there, in sync, and carry the system. */
    List<Check> whole() {
        List<Check> checks = new ArrayList<>(bothThere());
        checks.addAll(plan.arraysWhole());
        checks.addAll(plan.systemOnArrays());
        return checks;
    }

    /** The arrays run with this drive's halves in sync and no other. */
    List<Check> runningOn(PlannedDrive drive) {
        List<Check> checks = new ArrayList<>();
        for (PlannedArray array : plan.layout().arrays()) {
            checks.add(new Check.ArrayIs(array.reference(), List.of(half(drive, array)), false));
        }
        checks.addAll(plan.systemOnArrays());
        return checks;
    }

    List<Check> bootRecords() {
        return List.of(bootRecord(plan.apple()), bootRecord(plan.pie()));
    }

    private Check bootRecord(PlannedDrive drive) {
        return legacy()
                ? new Check.LiloOn(drive.label(), drive.identity())
                : new Check.GrubOn(drive.label(), drive.identity());
    }

    /** Switches the machine off; one of that age may stop with the power still on. */
    List<Action> powerOff() {
        return List.of(
                Action.run("sync"),
                legacy() ? Action.run("shutdown", "-h", "now") : Action.run("systemctl", "poweroff"));
    }

    private String markPath(String word) {
        return Plan.STATE + "/drill-" + plan.tag() + "-" + word;
    }

    /** Leaves a word in the file system: whoever can read it later holds what was written until now. */
    List<Action> mark(String word) {
        return List.of(
                Action.run("mkdir", "-p", "-m", "0700", Plan.STATE),
                new Action.WriteFile(markPath(word), markText(word) + "\n", "0600"),
                Action.run("sync"));
    }

    Check marked(String word, String says) {
        return new Check.Probe(says, Command.of("cat", markPath(word)), markText(word));
    }

    private String markText(String word) {
        return plan.tag() + " " + word;
    }

    Action unmark(String... words) {
        List<String> argv = new ArrayList<>(List.of("rm", "-f"));
        for (String word : words) {
            argv.add(markPath(word));
        }
        return Action.run(new Command(argv, ""));
    }

    /** A swap area that nobody writes to stays read-only, and its superblock would not tell that a half is missing. */
    List<Action> writable() {
        List<Action> actions = new ArrayList<>();
        if (!legacy()) {
            for (PlannedArray array : plan.layout().arrays()) {
                actions.addAll(handle(array));
                actions.add(Plan.runAccepting(Set.of(0, 1), "mdadm", "--readwrite", array.handle()));
            }
        }
        return actions;
    }

    static List<Action> handle(PlannedArray array) {
        return List.of(Action.run("mkdir", "-p", "/dev/md"), Action.run("ln", "-sfn", array.path(), array.handle()));
    }

    List<PlannedArray> withBitmap() {
        return plan.layout().arrays().stream()
                .filter(array -> bitmaps.contains(array.name()))
                .toList();
    }

    /** @param kind {@code none} or {@code internal} */
    List<Action> bitmaps(String kind, Set<Integer> accepted) {
        List<Action> actions = new ArrayList<>();
        for (PlannedArray array : withBitmap()) {
            actions.addAll(handle(array));
            actions.add(Plan.runAccepting(accepted, "mdadm", "--grow", "--bitmap=" + kind, array.handle()));
        }
        return actions;
    }

    Check bitmapsAre(int count) {
        return count == 0
                ? new Check.Probe(
                        "no array keeps a bitmap", Command.of("sed", "-n", "-e", "/bitmap:/p", "/proc/mdstat"), "")
                : new Check.Probe(
                        "as many arrays keep a bitmap as before",
                        Command.of("grep", "-c", "bitmap:", "/proc/mdstat"),
                        Integer.toString(count));
    }

    /**
     * Clears the half that is behind and adds it, once the superblock of the other one has told, within the same job, that
     * it is the one which ran alone.
     */
    List<Action> rejoin(PlannedArray array, PlannedDrive fresh, PlannedDrive stale) {
        String seen = Plan.STATE + "/drill.examine";
        String partition = stale.partition(array.partition());
        List<Action> actions = new ArrayList<>();
        actions.add(new Action.RunInto(Command.of("mdadm", "--examine", fresh.partition(array.partition())), seen));
        if (legacy()) {
            actions.add(Action.run("grep", "-q", "^ *Active Devices : 1$", seen));
            actions.add(SargeSteps.zeroSuperblock(partition));
            actions.add(Action.run("mdadm", "--add", array.path(), partition));
        } else {
            actions.add(Action.run("grep", "-q", "^ *Array State : \\(A\\.\\|\\.A\\) ", seen));
            actions.addAll(handle(array));
            actions.add(Action.run("wipefs", "--all", partition));
            actions.add(Plan.settle());
            actions.add(Plan.silence("wipefs", partition));
            actions.add(Action.run("mdadm", "--manage", array.handle(), "--add", partition));
            actions.add(Plan.settle());
        }
        return actions;
    }

    /**
     * Offers both halves to an array; the kernel refuses the one that it runs on. While the array does not run it would
     * refuse neither, so on a current Debian the same job looks first that it does; mdadm of Debian 3.1 clears nothing, and
     * adds to no array that does not run.
     */
    List<Action> offerBoth(PlannedArray array) {
        List<Action> actions = new ArrayList<>();
        if (!legacy()) {
            String seen = Plan.STATE + "/drill.examine";
            actions.addAll(handle(array));
            actions.add(new Action.RunInto(Command.of("mdadm", "--detail", array.handle()), seen));
            actions.add(Action.run("grep", "-q", "^ *State : \\(active\\|clean\\)", seen));
        }
        for (PlannedDrive drive : List.of(plan.apple(), plan.pie())) {
            String partition = drive.partition(array.partition());
            if (legacy()) {
                actions.add(Plan.runAccepting(Set.of(0, 1, 2), "mdadm", "--add", array.path(), partition));
            } else {
                actions.add(Plan.runAccepting(Set.of(0, 1), "wipefs", "--all", partition));
                actions.add(Plan.settle());
                actions.add(
                        Plan.runAccepting(Set.of(0, 1, 2), "mdadm", "--manage", array.handle(), "--add", partition));
                actions.add(Plan.settle());
            }
        }
        return actions;
    }

    /** An hour, and more for a large array: 1 MB a second is slow for any drive. */
    Duration syncLimit(PlannedArray array) {
        return plan.syncLimit(array, 1_000_000);
    }
}
