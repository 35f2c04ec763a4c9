package org.applepie.agent.simulated.hardware;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.MdSuperblock.Descriptor;
import org.applepie.agent.simulated.hardware.MdSuperblock.Metadata;
import org.applepie.agent.simulated.hardware.MdSuperblock.Role;
import org.applepie.agent.simulated.hardware.MdSuperblock.Version1;

/**
 * The arrays of a running kernel. It believes superblocks: the highest count of events is the truth, and who is behind is
 * kicked, whichever of the two has the better data. One member is filled at a time.
 */
public final class MdDriver {

    // What the bitmap knows to be the same is passed over.
    private static final long BITMAP_GAIN = 10;

    private final Supplier<Instant> clock;
    private final Consumer<String> log;
    private final List<MdArray> arrays = new ArrayList<>();
    private long speedKib;

    /**
     * @param log gets the kernel's lines
     * @param speedKib of filling a member, in KiB per simulated second
     */
    public MdDriver(Supplier<Instant> clock, Consumer<String> log, long speedKib) {
        this.clock = clock;
        this.log = log;
        this.speedKib = speedKib;
    }

    Instant now() {
        return clock.get();
    }

    void say(String line) {
        log.accept(line);
    }

    public long speedKib() {
        return speedKib;
    }

    /** Takes effect with the next fill. */
    public void speedKib(long next) {
        speedKib = next;
    }

    /** Last started first. */
    public List<MdArray> arrays() {
        settle();
        return List.copyOf(arrays);
    }

    public Optional<MdArray> array(int minor) {
        settle();
        return arrays.stream().filter(array -> array.minor() == minor).findFirst();
    }

    /** The array that has this partition as a member. */
    public Optional<MdArray> using(Region region) {
        return arrays.stream()
                .filter(array -> array.members().stream()
                        .anyMatch(member -> member.device().region().overlaps(region)))
                .findFirst();
    }

    /**
     * Creates an array and starts it.
     *
     * @param slots a device for each slot, empty for {@code missing}
     */
    public MdArray create(int minor, Metadata metadata, String uuid, long sizeKib, List<Optional<MdDevice>> slots)
            throws ErrnoException, DriveFailure {
        return create(minor, metadata, uuid, sizeKib, slots, Optional.empty());
    }

    /**
     * Creates an array with metadata 1.2 and starts it; its members keep their data as mdadm 4 lays it out.
     *
     * @param name with the home host before it
     * @param bitmap whether it keeps one
     * @param slots a device for each slot, empty for {@code missing}
     */
    public MdArray create(int minor, String uuid, String name, boolean bitmap, List<Optional<MdDevice>> slots)
            throws ErrnoException, DriveFailure {
        List<Long> sizes = slots.stream()
                .flatMap(Optional::stream)
                .map(device -> device.region().sectors())
                .toList();
        long offset = MdGeometry.dataOffset(sizes.getFirst());
        long size = (Collections.min(sizes) - offset) / 2;
        Optional<MdBitmap> bits =
                bitmap ? Optional.of(new MdBitmap(MdGeometry.bitmapChunkKib(size), false, 0)) : Optional.empty();
        return create(minor, Metadata.V1_2, uuid, size, slots, Optional.of(new Version1(name, offset, "", bits)));
    }

    private MdArray create(
            int minor,
            Metadata metadata,
            String uuid,
            long sizeKib,
            List<Optional<MdDevice>> slots,
            Optional<Version1> version1)
            throws ErrnoException, DriveFailure {
        refuseBusy(minor, slots.stream().flatMap(Optional::stream).toList());
        MdSuperblock blank = new MdSuperblock(
                metadata, uuid, 1, now(), sizeKib, slots.size(), minor, 0, now(), false, 0, List.of(), version1);
        MdArray array = new MdArray(this, blank, minor);
        for (int slot = 0; slot < slots.size(); slot++) {
            bindNew(array, slot, slots.get(slot));
        }
        start(array);
        MdMember first =
                array.members().stream().filter(MdMember::active).findFirst().orElseThrow();
        array.serve(array.data(first).content());
        array.changed();
        next();
        return array;
    }

