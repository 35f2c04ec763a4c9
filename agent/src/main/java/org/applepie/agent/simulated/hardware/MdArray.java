package org.applepie.agent.simulated.hardware;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.applepie.agent.simulated.hardware.MdSuperblock.Descriptor;
import org.applepie.agent.simulated.hardware.MdSuperblock.Metadata;
import org.applepie.agent.simulated.hardware.MdSuperblock.Role;
import org.jspecify.annotations.Nullable;

/** A running RAID1 array. What is written to it reaches its active members and no other place. */
public final class MdArray implements Medium {

    private final int minor;
    private final Metadata metadata;
    private final String uuid;
    private final Instant created;
    private final long sizeKib;
    private final int raidDisks;
    private final MdDriver driver;
    private final List<MdMember> members = new ArrayList<>();
    private final List<Descriptor> gone = new ArrayList<>();
    private Content content = new Content.Zeros();
    private @Nullable MdFill fill;
    private long events;
    private Instant updated;

    MdArray(MdDriver driver, MdSuperblock truth, int minor) {
        this.driver = driver;
        this.minor = minor;
        this.metadata = truth.metadata();
        this.uuid = truth.uuid();
        this.created = truth.created();
        this.sizeKib = truth.sizeKib();
        this.raidDisks = truth.raidDisks();
        this.events = truth.events();
        this.updated = truth.updated();
    }

    public int minor() {
        return minor;
    }

    public Metadata metadata() {
        return metadata;
    }

    public String uuid() {
        return uuid;
    }

    public Instant created() {
        return created;
    }

    public Instant updated() {
        return updated;
    }

    public long events() {
        return events;
    }

    public long sizeKib() {
        return sizeKib;
    }

    public int raidDisks() {
        return raidDisks;
    }

    /** Last bound first, as /proc/mdstat shows them. */
    public List<MdMember> members() {
        return List.copyOf(members);
    }

    /** Slots of devices that are not there any more. */
    public List<Descriptor> gone() {
        return List.copyOf(gone);
    }

    public Optional<MdFill> filling() {
        return Optional.ofNullable(fill);
    }

    /** The member that works in this slot. */
    public Optional<MdMember> inSlot(int slot) {
        return members.stream()
                .filter(member -> member.active() && member.slot() == slot)
                .findFirst();
    }

    public int working() {
        return (int) members.stream().filter(MdMember::active).count();
    }

    public boolean degraded() {
        return working() < raidDisks;
    }

    public Optional<MdMember> member(int major, int number) {
        return members.stream()
                .filter(member ->
                        member.device().major() == major && member.device().minor() == number)
                .findFirst();
    }

    @Override
    public long sectors() {
        return sizeKib * 2;
    }

    @Override
    public byte[] read(long sector) throws DriveFailure {
        touch();
        return first().device().region().read(sector);
    }

    private MdMember first() throws DriveFailure {
        return IntStream.range(0, raidDisks)
                .mapToObj(this::inSlot)
                .flatMap(Optional::stream)
                .filter(member -> !member.device().region().drive().dead())
                .findFirst()
                .orElseThrow(() -> new DriveFailure("md" + minor));
    }

    @Override
    public void write(long sector, byte[] bytes) throws DriveFailure {
        touch();
        for (MdMember member : members()) {
            if (member.active()) {
                member.device().region().write(sector, bytes);
            }
        }
    }

    @Override
    public Content content() throws DriveFailure {
        touch();
        return content;
    }

    @Override
    public void fill(Content next) throws DriveFailure {
        touch();
        content = next;
        for (MdMember member : members()) {
            if (member.active()) {
                member.device().region().fill(next);
                member.device().region().superblock(superblock(member));
            }
        }
    }

    /** An access: members on a drive that does not answer are failed by it, unless it is the last one. */
    public void touch() throws DriveFailure {
        for (MdMember member : members()) {
            if (member.role() != Role.FAULTY && member.device().region().drive().dead()) {
                if (member.active() && working() == 1) {
                    throw new DriveFailure("md" + minor);
                }
                fail(member);
            }
        }
    }

    void bind(MdMember member) {
        members.addFirst(member);
    }

    void rememberGone(Descriptor descriptor) {
        gone.add(descriptor);
    }

    void serve(Content truth) {
        content = truth;
    }

    void fail(MdMember member) {
        replace(member, member.as(member.number(), Role.FAULTY));
        if (fill != null && fill.target().device().equals(member.device())) {
            fill = null;
        } else if (member.active()) {
            keep(member);
        }
        driver.say("raid1: Disk failure on " + member.device().name() + ", disabling device.");
        changed();
    }

