package org.applepie.domain.recovery;

import static org.applepie.domain.recovery.RescueSteps.ROOT;
import static org.applepie.domain.recovery.RescueSteps.all;
import static org.applepie.domain.recovery.RescueSteps.inside;
import static org.applepie.domain.recovery.RescueSteps.run;

import java.util.ArrayList;
import java.util.List;
import org.applepie.domain.recovery.RecoveryCard.Step;

/** For systems with udev, initramfs-tools and GRUB. */
final class CurrentRescue extends Rescue {

    private static final List<String> NEVER = List.of(
            "Never start the machine with both drives after each ran alone: some arrays take one half for the newer, some the other, and what was written on the loser is gone without a word.",
            "Never add or re-add the newer half to the older one: the sync runs from the array that runs to what is added.",
            "Never create an array over existing halves (mdadm --create), and never force an assembly of halves whose events differ.",
            "Never put in a drive that was in any array before without clearing it alone in another machine.",
            "Never mount a half past its array for writing: the other half does not learn of it.",
            "Never use grub-reboot on this machine: GRUB cannot write on arrays, so the order for one boot stays for ever.",
            "Never trust a name such as sda: it may be the other drive since the last boot. Go by serial number and sticker.",
            "Never power off or reboot while a sync runs on the array of /boot.");

    CurrentRescue(RescueSteps parts) {
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
                "Each further start can make things worse. Note the last lines, the time, and who does what from now on. If a drive was pulled or swapped, note which one, by its sticker.");
    }

    @Override
    Step menu() {
        return parts.step(
                "Try the other kernels first",
                "Switch on once and hold Shift for GRUB's menu. Choose \"Applepie: kernel ... as it was\" if it is there, else an older kernel below Advanced options. If GRUB says grub rescue> while both drives are in, try with the drive alone that was in service last; put the other one away and mark it as the older.");
    }

    @Override
    Step medium() {
        return parts.step(
                "Start from a rescue medium",
                "A live system of Debian, or the installer's rescue mode, of the same release or a newer one, started in the same way (BIOS or UEFI) as the machine is. Open a shell as root. If it has assembled arrays already, stop them, to see first what each half says.",
                run("modprobe", "raid1"),
                run("cat", "/proc/mdstat"),
                run("mdadm", "--stop", "--scan"));
    }

    @Override
    Step know() {
        return parts.step(
                "Find out which drive is which, by serial number",
                "Compare with the list of drives on this card and with the stickers. Write the names of today beside them; they hold for this start only.",
                run("lsblk", "--nodeps", "--output", "NAME,SIZE,SERIAL,WWN,MODEL"),
                run("ls", "-l", "/dev/disk/by-id"));
    }

    @Override
    Step halves() {
        return parts.step(
                "Ask each half how new it is",
                "Compare Events, Update Time and Array UUID. Equal events and times: both halves are the same. Different ones: the half with MORE events is the newer and the only one to go on with. Both changed since they were together (each ran alone): decide by Update Time and by what people know, save the other drive whole, and clear it later. If in doubt, ask before you go on.",
                all(parts.members().stream()
                        .map(m -> run("mdadm", "--examine", m))
                        .toList()));
    }

    @Override
    Step assemble() {
        return parts.step(
                "Assemble the arrays read-only",
                "Nothing is written and no sync begins yet. If the halves differ, leave out the older half on every line: the array then runs on one half, which is right.",
                parts.starts(List.of("mdadm", "--assemble", "--readonly", "--run"), "/dev/NAME1", "/dev/NAME2"));
    }

    @Override
    Step look() {
        List<String[]> commands = new ArrayList<>();
        parts.fileSystems()
                .forEach(a -> commands.add(run("mount", "-o", "ro,noload", parts.device(a), inside(a.use()))));
        commands.add(run("ls", "-l", ROOT + "/boot", ROOT + "/var/log"));
        commands.add(run("umount", "--recursive", ROOT));
        return parts.step(
                "Look before anything is written",
                "Is this the newest data? Look at the newest files and the end of the logs. If not, stop the arrays and go back to the halves. If a file system does not mount, save the half before any repair.",
                all(commands));
    }

    @Override
    Step enter() {
        List<String[]> commands = new ArrayList<>();
        parts.fileSystems().forEach(a -> commands.add(run("mdadm", "--readwrite", parts.device(a))));
        parts.fileSystems().forEach(a -> commands.add(run("mount", parts.device(a), inside(a.use()))));
        for (String tree : List.of("/dev", "/proc", "/sys", "/run")) {
            commands.add(run("mount", "--rbind", tree, ROOT + tree));
            commands.add(run("mount", "--make-rslave", ROOT + tree));
        }
        return parts.step(
                "Mount for writing, and what programs need",
                "From here on what is written makes this half the newer one for good.",
                all(commands));
    }

    @Override
    Step files() {
        StringBuilder expected =
                new StringBuilder("In fstab each mount point must name the UUID of what is on its array:");
        parts.fileSystems()
                .forEach(a -> expected.append(" ")
                        .append(a.use())
                        .append(" ")
                        .append(a.contentUuid().isEmpty() ? "________" : a.contentUuid())
                        .append(";"));
        expected.append(" mdadm.conf must have one ARRAY line for each array, with its UUID and without devices=.");
        return parts.step(
                "Mend the files that name devices",
                expected.toString(),
                run("blkid"),
                run("mdadm", "--detail", "--scan"),
                run("nano", ROOT + "/etc/fstab"),
                run("nano", ROOT + "/etc/mdadm/mdadm.conf"),
                run("nano", ROOT + "/etc/default/grub"));
    }

    @Override
    Step image() {
        return parts.step(
                "Build the initial RAM file system again",
                "It must bring raid1, mdadm and mdadm.conf: look for the three names in the list.",
                run("chroot", ROOT, "update-initramfs", "-u", "-k", parts.kernelOrBlank()),
                run("chroot", ROOT, "lsinitramfs", "/boot/initrd.img-" + parts.kernelOrBlank()));
    }

    @Override
    Step loader() {
        List<String[]> commands = new ArrayList<>();
        parts.paths().forEach(p -> commands.add(run("chroot", ROOT, "grub-install", p)));
        commands.add(run("chroot", ROOT, "update-grub"));
        commands.add(run("chroot", ROOT, "grub-editenv", "/boot/grub/grubenv", "unset", "next_entry"));
        return parts.step(
                "Boot loader on both drives",
                "On the one that is there if only one is. Words about a missing physical volume (null) are harmless on an array of one half.",
                all(commands));
    }

    @Override
    Step leave() {
        return parts.step(
                "Leave and start",
                "Take the medium out.",
                run("umount", "--recursive", ROOT),
                run("mdadm", "--stop", "--scan"),
                run("reboot"));
    }

    @Override
    Step after() {
        return parts.step(
                "Look again, then make it whole",
                "[U_] is right if one half was left out. Clear the older drive's halves one by one only when you are sure that the newer one is in service, then add them; wait for [UU] before the next. Then install GRUB on both drives once more, reboot to be sure, and read the server from the console.",
                run("cat", "/proc/mdstat"),
                run("findmnt"),
                run("swapon", "--show"),
                run("uname", "-r"));
    }

    @Override
    Step last() {
        return parts.step(
                "If no drive starts even so",
                "The data is not lost. Install the same release on a third drive alone in the machine, boot it, and mount the arrays from there; or restore the backup.");
    }
}
