package org.applepie.agent.simulated.files;

/** A symbolic link, short enough to need no block. */
final class Symlink extends Node {

    final String target;

    Symlink(long number, String target) {
        super(number, 0777);
        this.target = target;
    }

    @Override
    FileType type() {
        return FileType.SYMLINK;
    }

    @Override
    Symlink copy() {
        return like(new Symlink(number, target));
    }

    @Override
    long size() {
        return target.length();
    }
}
