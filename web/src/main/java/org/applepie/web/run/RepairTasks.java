package org.applepie.web.run;

import java.util.List;
import java.util.stream.Stream;
import org.applepie.domain.remote.ShellWord;
import org.applepie.domain.runbook.Layout;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.web.run.RepairSheet.DeadDrive;
import org.applepie.web.run.RepairSheet.Task;

/**
 * The repair of a mirror, written down for one dead drive. The new drive's name is not known yet, so the commands say NEW;
 * everything else is this server's own.
 */
final class RepairTasks {

    private static final String NEW = "/dev/disk/by-id/NEW";

    private final Layout layout;
    private final PlannedDrive dead;
    private final PlannedDrive survivor;

    private RepairTasks(Layout layout, PlannedDrive dead, PlannedDrive survivor) {
        this.layout = layout;
        this.dead = dead;
        this.survivor = survivor;
    }

    static DeadDrive of(Layout layout, PlannedDrive dead, PlannedDrive survivor) {
        RepairTasks tasks = new RepairTasks(layout, dead, survivor);
        return new DeadDrive(
                dead.label(),
                dead.identity().mark(),
                survivor.label(),
                survivor.identity().mark(),
                List.of(
                        tasks.look(),
                        tasks.remove(),
                        tasks.firstSlot(),
                        tasks.swap(),
                        tasks.table(),
                        tasks.add(),
                        tasks.boot(),
                        tasks.prove()));
    }

    private Task look() {
        return new Task(
                "Make sure which drive is dead: the survivor is %s with serial %s. Names such as sda may have changed."
                        .formatted(survivor.label(), survivor.identity().serial()),
                List.of("cat /proc/mdstat", "lsblk -o NAME,SIZE,SERIAL,MODEL,MOUNTPOINTS", "ls -l /dev/disk/by-id"));
    }

    private Task remove() {
        return new Task(
                "If " + dead.label() + " still shows in an array, mark it failed and take it out."
                        + " If its name is gone, say detached in its place.",
                layout.arrays().stream()
                        .map(a -> "mdadm %s --fail %s --remove %s".formatted(md(a), part(dead, a), part(dead, a)))
                        .toList());
    }

    /** GRUB reads the member in the first slot whenever it is there and knows nothing of a recovery that is under way. */
    private Task firstSlot() {
        return new Task(
                "Give the halves on " + survivor.label()
                        + " the first slot of each array. GRUB reads that slot even while it is"
                        + " being written, so without this a power cut during the recovery could leave no drive that starts.",
                layout.arrays().stream()
                        .map(a -> "mdadm --grow %s --raid-devices=1 --force && mdadm --grow %s --raid-devices=2 --force"
                                .formatted(md(a), md(a)))
                        .toList());
    }

    private Task swap() {
        return new Task(
                "Power off unless the bay is hot-plug. Take out the drive with serial %s; put in one of at least %d bytes."
                                .formatted(
                                        dead.identity().serial(),
                                        survivor.identity().sizeBytes())
                        + " The server starts from " + survivor.label() + " alone.",
                List.of());
    }

    private Task table() {
        return new Task(
                "Copy the partition table from %s to the new drive, without its disk id. Replace NEW by the new drive's name in"
                                .formatted(survivor.label())
                        + " /dev/disk/by-id, and check its serial first: everything on it is lost.",
                List.of(
                        "lsblk -no SERIAL " + NEW,
                        "wipefs -a " + NEW,
                        "sfdisk -d %s | grep -v -e ^label-id -e ^device | sed 's/^[^ ]*-part\\([0-9]*\\) :/\\1 :/' | sfdisk %s"
                                .formatted(word(survivor.path()), NEW)));
    }

    private Task add() {
        return new Task(
                "Add the new partitions to the arrays and wait for the recovery to end.",
                Stream.concat(
                                layout.arrays().stream()
                                        .map(a -> "mdadm %s --add %s-part%d".formatted(md(a), NEW, a.partition())),
                                Stream.of("watch cat /proc/mdstat"))
                        .toList());
    }

    private Task boot() {
        return new Task(
                "When all arrays are whole again, make the new drive start the machine.",
                List.of("grub-install " + NEW));
    }

    private Task prove() {
        return new Task(
                "Prove it: every array shows [UU]. Then register the new drive by reading the server, and put its label on it.",
                layout.arrays().stream().map(a -> "mdadm --detail " + md(a)).toList());
    }

    private static String md(PlannedArray array) {
        return word(array.path());
    }

    private static String part(PlannedDrive drive, PlannedArray array) {
        return word(drive.partition(array.partition()));
    }

    private static String word(String text) {
        return ShellWord.quote(text);
    }
}
