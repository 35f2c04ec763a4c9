package org.applepie.agent.simulated.files;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A directory. Its names are in no order, as they are looked up far more often than listed. */
final class Directory extends Node {

    final Map<String, Node> entries = new HashMap<>();
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
