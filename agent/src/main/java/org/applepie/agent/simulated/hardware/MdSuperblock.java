package org.applepie.agent.simulated.hardware;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a member of an array says of the array.
 *
 * @param uuid four words of eight hexadecimal digits joined by colons
 * @param sizeKib of the array
 * @param preferredMinor number of the array when it was created
 * @param events grows with every change; the highest is the truth at assembly
 * @param clean whether the array was stopped in order
 * @param number of this member among {@code members}
 * @param version1 what only version 1 metadata has, empty for 0.90
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
        List<Descriptor> members,
        Optional<Version1> version1) {

    public MdSuperblock {
        members = List.copyOf(members);
    }

    /**
     * What version 1 metadata says beyond 0.90.
     *
     * @param name with the home host before it, {@code mail1:0}
     * @param dataOffset where the data begins, in sectors from the start of the member
     * @param deviceUuid of this member, in the form of the array's
     * @param bitmap of writes, absent where the array keeps none
     */
    public record Version1(String name, long dataOffset, String deviceUuid, Optional<MdBitmap> bitmap) {}

    /** Where and in which form. */
    public enum Metadata {
        V0_90,
        V1_2
    }

    /**
     * A member as the array knew it. With 0.90 {@code slot} equals {@code number} except for spares; with 1.2 a member that
     * is not in a slot has slot -1, and one that is being filled has the slot that it will work in.
     */
    public record Descriptor(int number, int major, int minor, int slot, Role role) {}

    /** What a member was. */
    public enum Role {
        ACTIVE,
        SPARE,
        FAULTY,
        /** Gone, or never there. */
        REMOVED
    }

    /** This member as the array knew it. */
    public Optional<Descriptor> self() {
        return member(number);
    }

    /** The member of this number. */
    public Optional<Descriptor> member(int wanted) {
        return members.stream().filter(one -> one.number() == wanted).findFirst();
    }

    /** Where the data of a member lies: its first sector and length within the region of the member. */
    public Region data(Region member) {
        long offset = version1.map(Version1::dataOffset).orElse(0L);
        return new Region(
                member.drive(), member.start() + offset, offset == 0 ? member.sectors() : member.sectors() - offset);
    }

    /** How many members had this role. */
    public long count(Role role) {
        return members.stream().filter(member -> member.role == role).count();
    }
}
