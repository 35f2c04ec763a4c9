package org.applepie.agent.simulated.hardware;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.applepie.agent.simulated.hardware.MdSuperblock.Descriptor;
import org.applepie.agent.simulated.hardware.MdSuperblock.Metadata;
import org.applepie.agent.simulated.hardware.MdSuperblock.Role;
import org.applepie.agent.simulated.hardware.MdSuperblock.Version1;
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
    private final Optional<Version1> version1;
    private final List<MdMember> members = new ArrayList<>();
    private final List<Descriptor> gone = new ArrayList<>();
    private final Set<MdDevice> remembered = new HashSet<>();
    private Content content = new Content.Zeros();
    private @Nullable MdFill fill;
    private @Nullable MdCheck check;
    private boolean checkWanted;
    private long mismatchCount;
    private boolean readAuto;
    private Optional<MdBitmap> bitmap;
    private String path;
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
        this.version1 = truth.version1();
        this.bitmap = version1.flatMap(Version1::bitmap);
        this.path = "/dev/md" + minor;
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

    /** The name in metadata 1.2, with the home host before it; empty for 0.90. */
    public String name() {
        return version1.map(Version1::name).orElse("");
    }

    /** What mdadm's map calls it: {@code /dev/md0}, or {@code /dev/md/mail1:0} for one that was found by itself. */
    public String path() {
        return path;
    }

    /** To be told by who started it. */
    public void path(String inMap) {
        path = inMap;
    }

    /** The bitmap of writes, where there is one. */
    public Optional<MdBitmap> bitmap() {
        return bitmap;
    }

    /** Gives it a bitmap, or takes the one that it has. */
    public void keepBitmap(boolean keep) {
        bitmap = keep
                ? Optional.of(new MdBitmap(MdGeometry.bitmapChunkKib(sizeKib), degraded(), degraded() ? 0 : events))
                : Optional.empty();
        changed();
    }

    /** Whether it waits for a first write, as kernels since 2.6 let assembled arrays do: nothing is filled until then. */
    public boolean readAuto() {
        return readAuto;
    }

    void readAuto(boolean now) {
        readAuto = now;
    }

    /** To be told when it is mounted for writing, swapped to or opened for writing: it becomes a plain array. */
    public void written() {
        readAuto = false;
        if (!recent()) {
            return;
        }
        if (degraded()) {
            bitmap = bitmap.map(bits -> bits.with(true, bits.cleared()));
        }
        driver.settle();
        driver.next();
    }

    boolean recent() {
        return metadata == Metadata.V1_2;
    }

    /** First sector of the data within a member; 0 with metadata 0.90. */
    public long dataOffset() {
        return version1.map(Version1::dataOffset).orElse(0L);
    }

    /** Where a member keeps what the array holds. */
    Region data(MdMember member) {
        Region region = member.device().region();
        return version1.map(one -> new Region(region.drive(), region.start() + one.dataOffset(), sizeKib * 2))
                .orElse(region);
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

    /** The comparison that runs. */
    public Optional<MdCheck> checking() {
        return Optional.ofNullable(check);
    }

    /** Whether something is to be filled or compared once other arrays have ended theirs. */
    public boolean delayed() {
        return fill == null && check == null && (checkWanted || wantsFill());
    }

    /** What the last comparison counted, in sectors. */
    public long mismatchCount() {
        return mismatchCount;
    }

    boolean wantsFill() {
        return degraded() && waiting().isPresent() && !readAuto;
    }

    boolean wantsCheck() {
        return checkWanted && !readAuto;
    }

    boolean busy() {
        return fill != null || check != null;
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
        return data(first()).read(sector);
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
                data(member).write(sector, bytes);
            }
        }
        written();
    }

    @Override
    public Content content() throws DriveFailure {
        touch();
        return content;
    }

    /** What it holds, without an access that could fail a member. */
    public Content served() {
        return content;
    }

    @Override
    public void fill(Content next) throws DriveFailure {
        touch();
        content = next;
        for (MdMember member : members()) {
            if (member.active()) {
                data(member).fill(next);
                member.device().region().superblock(superblock(member));
            }
        }
        written();
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
        replace(member, recent() ? member.in(-1, Role.FAULTY) : member.as(member.number(), Role.FAULTY));
        if (fill != null && fill.target().device().equals(member.device())) {
            fill = null;
        } else if (member.active()) {
            keep(member);
        }
        if (recent()) {
            check = null;
            checkWanted = false;
            driver.say("md/raid1:md" + minor + ": Disk failure on "
                    + member.device().name() + ", disabling device.\nmd/raid1:md" + minor + ": Operation continuing on "
                    + working() + " devices.");
        } else {
            driver.say("raid1: Disk failure on " + member.device().name() + ", disabling device.");
        }
        changed();
    }

    void remove(MdMember member) {
        members.remove(member);
        remembered.remove(member.device());
        if (!recent() && member.role() == Role.FAULTY && member.number() < raidDisks) {
            gone.add(new Descriptor(member.number(), 0, 0, member.slot(), Role.REMOVED));
        }
        changed();
    }

    private void replace(MdMember old, MdMember next) {
        members.set(members.indexOf(old), next);
    }

    MdMember hotAdd(MdDevice device) throws DriveFailure {
        int number = freeNumber();
        MdMember spare = new MdMember(device, number, recent() ? -1 : number, Role.SPARE);
        gone.removeIf(old -> old.number() == number);
        device.region().clearSuperblock();
        bind(spare);
        changed();
        return spare;
    }

    /** Takes back a member that knows its number; the bitmap tells what it misses. */
    void readmit(MdDevice device, int number) {
        bind(new MdMember(device, number, -1, Role.SPARE));
        remembered.add(device);
        changed();
    }

    /** Whether the bitmap tells what a spare misses. */
    boolean remembered(MdMember spare) {
        return remembered.contains(spare.device());
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
        if (recent()) {
            beginInSlot(next);
            return;
        }
        Region region = next.target().device().region();
        region.fill(new Content.Garbage());
        region.superblock(superblock(next.target()));
        fill = next;
    }

    private void beginInSlot(MdFill next) throws DriveFailure {
        MdMember target = next.target().in(emptySlot(), Role.SPARE);
        replace(next.target(), target);
        if (!next.byBitmap()) {
            data(target).fill(new Content.Garbage());
        }
        fill = new MdFill(target, next.since(), next.sizeKib(), next.speedKib(), next.byBitmap());
        changed();
    }

    void finish() throws DriveFailure {
        MdFill ended = fill;
        if (ended == null) {
            return;
        }
        fill = null;
        MdMember spare = ended.target();
        take(data(spare));
        if (recent()) {
            remembered.remove(spare.device());
            replace(spare, spare.in(spare.slot(), Role.ACTIVE));
            if (!degraded()) {
                bitmap = bitmap.map(bits -> bits.with(false, bits.cleared()));
            }
            changed();
            return;
        }
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

    private void take(Region region) throws DriveFailure {
        Region source = data(first());
        region.copy(source, sizeKib * 2);
        Content moved = content;
        if (!(moved instanceof Content.Zeros)) {
            region.drive().lay(region.start(), region.sectors(), moved);
        } else {
            region.fill(moved);
        }
        region.copy(source, sizeKib * 2);
    }

    void wantCheck(boolean wanted) {
        checkWanted = wanted;
        check = wanted ? check : null;
    }

    void begin(MdCheck next) {
        checkWanted = false;
        mismatchCount = 0;
        check = next;
    }

    void finishCheck() {
        check = null;
        mismatchCount = mismatches();
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
        if (!degraded()) {
            bitmap = bitmap.map(bits -> bits.with(bits.dirty(), events));
        }
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
                recent(),
                member.number(),
                descriptors(),
                version1.map(one -> new Version1(one.name(), one.dataOffset(), deviceUuid(member.device()), bitmap)));
    }

    // The same for the same place on the same drive, so that nobody needs to remember it.
    private String deviceUuid(MdDevice device) {
        String place = uuid + " " + device.region().drive().serial() + " "
                + device.region().start();
        String digits = UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.US_ASCII))
                .toString()
                .replace("-", "");
        return digits.replaceAll("(.{8})(?!$)", "$1:");
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
        check = null;
        for (MdMember member : members()) {
            if (member.active() && member.device().region().drive().dead()) {
                keep(member);
            }
        }
    }

    // From here on the drive keeps what it has, and no later write reaches it.
    private void keep(MdMember member) {
        Region region = data(member);
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
                .map(this::data)
                .map(region -> Copies.digest(region.drive().contentAt(region.start())))
                .distinct()
                .toList();
        return digests.size() <= 1 ? 0 : 128L * (digests.size() - 1);
    }
}
