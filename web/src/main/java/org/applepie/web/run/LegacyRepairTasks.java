package org.applepie.web.run;

import java.util.List;
import java.util.stream.Stream;
import org.applepie.domain.runbook.Layout;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.web.run.RepairSheet.DeadDrive;
import org.applepie.web.run.RepairSheet.Task;

/**
 * What to do when a drive of a Debian 3.1 server is dead: the HOWTO's cold exchange, with the good drive moved to the primary
 * position, where the kernel gives it the first name.
 */
final class LegacyRepairTasks {

    private final Layout layout;
    private final PlannedDrive dead;
    private final PlannedDrive survivor;

    private LegacyRepairTasks(Layout layout, PlannedDrive dead, PlannedDrive survivor) {
        this.layout = layout;
        this.dead = dead;
        this.survivor = survivor;
    }

    static DeadDrive of(Layout layout, PlannedDrive dead, PlannedDrive survivor) {
        LegacyRepairTasks tasks = new LegacyRepairTasks(layout, dead, survivor);
        return new DeadDrive(
                dead.label(),
                dead.identity().mark(),
                survivor.label(),
                survivor.identity().mark(),
                List.of(
                        tasks.look(),
                        tasks.remove(),
                        tasks.exchange(),
                        tasks.seen(),
                        tasks.table(),
                        tasks.add(),
                        tasks.boot(),
                        tasks.neither(),
                        tasks.read()));
    }

    private boolean ide() {
        return dead.path().startsWith("/dev/hd");
    }

    /** The name of the drive in the primary position. */
    private String good() {
        return ide() ? "/dev/hda" : "/dev/sda";
    }

    private String fresh() {
        return ide() ? "/dev/hdc" : "/dev/sdb";
    }

    private Task look() {
        return new Task(
                "Make sure which drive is dead: an array that nothing reads or writes still shows a dead member as up. The survivor carries the name %s; the dead one, %s, is dirty from this moment."
                        .formatted(survivor.label(), dead.label()),
                List.of("cat /proc/mdstat"));
    }

    /** Only for frames that allow it; the kernel refuses to let go of a member it takes for a good one. */
    private Task remove() {
        return new Task(
                "Only if the server cannot be powered down and its frame lets drives be exchanged while it runs: mark what is left of %s as faulty in every array, then take it out of all of them. Look at the name twice: %s is right only if nothing was moved since the last boot. Otherwise leave this out."
                        .formatted(dead.label(), dead.path()),
                Stream.concat(
                                layout.arrays().stream()
                                        .map(a -> "mdadm %s --set-faulty %s"
                                                .formatted(a.path(), dead.partition(a.partition()))),
                                layout.arrays().stream()
                                        .map(a -> "mdadm %s --remove %s"
                                                .formatted(a.path(), dead.partition(a.partition()))))
                        .toList());
    }

    private Task exchange() {
        return new Task(
                "Power down. Take %s out. Put %s in the primary position (%s) and a drive of at least %d bytes that was cleaned, zeros over all of it, in the secondary one. Power up. Never put a drive in that was in an array before without cleaning it: the good drive could be overwritten from it. If each of the two drives ever ran alone, never start with both: clean one first."
                        .formatted(
                                dead.label(),
                                survivor.label(),
                                ide() ? "master of the primary channel" : "SCSI id 0",
                                survivor.identity().sizeBytes()),
                List.of("shutdown -h now"));
    }

    private Task seen() {
        return new Task(
                "After the boot every array must show [2/1] with one member on %s. Names have changed if the drive was the second one before."
                        .formatted(good()),
                List.of("cat /proc/mdstat", "sfdisk -d " + fresh()));
    }

    private Task table() {
        return new Task(
                "Copy the table from the good drive to the new one, in this direction only; it must not need --force. Then clear superblocks on the new drive.",
                Stream.concat(
                                Stream.of("sfdisk -d %s | sfdisk %s".formatted(good(), fresh())),
                                layout.arrays().stream().map(a -> "mdadm --zero-superblock " + fresh() + a.partition()))
                        .toList());
    }

    private Task add() {
        return new Task(
                "Add one partition after the other, /boot first, and wait until each is whole. Never reboot meanwhile.",
                Stream.concat(
                                layout.arrays().stream()
                                        .map(a -> "mdadm --add %s %s%d".formatted(a.path(), fresh(), a.partition())),
                                Stream.of("watch -n 6 cat /proc/mdstat"))
                        .toList());
    }

    private Task boot() {
        return new Task(
                "Only when all arrays show [UU]: build the initial RAM disk again, since it lists the members, and run lilo; it must name three boot records. Then reboot to be sure.",
                List.of(
                        "mkinitrd -o /boot/initrd.img-`uname -r`-temp /lib/modules/`uname -r`",
                        "mv -f /boot/initrd.img-`uname -r`-temp /boot/initrd.img-`uname -r`",
                        "lilo",
                        "reboot"));
    }

    private Task neither() {
        String root = layout.arrays().stream()
                .filter(a -> a.mountPoint().equals("/"))
                .map(PlannedArray::path)
                .findFirst()
                .orElse("the root array");
        return new Task(
                "If neither drive starts the machine, the data is not lost: install Debian and LILO on another drive alone in the machine, then put the good drive back in the primary position and the fresh one in the secondary. LILO of the fresh one starts the kernel, and the system on %s comes up. Then clean the fresh drive and go on as above."
                        .formatted(root),
                List.of());
    }

    /** The list of the HOWTO is lost; these are what its programs came with. */
    private Task read() {
        return new Task(
                "To read on: mdadm(8), md(4), lilo(8), lilo.conf(5), mkinitrd(8), sfdisk(8); /usr/share/doc/mdadm and /usr/share/doc/lilo on the server, where README.raid1 tells what LILO does with mirrors.",
                List.of());
    }
}
