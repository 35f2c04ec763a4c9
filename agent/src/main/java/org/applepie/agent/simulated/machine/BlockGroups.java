package org.applepie.agent.simulated.machine;

import java.util.ArrayList;
import java.util.List;

/** How every mke2fs divides a device into groups of blocks, with copies of the superblock in some of them. */
public interface BlockGroups {

    /** In all. */
    long blocks();

    /** In bytes. */
    int blockSize();

    default int firstDataBlock() {
        return blockSize() == 1024 ? 1 : 0;
    }

    default long blocksPerGroup() {
        return 8L * blockSize();
    }

    default long groups() {
        return (blocks() - firstDataBlock() + blocksPerGroup() - 1) / blocksPerGroup();
    }

    /** Blocks for root alone. */
    default long reserved() {
        return blocks() * 5 / 100;
    }

    /** First blocks of the groups that hold a copy of the superblock, without the first group. */
    default List<Long> backups() {
        List<Long> found = new ArrayList<>();
        for (long group = 1; group < groups(); group++) {
            if (group == 1 || power(group, 3) || power(group, 5) || power(group, 7)) {
                found.add(group * blocksPerGroup() + firstDataBlock());
            }
        }
        return found;
    }

    private static boolean power(long number, long base) {
        long rest = number;
        while (rest % base == 0) {
            rest /= base;
        }
        return rest == 1;
    }
}