    void remove(MdMember member) {
        members.remove(member);
        if (member.role() == Role.FAULTY && member.number() < raidDisks) {
            gone.add(new Descriptor(member.number(), 0, 0, member.slot(), Role.REMOVED));
        }
        changed();
    }

    private void replace(MdMember old, MdMember next) {
        members.set(members.indexOf(old), next);
    }

    MdMember hotAdd(MdDevice device) throws DriveFailure {
        int number = freeNumber();
        MdMember spare = new MdMember(device, number, number, Role.SPARE);
        gone.removeIf(old -> old.number() == number);
        device.region().clearSuperblock();
        bind(spare);
        changed();
        return spare;
    }

    private int freeNumber() {
        return IntStream.iterate(raidDisks, number -> number + 1)
                .filter(number -> members.stream().noneMatch(member -> member.number() == number))
                .findFirst()
                .orElseThrow();
    }

    Optional<MdMember> waiting() {
        return members.stream().filter(member -> member.role() == Role.SPARE).findFirst();
    }

    void begin(MdFill next) throws DriveFailure {
        Region region = next.target().device().region();
        region.fill(new Content.Garbage());
        region.superblock(superblock(next.target()));
        fill = next;
    }

    void finish() throws DriveFailure {
        MdFill ended = fill;
        if (ended == null) {
            return;
        }
        fill = null;
        MdMember spare = ended.target();
        Region region = spare.device().region();
        region.copy(first().device().region(), sizeKib * 2);
        Content moved = content;
        if (!(moved instanceof Content.Zeros)) {
            region.drive().lay(region.start(), region.sectors(), moved);
        } else {
            region.fill(moved);
        }
        region.copy(first().device().region(), sizeKib * 2);
        int slot = emptySlot();
        members.stream()
                .filter(member -> member.number() == slot && member.role() == Role.FAULTY)
                .findFirst()
                .ifPresent(failed -> replace(failed, failed.as(spare.number(), Role.FAULTY)));
        // The number of the empty slot goes to the new member, and the spare's number to what was there before.
        gone.removeIf(old -> old.number() == slot);
        gone.add(new Descriptor(spare.number(), 0, 0, spare.number(), Role.FAULTY));
        replace(spare, spare.as(slot, Role.ACTIVE));
        changed();
    }

    private int emptySlot() {
        return IntStream.range(0, raidDisks)
                .filter(slot -> inSlot(slot).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** Writes the superblocks of all members that are not failed. */
    void changed() {
        events++;
        updated = driver.now();
        for (MdMember member : members) {
            if (member.role() != Role.FAULTY
                    && !member.device().region().drive().dead()) {
                write(member);
            }
        }
    }

    private void write(MdMember member) {
        try {
            member.device().region().superblock(superblock(member));
        } catch (DriveFailure failure) {
            driver.say("md: write_disk_sb failed for device " + member.device().name());
        }
    }

    private MdSuperblock superblock(MdMember member) {
        return new MdSuperblock(
                metadata,
                uuid,
                1,
                created,
                sizeKib,
                raidDisks,
                minor,
                events,
                updated,
                false,
                member.number(),
                descriptors());
    }

    /** All that the array knows of its members, by number: those it has and those it had. */
    public List<Descriptor> descriptors() {
        List<Descriptor> all = new ArrayList<>(gone);
        members.forEach(member -> all.add(member.descriptor()));
        all.sort(Comparator.comparingInt(Descriptor::number));
        return all;
    }

    // A drive that is gone by now has what was there when it went, as near as can be told.
    void release() {
        fill = null;
        for (MdMember member : members()) {
            if (member.active() && member.device().region().drive().dead()) {
                keep(member);
            }
        }
    }

    // From here on the drive keeps what it has, and no later write reaches it.
    private void keep(MdMember member) {
        Region region = member.device().region();
        if (region.drive().contentAt(region.start()) == content) {
            region.drive().lay(region.start(), region.sectors(), content.copied());
        }
    }

    /**
     * How many sectors a check would find different between the active members, as the kernel counts them: in steps of 128.
     */
    public long mismatches() {
        List<String> digests = members.stream()
                .filter(MdMember::active)
                .map(member -> member.device().region())
                .map(region -> Copies.digest(region.drive().contentAt(region.start())))
                .distinct()
                .toList();
        return digests.size() <= 1 ? 0 : 128L * (digests.size() - 1);
    }
}
