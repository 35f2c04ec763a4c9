package org.applepie.agent.simulated.debian;

import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.machine.Block;

/** How GRUB's tools call a device, and which modules it takes to read from it. */
final class GrubNames {

    private GrubNames() {}

    /** {@code mduuid/...} for arrays, {@code hd0,msdos1} for partitions, by the order of the names of this boot. */
    static String of(Drivers drivers, Block block) {
        if (block.medium() instanceof MdArray array) {
            return "mduuid/" + array.uuid().replace(":", "");
        }
        Disk disk = drivers.diskOf(block).orElseThrow();
        int index = drivers.disks().indexOf(disk);
        int number = disk.numberOf(block);
        return "hd" + index + (number == 0 ? "" : ",msdos" + number);
    }

    /** Degraded arrays make the tools complain, without harm. */
    static boolean complains(Block block) {
        return block.medium() instanceof MdArray array && array.members().size() < array.raidDisks();
    }
}
