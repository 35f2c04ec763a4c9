package org.applepie.agent.simulated.debian;

import java.util.Optional;
import org.applepie.agent.simulated.machine.BlockGroups;

/**
 * How mke2fs 1.47 lays out ext4 on a device of this size.
 *
 * @param blockSize in bytes: 1024 below 512 MiB, as mke2fs.conf has it
 * @param inodes in all, a whole number for each group
 */
record Ext4Layout(long blocks, int blockSize, long inodes) implements BlockGroups {

    private static final int INODE = 256;
    private static final int DESCRIPTOR = 64;
    private static final long GROWTH = 1024;

    /** @param wanted how many inodes are asked for, nothing for the usual ratio */
    static Ext4Layout of(long kib, Optional<Long> wanted) {
        int size = kib < 512 * 1024 ? 1024 : 4096;
        Ext4Layout plain = new Ext4Layout(kib * 1024 / size, size, 0);
        long ratio = size == 1024 ? 4096 : 16384;
        long each = plain.perGroup(wanted.orElse(kib * 1024 / ratio));
        return new Ext4Layout(plain.blocks, size, each * plain.groups());
    }

    // Tables fill their blocks, and bitmaps their bytes.
    private long perGroup(long wanted) {
        long inBlock = Math.max(8, blockSize / INODE);
        long each = (wanted + groups() - 1) / groups();
        return (each + inBlock - 1) / inBlock * inBlock;
    }

    /** Blocks of the journal; 0 where there is no room for one. */
    long journal() {
        if (blocks < 2048) {
            return 0;
        }
        if (blocks < 32768) {
            return 1024;
        }
        if (blocks < 256 * 1024) {
            return 4096;
        }
        return blocks < 512 * 1024 ? 8192 : blocks < 4096 * 1024 ? 16384 : 32768;
    }

    private long descriptorBlocks(long ofGroups) {
        return (ofGroups * DESCRIPTOR + blockSize - 1) / blockSize;
    }

    // Room for the descriptors of a file system that has grown to 1024 times its size.
    private long reservedDescriptors() {
        long grown = (blocks * GROWTH - firstDataBlock() + blocksPerGroup() - 1) / blocksPerGroup();
        return Math.min(descriptorBlocks(grown) - descriptorBlocks(groups()), blockSize / 4);
    }

    /** Blocks that df does not count at all: what describes the file system, and the journal. */
    long overhead() {
        long tables = inodes * INODE / blockSize;
        long copies = backups().size() + 1L;
        return tables
                + 2 * groups()
                + copies * (1 + descriptorBlocks(groups()) + reservedDescriptors())
                + journal()
                + firstDataBlock();
    }

    /** What is left for files, in blocks of 4096 bytes. */
    long capacity() {
        return (blocks - overhead()) * blockSize / 4096;
    }
}
