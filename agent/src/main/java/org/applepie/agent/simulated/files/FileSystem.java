package org.applepie.agent.simulated.files;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file system in memory: a tree of inodes with a capacity. It is reached through a {@link Namespace} that mounts it.
 * Safe for use by several threads.
 */
public final class FileSystem {

    /** Bytes of one block. */
    public static final int BLOCK = 4096;

    final ReentrantLock lock = new ReentrantLock();
    final Node root;
    private Format format;
    private long lastInode = 10;
    private long usedBlocks;
    private long usedInodes;
    private volatile boolean readOnly;
    private volatile List<String> options = List.of();
    private volatile @Nullable Errno fault;
    private volatile boolean full;
    private volatile Runnable keeper = () -> {};

    /** An empty file system. */
    public FileSystem(Format format) {
        this(format, new Directory(2, 0755));
        directoryRoot().modified = 0;
        usedBlocks = 1;
        usedInodes = 1;
    }

    private FileSystem(Format format, Node root) {
        this.format = format;
        this.root = root;
    }

    /** A file system of generated files alone, such as proc. */
    public static FileSystem generated(String type, Generated.Tree tree) {
        Node above = new Directory(0, 0555);
        return new FileSystem(Format.of(type), new GeneratedNode(tree, above, "", 0));
    }

    public Format format() {
        return format;
    }

    public void label(String label) {
        format = new Format(format.type(), format.uuid(), label, format.blocks(), format.inodes());
    }

    public void uuid(String uuid) {
        format = new Format(format.type(), uuid, format.label(), format.blocks(), format.inodes());
    }

    /** As tune2fs -j or a resize does; what is stored stays. */
    public void format(Format changed) {
        format = changed;
    }

    public boolean isReadOnly() {
        return readOnly;
    }

    public void readOnly(boolean value) {
        readOnly = value;
    }

    /** What the mount told the driver, without rw and ro; empty if nothing. */
    public List<String> options() {
        return options;
    }

    public void options(List<String> told) {
        options = List.copyOf(told);
    }

    /** From now on every access fails so; null mends it. */
    public void failWith(@Nullable Errno errno) {
        fault = errno;
    }

    /** Who brings the entries up to date before each look at them, as a device file system needs it; no lock is held. */
    public void keptBy(Runnable whoKeeps) {
        keeper = whoKeeps;
    }

    /** From now on no block can be had, or again as many as there are. What is there can be read and written over. */
    public void full(boolean now) {
        full = now;
    }

    /**
     * Part of what it lies on fails: the contents of the files that lie there can no longer be read, nor written if
     * {@code writing}. Files lie spread evenly, in the order of their inodes; none is hit where there are none.
     *
     * @param from of the whole, from 0 to 1
     * @param to of the whole, not before {@code from}
     */
    public void failBetween(double from, double to, boolean writing) {
        locked(() -> {
            List<RegularFile> files = files();
            for (int at = 0; at < files.size(); at++) {
                boolean hit = at < to * files.size() && at + 1 > from * files.size();
                if (hit) {
                    files.get(at).fails(writing);
                }
            }
            return files;
        });
    }

    /** What failed in parts can be read and written again. */
    public void mend() {
        locked(() -> {
            List<RegularFile> files = files();
            files.forEach(RegularFile::mend);
            return files;
        });
    }

    private List<RegularFile> files() {
        Map<Long, RegularFile> found = new TreeMap<>();
        if (root instanceof Directory directory) {
            collect(directory, found);
        }
        return List.copyOf(found.values());
    }

    private static void collect(Directory directory, Map<Long, RegularFile> into) {
        for (Node node : directory.entries.values()) {
            switch (node) {
                case RegularFile file -> into.put(file.number, file);
                case Directory below -> collect(below, into);
                case Symlink link -> {}
                case SpecialFile special -> {}
                case GeneratedNode generated -> {}
            }
        }
    }

    /** Blocks of {@link #BLOCK} bytes that are in use. */
    public long usedBlocks() {
        return locked(() -> usedBlocks);
    }

    public long usedInodes() {
        return locked(() -> usedInodes);
    }

    /**
     * An independent copy as it is now. Contents share their bytes until one side writes. Open files and mounts stay
     * with this one.
     */
    public FileSystem snapshot() {
        return locked(() -> {
            FileSystem copy = new FileSystem(format, root.copy());
            copy.lastInode = lastInode;
            copy.usedBlocks = usedBlocks;
            copy.usedInodes = usedInodes;
            copy.readOnly = readOnly;
            copy.full = full;
            if (root instanceof Directory from && copy.root instanceof Directory to) {
                copyEntries(from, to, new IdentityHashMap<>());
            }
            return copy;
        });
    }

    private static void copyEntries(Directory from, Directory to, Map<Node, Node> hardLinks) {
        for (Map.Entry<String, Node> entry : from.entries.entrySet()) {
            Node node = entry.getValue();
            boolean shared = node.links > 1 && !(node instanceof Directory);
            Node copy = shared ? hardLinks.computeIfAbsent(node, Node::copy) : node.copy();
            to.entries.put(entry.getKey(), copy);
            if (node instanceof Directory below && copy instanceof Directory target) {
                target.parent = to;
                copyEntries(below, target, hardLinks);
            }
        }
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }

    private Directory directoryRoot() {
        return (Directory) root;
    }

    void check() throws ErrnoException {
        keeper.run();
        Errno now = fault;
        if (now != null) {
            throw new ErrnoException(now);
        }
    }

    /** To be called with the lock held, as all below. */
    long freshInode() throws ErrnoException {
        if (usedInodes >= format.inodes()) {
            throw new ErrnoException(Errno.ENOSPC);
        }
        usedInodes++;
        return ++lastInode;
    }

    /** Inode and block of a directory, both or none. */
    long freshDirectory() throws ErrnoException {
        claim(1);
        try {
            return freshInode();
        } catch (ErrnoException full) {
            claim(-1);
            throw full;
        }
    }

    void claim(long blocks) throws ErrnoException {
        if (blocks > 0 && (full || usedBlocks + blocks > format.blocks())) {
            throw new ErrnoException(Errno.ENOSPC);
        }
        usedBlocks += blocks;
    }

    /** Blocks that can still be had. */
    long free() {
        return full ? 0 : format.blocks() - usedBlocks;
    }

    /** The last name and the last opener of a node are gone. */
    void forget(Node node) {
        usedBlocks -= node.blocks();
        usedInodes--;
    }
}
