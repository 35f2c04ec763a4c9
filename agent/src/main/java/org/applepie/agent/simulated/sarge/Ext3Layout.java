package org.applepie.agent.simulated.sarge;

import org.applepie.agent.simulated.machine.BlockGroups;

/**
 * How mke2fs 1.37 lays out a file system of this size, by its defaults.
 *
 * @param blockSize in bytes
 */
record Ext3Layout(long blocks, int blockSize) implements BlockGroups {

    private static final int INODE = 128;

    static Ext3Layout of(long kib) {
        return kib < 512 * 1024 ? new Ext3Layout(kib, 1024) : new Ext3Layout(kib / 4, 4096);
    }

    long inodesPerGroup() {
        long wanted = blocks * blockSize / (blockSize == 1024 ? 4096 : 8192);
        long each = (wanted + groups() - 1) / groups();
        long inBlock = blockSize / INODE;
        return (each + inBlock - 1) / inBlock * inBlock;
    }

    long inodes() {
        return inodesPerGroup() * groups();
    }

    long journal() {
        return blocks < 32768 ? 1024 : blocks < 256 * 1024 ? 4096 : 8192;
    }

    /** Blocks that df does not count at all. */
    long overhead() {
        long tables = inodesPerGroup() * INODE / blockSize;
        long descriptors = (groups() * 32 + blockSize - 1) / blockSize;
        return groups() * (tables + 2) + (backups().size() + 1) * (1 + descriptors) + firstDataBlock();
    }

    long kib(long count) {
        return count * blockSize / 1024;
    }
}
