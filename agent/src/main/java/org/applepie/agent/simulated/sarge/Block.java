package org.applepie.agent.simulated.sarge;

import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.hardware.MdDevice;
import org.applepie.agent.simulated.hardware.Medium;
import org.applepie.agent.simulated.hardware.Region;

/**
 * A block device of the running kernel.
 *
 * @param node its name in a static /dev, {@code sda1}
 * @param name its name as this kernel prints it, {@code scsi/host0/bus0/target0/lun0/part1}
 */
record Block(String node, String name, DeviceNumber number, Medium medium) {

    String path() {
        return "/dev/" + node;
    }

    /** Size in KiB as /proc/partitions has it. */
    long kib() {
        return medium.sectors() / 2;
    }

    MdDevice member() {
        return new MdDevice((Region) medium, number.major(), number.minor(), name);
    }
}
