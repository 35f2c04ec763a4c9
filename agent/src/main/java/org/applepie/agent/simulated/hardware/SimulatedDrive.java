package org.applepie.agent.simulated.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A drive with an identity and what is on it: single sectors as bytes (partition tables, boot code), regions with a content,
 * and md superblocks. It keeps them while it lies on a shelf.
 */
public final class SimulatedDrive implements Medium {

    /** Bytes of a sector. */
    public static final int SECTOR = 512;

    private final DriveModel model;
    private final String serial;
    private final long sectors;
    private final TreeMap<Long, byte[]> written = new TreeMap<>();
    private final TreeMap<Long, Stretch> stretches = new TreeMap<>();
    private final TreeMap<Long, MdSuperblock> superblocks = new TreeMap<>();
    private boolean failing;
    private boolean attached;

    private final List<Bad> bad = new ArrayList<>();

    private record Stretch(long length, Content content) {}

    private record Bad(long first, long sectors, boolean writing) {}

    public SimulatedDrive(DriveModel model, String serial, long sectors) {
        this.model = model;
        this.serial = serial;
        this.sectors = sectors;
    }

    public DriveModel model() {
        return model;
    }

    public String serial() {
        return serial;
    }

    @Override
    public long sectors() {
        return sectors;
    }

    /** From now on every access fails, or works again. */
    public synchronized void failing(boolean now) {
        failing = now;
    }

    /**
     * From now on these sectors cannot be read, nor written if {@code writing}. Files which lie there fail as well, but for those
     * whose other half answers in a mirror, of which its driver takes care.
     */
    public synchronized void failAt(long first, long length, boolean writing) {
        bad.add(new Bad(first, length, writing));
        stretches.forEach((start, stretch) -> {
            if (overlaps(start, stretch.length, first, length) && stretch.content instanceof Content.Files files) {
                files.tree()
                        .failBetween(
                                Math.max(0, (double) (first - start) / stretch.length),
                                Math.min(1, (double) (first + length - start) / stretch.length),
                                writing);
            }
        });
    }

    /** Whether some of its sectors fail. */
    public synchronized boolean failsInPart() {
        return !bad.isEmpty();
    }

    /** All of it works again. */
    public synchronized void mend() {
        failing = false;
        bad.clear();
        stretches.values().forEach(stretch -> {
            if (stretch.content instanceof Content.Files files) {
                files.tree().mend();
            }
        });
    }

    private void check(long first, long length, boolean writing) throws DriveFailure {
        check();
        for (Bad one : bad) {
            if ((one.writing || !writing) && overlaps(one.first, one.sectors, first, length)) {
                throw new DriveFailure(serial);
            }
        }
    }

    /** Whether an access would fail. */
    public synchronized boolean dead() {
        return failing || !attached;
    }

    synchronized void attached(boolean now) {
        attached = now;
    }

    void check() throws DriveFailure {
        if (dead()) {
            throw new DriveFailure(serial);
        }
    }

    @Override
    public synchronized byte[] read(long sector) throws DriveFailure {
        check(sector, 1, false);
        return peek(sector);
    }

    /** The bytes of a sector, also of a drive on a shelf. */
    public synchronized byte[] peek(long sector) {
        byte[] bytes = written.get(sector);
        return bytes == null ? new byte[SECTOR] : bytes.clone();
    }

    @Override
    public synchronized void write(long sector, byte[] bytes) throws DriveFailure {
        check(sector, 1, true);
        if (sector < 0 || sector >= sectors || bytes.length != SECTOR) {
            throw new IllegalArgumentException("sector " + sector + " with " + bytes.length + " bytes");
        }
        written.put(sector, bytes.clone());
    }

    @Override
    public Content content() throws DriveFailure {
        check();
        return contentAt(0);
    }

    /** What begins at this sector, also of a drive on a shelf. */
    public synchronized Content contentAt(long start) {
        Stretch stretch = stretches.get(start);
        return stretch == null ? new Content.Zeros() : stretch.content;
    }

    @Override
    public void fill(Content content) throws DriveFailure {
        fill(0, sectors, content);
    }

    synchronized void fill(long start, long length, Content content) throws DriveFailure {
        check();
        lay(start, length, content);
    }

    /** As a tape or a factory would put it there: without a machine. */
    public synchronized void lay(long start, long length, Content content) {
        stretches.entrySet().removeIf(old -> overlaps(old.getKey(), old.getValue().length, start, length));
        // mkfs and mkswap leave the first sectors alone: that is where a boot record may stand.
        long first = content instanceof Content.Files || content instanceof Content.Swap ? start + 2 : start;
        within(written, first, start + length).clear();
        if (content instanceof Content.Zeros || content instanceof Content.Garbage) {
            within(superblocks, start, start + length).clear();
        } else {
            // What begins here covers a superblock of version 1.2; one at the end is left alone.
            superblocks.remove(start + Region.V1_2);
        }
        if (!(content instanceof Content.Zeros)) {
            stretches.put(start, new Stretch(length, content));
        }
    }

    private static boolean overlaps(long start, long length, long other, long otherLength) {
        return start < other + otherLength && other < start + length;
    }

    private static <T> SortedMap<Long, T> within(TreeMap<Long, T> map, long from, long to) {
        return map.subMap(from, Math.max(from, to));
    }

    /** Writes zeros over everything, as a wiping disc does, wherever the drive is. */
    public synchronized void wipe() {
        written.clear();
        stretches.clear();
        superblocks.clear();
    }

    /** All contents by their first sector, also of a drive on a shelf. */
    public synchronized Map<Long, Content> contents() {
        TreeMap<Long, Content> all = new TreeMap<>();
        stretches.forEach((start, stretch) -> all.put(start, stretch.content));
        return all;
    }

    synchronized Optional<MdSuperblock> superblock(long sector) throws DriveFailure {
        check(sector, 8, false);
        return Optional.ofNullable(superblocks.get(sector));
    }

    synchronized void superblock(long sector, Optional<MdSuperblock> superblock) throws DriveFailure {
        check(sector, 8, true);
        superblock.ifPresentOrElse(block -> superblocks.put(sector, block), () -> superblocks.remove(sector));
    }

    /** All md superblocks by their first sector, also of a drive on a shelf. */
    public synchronized Map<Long, MdSuperblock> superblocks() {
        return new TreeMap<>(superblocks);
    }

    /** A drive with the same identity and the same on it, which no later write to this one reaches. In no machine. */
    public synchronized SimulatedDrive copied() {
        SimulatedDrive copy = new SimulatedDrive(model, serial, sectors);
        written.forEach((sector, bytes) -> copy.written.put(sector, bytes.clone()));
        stretches.forEach(
                (start, stretch) -> copy.stretches.put(start, new Stretch(stretch.length, stretch.content.copied())));
        copy.superblocks.putAll(superblocks);
        copy.failing = failing;
        copy.bad.addAll(bad);
        return copy;
    }

    /** What the kernel of a machine that does a block copy sees and moves. */
    synchronized void copySectors(long start, long length, SimulatedDrive from, long origin) throws DriveFailure {
        check(start, length, true);
        from.check(origin, length, false);
        Map<Long, byte[]> source = new TreeMap<>(within(from.written, origin, origin + length));
        within(written, start, start + length).clear();
        source.forEach((sector, bytes) -> written.put(sector - origin + start, bytes.clone()));
    }
}
