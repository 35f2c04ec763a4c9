package org.applepie.agent.simulated.hardware;

import java.time.Instant;
import java.util.List;

/**
 * What a member of an array says of the array.
 *
 * @param uuid four words of eight hexadecimal digits joined by colons
 * @param sizeKib of the array
 * @param preferredMinor number of the array when it was created
 * @param events grows with every change; the highest is the truth at assembly
 * @param clean whether the array was stopped in order
 * @param number of this member among {@code members}
 */
public record MdSuperblock(
        Metadata metadata,
        String uuid,
        int level,
        Instant created,
        long sizeKib,
        int raidDisks,
        int preferredMinor,
        long events,
        Instant updated,
        boolean clean,
        int number,
        List<Descriptor> members) {

    public MdSuperblock {
        members = List.copyOf(members);
    }

    /** Where and in which form. */
    public enum Metadata {
        V0_90,
        V1_2
    }

    /** A member as the array knew it. {@code slot} equals {@code number} except for spares. */
    public record Descriptor(int number, int major, int minor, int slot, Role role) {}

    /** What a member was. */
    public enum Role {
        ACTIVE,
        SPARE,
        FAULTY,
        /** Gone, or never there. */
        REMOVED
    }

    /** How many members had this role. */
    public long count(Role role) {
        return members.stream().filter(member -> member.role == role).count();
    }
}
