package org.applepie.domain.filesystem;

/**
 * A mounted file system with a device or not, from mountinfo and statvfs. Sizes in bytes; -1 where unknown.
 *
 * @param sourceKernelName kernel name of its device such as {@code sda6} or {@code md2}; empty if it has none
 */
public record Mount(
        String mountPoint,
        String source,
        String sourceKernelName,
        String type,
        String options,
        long sizeBytes,
        long usedBytes,
        long availableBytes,
        long inodes,
        long inodesUsed) {}