    // Slots filled at creation are active at once; a second one is not known to hold the same, so it is filled first.
    private void bindNew(MdArray array, int slot, Optional<MdDevice> device) throws DriveFailure {
        if (device.isEmpty() && array.recent()) {
            return;
        }
        if (device.isEmpty()) {
            array.rememberGone(new Descriptor(slot, 0, 0, slot, Role.FAULTY));
        } else if (array.working() == 0) {
            if (!array.recent()) {
                say("md: bind<" + device.get().name() + "," + (slot + 1) + ">");
            }
            array.bind(new MdMember(device.get(), slot, slot, Role.ACTIVE));
        } else {
            array.bind(new MdMember(device.get(), slot, array.recent() ? -1 : slot, Role.SPARE));
        }
        if (device.isPresent()) {
            device.get().region().clearSuperblock();
        }
    }

    private void refuseBusy(int minor, List<MdDevice> devices) throws ErrnoException {
        boolean used =
                devices.stream().anyMatch(device -> using(device.region()).isPresent());
        if (used || array(minor).isPresent()) {
            throw new ErrnoException(Errno.EBUSY);
        }
    }

    private void start(MdArray array) {
        arrays.addFirst(array);
        if (array.recent()) {
            say("md/raid1:md" + array.minor() + ": active with " + array.working() + " out of " + array.raidDisks()
                    + " mirrors");
            say("md" + array.minor() + ": detected capacity change from 0 to " + array.sectors());
            return;
        }
        say("raid1: raid set md" + array.minor() + " active with " + array.working() + " out of " + array.raidDisks()
                + " mirrors");
        if (array.degraded() && array.waiting().isEmpty()) {
            say("md" + array.minor() + ": no spare disk to reconstruct array! -- continuing in degraded mode");
        }
    }

    /**
     * Assembles an array of what carries the superblock with most events, and starts it.
     *
     * @param devices in the order in which they were found; those without a superblock are left out
     * @return the array, or nothing where no device has a superblock
     */
    public Optional<MdArray> assemble(int minor, List<MdDevice> devices) throws ErrnoException, DriveFailure {
        List<Candidate> found = candidates(devices);
        Optional<Candidate> truth = found.stream().max(Comparator.comparingLong(Candidate::events));
        if (truth.isEmpty()) {
            return Optional.empty();
        }
        refuseBusy(minor, devices);
        MdSuperblock best = truth.get().block;
        found.removeIf(one -> !one.block.uuid().equals(best.uuid()));
        MdArray array = new MdArray(this, best, minor);
        if (array.recent()) {
            return new MdAssembly(this, array, best)
                    .of(found.stream().map(Candidate::device).toList());
        }
        best.members().stream()
                .filter(one -> one.role() == Role.FAULTY || one.role() == Role.REMOVED)
                .map(MdDriver::former)
                .forEach(array::rememberGone);
        for (Candidate one : found) {
            admit(array, one, best);
        }
        missing(array, best);
        if (array.working() == 0) {
            return Optional.empty();
        }
        agree(array);
        start(array);
        array.changed();
        fillNext(now());
        return Optional.of(array);
    }

    private record Candidate(MdDevice device, MdSuperblock block) {
        long events() {
            return block.events();
        }
    }

    private static List<Candidate> candidates(List<MdDevice> devices) throws DriveFailure {
        List<Candidate> found = new ArrayList<>();
        for (MdDevice device : devices) {
            device.region().superblock().ifPresent(block -> found.add(new Candidate(device, block)));
        }
        return found;
    }

