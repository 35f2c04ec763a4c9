package org.applepie.agent.simulated.machine;

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
public record Block(String node, String name, DeviceNumber number, Medium medium) {

    /** Where its node is, {@code /dev/sda1}. */
    public String path() {
        return "/dev/" + node;
    }

    /** Size in KiB as /proc/partitions has it. */
    public long kib() {
        return medium.sectors() / 2;
    }

    /** It as a member of an array; only for partitions and whole drives. */
    public MdDevice member() {
        return new MdDevice((Region) medium, number.major(), number.minor(), name);
    }
}
