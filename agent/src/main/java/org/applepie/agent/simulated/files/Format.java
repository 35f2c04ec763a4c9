package org.applepie.agent.simulated.files;

/**
 * What mkfs decides about a file system.
 *
 * @param type such as ext3, tmpfs or proc
 * @param uuid empty for none
 * @param label empty for none
 * @param blocks capacity in blocks of {@link FileSystem#BLOCK} bytes
 * @param inodes capacity in inodes
 */
public record Format(String type, String uuid, String label, long blocks, long inodes) {

    /** Without limits, UUID or label. */
    public static Format of(String type) {
        return new Format(type, "", "", Long.MAX_VALUE, Long.MAX_VALUE);
    }
}
