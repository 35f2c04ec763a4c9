package org.applepie.agent.simulated.files;

/**
 * What stat(2) tells.
 *
 * @param device of the file system
 * @param mode the twelve permission bits
 * @param size in bytes
 * @param blocks allocated, in units of 512 bytes
 * @param modifiedNanos since 1970-01-01T00:00Z
 * @param special number of a device node, 0:0 for other files
 */
public record Stat(
        DeviceNumber device,
        long inode,
        FileType type,
        int mode,
        int links,
        int uid,
        int gid,
        long size,
        long blocks,
        long modifiedNanos,
        DeviceNumber special) {

    public boolean isDirectory() {
        return type == FileType.DIRECTORY;
    }

    public boolean isRegular() {
        return type == FileType.REGULAR;
    }

    public boolean isSymlink() {
        return type == FileType.SYMLINK;
    }

    public boolean sameFile(Stat other) {
        return inode == other.inode && device.equals(other.device);
    }
}