    private void admit(MdArray array, Candidate one, MdSuperblock best) {
        if (one.events() + 1 < best.events()) {
            say("md: kicking non-fresh " + one.device.name() + " from array!");
            return;
        }
        best.members().stream()
                .filter(known -> known.number() == one.block.number())
                .findFirst()
                .filter(known -> known.role() == Role.ACTIVE || known.role() == Role.SPARE)
                .ifPresent(known -> {
                    say("md: bind<" + one.device.name() + "," + (array.members().size() + 1) + ">");
                    array.bind(new MdMember(one.device, known.number(), known.slot(), known.role()));
                });
    }

    // A slot that never had a device stays a failed one; a device that failed is forgotten at the next assembly.
    private static Descriptor former(Descriptor known) {
        return known.major() == 0 && known.minor() == 0
                ? known
                : new Descriptor(known.number(), 0, 0, known.slot(), Role.REMOVED);
    }

    private static void missing(MdArray array, MdSuperblock best) {
        best.members().stream()
                .filter(known -> known.role() == Role.ACTIVE)
                .filter(known -> array.inSlot(known.slot()).isEmpty())
                .forEach(known -> array.rememberGone(new Descriptor(known.number(), 0, 0, known.slot(), Role.REMOVED)));
    }

    /** Whether these are all members that their array was working with, so that it need not wait for more. */
    public static boolean complete(List<MdDevice> devices) throws DriveFailure {
        return MdAssembly.complete(devices);
    }

    void started(MdArray array) throws DriveFailure {
        agree(array);
        start(array);
        array.changed();
        next();
    }

    // Equal members are one medium. One that differs keeps its own: that is what a divergence is. A member that may be
    // on a
    // shelf must not see what is written here.
    private static void agree(MdArray array) throws DriveFailure {
        MdMember first = array.members().stream()
                .filter(MdMember::active)
                .min(Comparator.comparingInt(MdMember::slot))
                .orElseThrow();
        Content found = array.data(first).content();
        Content truth = array.degraded() ? found.copied() : found;
        array.serve(truth);
        for (MdMember member : array.members()) {
            Region region = array.data(member);
            if (member.active() && same(region.content(), found)) {
                region.drive().lay(region.start(), region.sectors(), truth);
            }
        }
    }

    private static boolean same(Content one, Content other) {
        return one == other || Copies.digest(one).equals(Copies.digest(other));
    }

    /** Takes a device in as a spare; it is filled when its turn comes. */
    public void hotAdd(MdArray array, MdDevice device) throws ErrnoException, DriveFailure {
        settle();
        if (!array.recent()) {
            say("md: trying to hot-add " + device.name() + " to md" + array.minor() + " ... ");
        }
        if (using(device.region()).isPresent()) {
            throw new ErrnoException(Errno.EBUSY);
        }
        long room = device.region().superblockSector(array.metadata()) / 2;
        if (array.metadata() == Metadata.V0_90 && room < array.sizeKib()) {
            say("md" + array.minor() + ": disk size " + room + " blocks < array size " + array.sizeKib());
            throw new ErrnoException(Errno.ENOSPC);
        }
        if (array.recent() && MdAssembly.room(array, device) < array.sizeKib()) {
            throw new ErrnoException(Errno.ENOSPC);
        }
        array.hotAdd(device);
        array.readAuto(false);
        next();
    }

    /**
     * Takes a former member back, to be brought up to date by the bitmap.
     *
     * @return whether that is possible: not without a bitmap, a superblock of this array and a history that the bitmap knows
     */
    public boolean readd(MdArray array, MdDevice device) throws ErrnoException, DriveFailure {
        settle();
        if (using(device.region()).isPresent()) {
            throw new ErrnoException(Errno.EBUSY);
        }
        Optional<MdSuperblock> block = device.region().superblock();
        if (block.isEmpty() || !MdAssembly.known(array, block.get())) {
            return false;
        }
        array.readmit(device, block.get().number());
        array.readAuto(false);
        next();
        return true;
    }

    /** Reads and compares all members, when no other array is busy. */
    public void check(MdArray array) throws ErrnoException {
        settle();
        if (array.busy()) {
            throw new ErrnoException(Errno.EBUSY);
        }
        array.readAuto(false);
        array.wantCheck(true);
        next();
    }

