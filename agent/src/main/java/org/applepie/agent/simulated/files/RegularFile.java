package org.applepie.agent.simulated.files;

/** A regular file. */
final class RegularFile extends Node {

    final Content content;
    /** A file without names lives as long as somebody has it open. */
    int openers;
    /** What lies below its content fails. */
    private boolean unreadable;

    private boolean unwritable;

    RegularFile(long number, int mode, Content content) {
        super(number, mode);
        this.content = content;
    }

    void fails(boolean writing) {
        unreadable = true;
        unwritable = writing;
    }

    void mend() {
        unreadable = false;
        unwritable = false;
    }

    /** @throws ErrnoException EIO if what it lies on fails */
    void readable() throws ErrnoException {
        if (unreadable) {
            throw new ErrnoException(Errno.EIO);
        }
    }

    /** @throws ErrnoException EIO if what it lies on fails, also for writing */
    void writable() throws ErrnoException {
        if (unwritable) {
            throw new ErrnoException(Errno.EIO);
        }
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
