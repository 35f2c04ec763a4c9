package org.applepie.agent.simulated.hardware;

/**
 * A partition as the kernel of the moment calls it.
 *
 * @param name as this kernel prints it, {@code sda1} or {@code scsi/host0/bus0/target0/lun0/part1}
 */
public record MdDevice(Region region, int major, int minor, String name) {}
