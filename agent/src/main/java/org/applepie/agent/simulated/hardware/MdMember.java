package org.applepie.agent.simulated.hardware;

import org.applepie.agent.simulated.hardware.MdSuperblock.Descriptor;
import org.applepie.agent.simulated.hardware.MdSuperblock.Role;

/**
 * A device within a running array.
 *
 * @param number of its descriptor; from the count of raid disks on it is a spare, or a failed one that was replaced
 * @param slot -1 for none (metadata 1.2)
 * @param role ACTIVE in its slot, SPARE (also while it is being filled) or FAULTY
 */
public record MdMember(MdDevice device, int number, int slot, Role role) {

    /** Whether the array reads from it and writes to it. */
    public boolean active() {
        return role == Role.ACTIVE;
    }

    MdMember as(int nextNumber, Role nextRole) {
        return new MdMember(device, nextNumber, nextNumber, nextRole);
    }

    /** With metadata 1.2 a number stays what it is, whatever slot the member works in. */
    MdMember in(int nextSlot, Role nextRole) {
        return new MdMember(device, number, nextSlot, nextRole);
    }

    Descriptor descriptor() {
        return new Descriptor(number, device.major(), device.minor(), slot, role);
    }
}
