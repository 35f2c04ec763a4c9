package org.applepie.domain.recovery;

import static org.applepie.domain.recovery.RescueSteps.ROOT;
import static org.applepie.domain.recovery.RescueSteps.all;
import static org.applepie.domain.recovery.RescueSteps.inside;
import static org.applepie.domain.recovery.RescueSteps.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.applepie.domain.recovery.RecoveryCard.Pair;
import org.applepie.domain.recovery.RecoveryCard.Step;

/** For Debian 3.1 with devfs names, initrd-tools and LILO: the HOWTO's story from the trenches. */
final class LegacyRescue extends Rescue {

    private static final List<String> NEVER = List.of(
            "Never start the machine with both drives after each ran alone: the half with more events overwrites the other, and some arrays may choose otherwise than the rest.",
            "Never put in a drive that was in an array before without zeros over all of it, written alone in another machine: a year later the good drive syncs itself from it.",
            "Never boot a half past its array (an entry with root=/dev/sda6 or the like): the other half does not learn of it, and the two part for ever.",
            "Never reboot while a sync runs.",
            "Never run lilo through an array that is not [UU]: it fails, and the map may be half written.",
            "Never install a kernel or build an image while an array runs on one half: the image then starts that half alone at every boot.",
            "Never upgrade to udev or to a kernel after 2.6.8 here: the names of the arrays vanish, and nobody has repaired such a system.",
            "Never copy a partition table or a drive without looking twice which is the good one.",
            "Never trust a name such as sda after a drive was moved: the drive in the first position gets the first name.");

    LegacyRescue(RescueSteps parts) {
        super(parts);
    }

    @Override
    List<String> never() {
        return NEVER;
    }

    @Override
    Step stop() {
        return parts.step(
                "Stop, and write down what is on the screen",
                "Each further start can make things worse. LI, L 99 and the like come from LILO: its map is not where it was. A panic after pivot_root comes from the initial RAM disk: modules or arrays are missing. Note who does what from now on, and which drive was moved, by its sticker.");
    }

    @Override
    Step menu() {
        return parts.step(
                "Try the other entries of LILO first",
                "Hold Shift or press Tab at the prompt. Choose LinuxKEPT if it is there, else LinuxOLD. Never choose an entry whose root is a partition and not an array.");
    }

    @Override
    Step medium() {
        return parts.step(
                "Start from a rescue medium",
                "tomsrtbt, or the CD of the installer in rescue mode. A medium whose kernel has md built in starts arrays of type fd by itself: say raid=noautodetect at its prompt. Then load the modules.",
                run("modprobe", "md"),
                run("modprobe", "raid1"),
                run("cat", "/proc/mdstat"));
    }

    @Override
    Step know() {
        return parts.step(
                "Find out which drive is which, by sticker and position",
                "Compare with the list of drives on this card. IDE drives tell model and serial number, SCSI drives only model, adapter and id; where nothing tells them apart the sticker decides. Write the names of today beside the list.",
                run("cat", "/proc/partitions"),
                run("cat", "/proc/scsi/scsi"),
                run("cat", "/proc/ide/hda/model"),
                run("cat", "/proc/ide/hdc/model"));
    }

    @Override
    Step halves() {
        return parts.step(
                "Ask each half how new it is",
                "Compare UUID, Update Time and Events. Equal events: both halves are the same. Different ones: the half with MORE events is the newer and the only one to go on with; take the other drive out now. Both changed since they were together: decide by the time and by what people know, and keep the other drive in a drawer until the server has served for a while.",
                all(parts.members().stream().map(m -> run("mdadm", "-E", m)).toList()));
    }

    @Override
    Step assemble() {
        return parts.step(
                "Start the arrays, the newer halves alone if they differ",
                "On every line leave out the older half if they differ. mdadm of this age cannot start an array read-only, but with one half nothing can be synced, and with two equal halves nothing has to be.",
                parts.starts(List.of("mdadm", "-A", "-R"), "/dev/NAME1"));
    }

