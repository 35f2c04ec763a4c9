package org.applepie.agent.simulated.debian;

import java.util.Set;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.Format;

/**
 * How full a file system is, as statfs(2) tells it.
 *
 * @param available to others than root
 */
record Use(long size, long used, long available, long inodes, long inodesUsed) {

    /** Types that have nothing to be full of. */
    private static final Set<String> NOTHING = Set.of(
            "sysfs",
            "proc",
            "devpts",
            "securityfs",
            "cgroup2",
            "pstore",
            "bpf",
            "autofs",
            "mqueue",
            "debugfs",
            "hugetlbfs",
            "tracefs",
            "configfs",
            "fusectl",
            "ramfs");

    private static final int RESERVED_PERCENT = 5;

    static Use of(FileSystem files) {
        Format format = files.format();
        if (NOTHING.contains(format.type()) || format.blocks() == Long.MAX_VALUE) {
            return new Use(0, 0, 0, 0, 0);
        }
        long size = format.blocks() * FileSystem.BLOCK;
        long used = files.usedBlocks() * FileSystem.BLOCK;
        long kept = format.type().startsWith("ext") ? kept(format.blocks()) * FileSystem.BLOCK : 0;
        return new Use(size, used, Math.max(0, size - used - kept), format.inodes(), files.usedInodes());
    }

    // For root, and for blocks whose place is decided late.
    private static long kept(long blocks) {
        return blocks * RESERVED_PERCENT / 100 + Math.min(4096, blocks / 50);
    }

    /** Rounded up, as df does. */
    long percent() {
        return percent(used, used + available);
    }

    static long percent(long part, long whole) {
        return whole == 0 ? 0 : (part * 100 + whole - 1) / whole;
    }
}
