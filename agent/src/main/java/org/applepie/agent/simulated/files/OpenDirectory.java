package org.applepie.agent.simulated.files;

import java.util.Set;

/** A directory that is open: it can be held, not read. */
final class OpenDirectory extends OpenFile {

    OpenDirectory(Place place, Viewer viewer) {
        super(place, viewer, Set.of(Access.READ));
    }

    @Override
    int readHere(byte[] into, int offset, int length) throws ErrnoException {
        throw new ErrnoException(Errno.EISDIR);
    }

    @Override
    int readThere(long at, byte[] into, int offset, int length) throws ErrnoException {
        throw new ErrnoException(Errno.EISDIR);
    }

    @Override
    void writeHere(byte[] from, int offset, int length) throws ErrnoException {
        throw new ErrnoException(Errno.EBADF);
    }

    @Override
    void moveTo(long position) {}

    @Override
    public long position() {
        return 0;
    }

    @Override
    public long size() {
        return place.node().size();
    }

    @Override
    public void truncate(long size) throws ErrnoException {
        throw new ErrnoException(Errno.EBADF);
    }
}