    @Override
    Step look() {
        List<String[]> commands = new ArrayList<>();
        parts.fileSystems()
                .forEach(a ->
                        commands.add(run("mount", "-t", type(a), "-o", "ro,noload", parts.device(a), inside(a.use()))));
        commands.add(run("ls", "-l", ROOT + "/boot", ROOT + "/var/log"));
        unmount(commands);
        return parts.step(
                "Look before anything is written",
                "Is this the newest data? noload keeps even the journal from being played back. If it is not, stop the arrays and go back to the halves.",
                all(commands));
    }

    private static String type(Pair array) {
        return array.content().isEmpty() ? "ext3" : array.content();
    }

    private void unmount(List<String[]> commands) {
        parts.fileSystems().reversed().forEach(a -> commands.add(run("umount", inside(a.use()))));
    }

    @Override
    Step enter() {
        List<String[]> commands = new ArrayList<>();
        parts.fileSystems().forEach(a -> commands.add(run("mount", "-t", type(a), parts.device(a), inside(a.use()))));
        commands.add(run("mount", "-t", "proc", "proc", ROOT + "/proc"));
        return parts.step(
                "Mount for writing",
                "From here on what is written makes this half the newer one for good.",
                all(commands));
    }

    @Override
    Step files() {
        String mounts = parts.fileSystems().stream()
                .map(a -> parts.device(a) + " on " + a.use())
                .collect(Collectors.joining(", "));
        return parts.step(
                "Mend the files that name devices",
                "fstab must name arrays: " + mounts
                        + ". lilo.conf must have boot= and root= on the arrays and raid-extra-boot=mbr. mkinitrd.conf must have ROOT on the root array, and mkinitrd/modules must end with md and raid1. mdadm.conf must not have devices=.",
                run("nano", ROOT + "/etc/fstab"),
                run("nano", ROOT + "/etc/lilo.conf"),
                run("nano", ROOT + "/etc/mkinitrd/mkinitrd.conf"),
                run("nano", ROOT + "/etc/mdadm/mdadm.conf"));
    }

    @Override
    Step image() {
        String image = "/boot/initrd.img-" + parts.kernelOrBlank();
        return parts.step(
                "Build the initial RAM disk again",
                "To a file aside, then into place. It knows the halves that run while it is built: build it once more when the mirror is whole.",
                run("chroot", ROOT, "mkinitrd", "-o", image + "-temp", "/lib/modules/" + parts.kernelOrBlank()),
                run("chroot", ROOT, "ln", "-f", image, image + "-before"),
                run("chroot", ROOT, "mv", "-f", image + "-temp", image));
    }

    @Override
    Step loader() {
        return parts.step(
                "LILO, only if every array is [UU]",
                "It must print three boot records: of the array of /boot and of both drives. With one half it fails; then leave it, and see the last step if the machine does not start.",
                run("chroot", ROOT, "lilo", "-v"));
    }

    @Override
    Step leave() {
        List<String[]> commands = new ArrayList<>(List.of());
        commands.add(run("umount", ROOT + "/proc"));
        unmount(commands);
        parts.arrays().forEach(a -> commands.add(run("mdadm", "--stop", parts.device(a))));
        commands.add(run("reboot"));
        return parts.step("Leave and start", "Take the medium out.", all(commands));
    }

    @Override
    Step after() {
        return parts.step(
                "Look again, then make it whole",
                "[_U] is right if one half was left out. Put in a cleaned drive, copy the table to it, clear superblocks, add one partition after the other, /boot first, and wait for [UU] each time; then build the image once more and run lilo. Then read the server from the console.",
                run("cat", "/proc/mdstat"),
                run("df"),
                run("cat", "/proc/swaps"));
    }

    @Override
    Step last() {
        return parts.step(
                "If neither drive starts the machine",
                "The data is not lost. Put the good drive away. Install Debian 3.1 and LILO on another drive, alone in the primary position. Put the good drive back into the primary position and the fresh one into the secondary. The machine starts by what the fresh drive brings and mounts the system of the good one. Then clean the fresh drive, add it as above, repair lilo.conf and run lilo once the arrays are [UU].");
    }
}
