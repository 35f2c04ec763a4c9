package org.applepie.domain.runbook;

import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.filesystem.Mount;

/**
 * A partition of apple that is to be mirrored.
 *
 * @param mountPoint where it is mounted, {@code swap} for swap
 * @param type {@code ext4}, {@code ext3} or {@code swap}
 * @param usedBytes 0 for swap
 * @param features of an ext file system, with blanks between; empty if not known
 * @param inodes how many inodes its file system has, 0 for swap
 */
record Volume(
        int number,
        String mountPoint,
        String type,
        String uuid,
        String label,
        String features,
        long sizeBytes,
        long usedBytes,
        long availableBytes,
        long inodes) {

    static final String SWAP = "swap";

    static Volume of(Partition partition, Mount mount) {
        return new Volume(
                partition.number(),
                mount.mountPoint(),
                mount.type(),
                partition.content().uuid(),
                partition.content().label(),
                partition.content().features(),
                partition.sizeBytes(),
                mount.usedBytes(),
                mount.availableBytes(),
                Math.max(0, mount.inodes()));
    }

    static Volume swap(Partition partition) {
        return new Volume(
                partition.number(),
                SWAP,
                SWAP,
                partition.content().uuid(),
                partition.content().label(),
                partition.content().features(),
                partition.sizeBytes(),
                0,
                0,
                0);
    }

    boolean isSwap() {
        return type.equals(SWAP);
    }
}