    /** Ends a comparison. */
    public void idle(MdArray array) {
        settle();
        array.wantCheck(false);
        next();
    }

    /** Marks a member as failed. */
    public void fail(MdArray array, MdMember member) throws ErrnoException {
        settle();
        if (member.active() && array.working() == 1) {
            throw new ErrnoException(Errno.EBUSY);
        }
        array.fail(member);
        next();
    }

    /** Takes out a member that is failed or a spare that is not being filled. */
    public void remove(MdArray array, MdMember member) throws ErrnoException {
        settle();
        boolean filled = array.filling()
                .filter(fill -> fill.target().device().equals(member.device()))
                .isPresent();
        if (member.active() || filled) {
            if (!array.recent()) {
                say("md: cannot remove active disk " + member.device().name() + " from md" + array.minor() + " ...");
            }
            throw new ErrnoException(Errno.EBUSY);
        }
        array.remove(member);
    }

    /** Stops an array in order. */
    public void stop(MdArray array) {
        settle();
        array.changed();
        array.release();
        arrays.remove(array);
        if (array.recent()) {
            say("md" + array.minor() + ": stopped.");
            next();
        }
    }

    /** The power is gone: no superblock is written, and what was being filled stays half. */
    public void vanish() {
        settle();
        arrays.forEach(MdArray::release);
        arrays.clear();
    }

    /** Brings all fills to where they are by now. */
    public void settle() {
        Optional<MdArray> busy = busy();
        while (busy.isPresent()) {
            MdArray array = busy.get();
            Instant end = array.filling()
                    .map(MdFill::end)
                    .or(() -> array.checking().map(MdCheck::end))
                    .orElseThrow();
            if (lost(array) || end.isAfter(now())) {
                return;
            }
            finish(array);
            fillNext(end);
            busy = busy();
        }
    }

    // A source or target that does not answer ends the fill.
    private static boolean lost(MdArray array) {
        try {
            array.touch();
            return !array.busy();
        } catch (DriveFailure failure) {
            return true;
        }
    }

    private Optional<MdArray> busy() {
        return arrays.stream().filter(MdArray::busy).findFirst();
    }

    private void finish(MdArray array) {
        if (array.checking().isPresent()) {
            array.finishCheck();
            say("md: md" + array.minor() + ": data-check done.");
            return;
        }
        try {
            array.finish();
            say("md: md" + array.minor() + (array.recent() ? ": recovery done." : ": sync done."));
        } catch (DriveFailure failure) {
            array.filling().ifPresent(fill -> array.fail(fill.target()));
        }
    }

    /** Begins what may begin now. */
    void next() {
        fillNext(now());
    }

    private void fillNext(Instant from) {
        if (busy().isPresent()) {
            return;
        }
        Optional<MdArray> waiting = arrays.stream().filter(MdArray::wantsFill).findFirst();
        if (waiting.isPresent()) {
            begin(waiting.get(), from);
            return;
        }
        arrays.stream().filter(MdArray::wantsCheck).findFirst().ifPresent(array -> {
            say("md: data-check of RAID array md" + array.minor());
            array.begin(new MdCheck(from, array.sizeKib(), speedKib));
        });
    }

    private void begin(MdArray array, Instant from) {
        MdMember spare = array.waiting().orElseThrow();
        boolean byBitmap = array.recent() && array.remembered(spare);
        if (array.recent()) {
            say("md: recovery of RAID array md" + array.minor());
        } else {
            say("md" + array.minor() + ": resyncing spare disk "
                    + spare.device().name() + " to replace failed disk");
            say("md: syncing RAID array md" + array.minor());
        }
        try {
            long speed = byBitmap ? speedKib * BITMAP_GAIN : speedKib;
            array.begin(new MdFill(spare, from, array.sizeKib(), speed, byBitmap));
        } catch (DriveFailure failure) {
            array.fail(spare);
        }
    }
}
