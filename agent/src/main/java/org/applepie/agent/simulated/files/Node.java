package org.applepie.agent.simulated.files;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An inode. What changes in it is guarded by the lock of its file system. */
abstract sealed class Node permits RegularFile, Directory, Symlink, SpecialFile, GeneratedNode {

    final long number;
    int mode;
    int uid;
    int gid;
    int links = 1;
    long modified;
    /** Something may be mounted here; spares a look into the mount table for all the others. */
    volatile boolean covered;
    /** Extended attributes by name; the ACL of the file is among them as opaque text. Null for none. */
    @Nullable
    TreeMap<String, String> attributes;

    Node(long number, int mode) {
        this.number = number;
        this.mode = mode;
    }

    abstract FileType type();

    /** A copy for another file system; directories come without their entries. */
    abstract Node copy();

    /** Bytes as st_size tells. */
    abstract long size();

    /** Blocks of {@link FileSystem#BLOCK} bytes that hold its content. */
    long blocks() {
        return 0;
    }

    DeviceNumber special() {
        return SpecialFile.NONE;
    }

    final <N extends Node> N like(N copy) {
        copy.uid = uid;
        copy.gid = gid;
        copy.links = links;
        copy.modified = modified;
        Map<String, String> mine = attributes;
        copy.attributes = mine == null ? null : new TreeMap<>(mine);
        return copy;
    }
}
