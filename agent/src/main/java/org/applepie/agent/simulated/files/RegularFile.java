package org.applepie.agent.simulated.files;

/** A regular file. */
final class RegularFile extends Node {

    final Content content;
    /** A file without names lives as long as somebody has it open. */
    int openers;

    RegularFile(long number, int mode, Content content) {
        super(number, mode);
        this.content = content;
    }

    @Override
    FileType type() {
        return FileType.REGULAR;
    }

    @Override
    RegularFile copy() {
        return like(new RegularFile(number, mode, content.copy()));
    }

    @Override
    long size() {
        return content.size();
    }

    @Override
    long blocks() {
        return content.blocks();
    }
}
