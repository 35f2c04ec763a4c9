package org.applepie.agent.simulated.files;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A directory; names come in byte order. */
final class Directory extends Node {

    final TreeMap<String, Node> entries = new TreeMap<>();
    /** Null for the root and for directories that were removed. */
    @Nullable
    Directory parent;

    boolean removed;

    Directory(long number, int mode) {
        super(number, mode);
        links = 2;
    }

    @Override
    FileType type() {
        return FileType.DIRECTORY;
    }

    @Override
    Directory copy() {
        return like(new Directory(number, mode));
    }

    @Override
    long size() {
        return FileSystem.BLOCK;
    }

    @Override
    long blocks() {
        return 1;
    }
}
