package org.applepie.agent.simulated.files;

import java.util.Set;

/**
 * An open file description: one position, shared by all who hold it. Safe for use by several threads. It is a bug to use
 * it after {@link #close}.
 */
public abstract sealed class OpenFile permits OpenRegular, OpenDevice, OpenGenerated, OpenDirectory {

    final Place place;
    final Viewer viewer;
    private final Set<Access> access;
    private String path = "";
    private boolean closed;

    OpenFile(Place place, Viewer viewer, Set<Access> access) {
        this.place = place;
        this.viewer = viewer;
        this.access = access;
        FileSystem fileSystem = place.mount().fileSystem;
        fileSystem.lock.lock();
        place.mount().openFiles++;
        fileSystem.lock.unlock();
    }

    /** @return how many bytes were read, -1 at the end */
    public final int read(byte[] into, int offset, int length) throws ErrnoException {
        return length == 0 ? 0 : guarded(Access.READ, () -> readHere(into, offset, length));
    }

    /** Reads elsewhere than at the position, which stays. */
    public final int readAt(long at, byte[] into, int offset, int length) throws ErrnoException {
        return length == 0 ? 0 : guarded(Access.READ, () -> readThere(at, into, offset, length));
    }

    /** Writes all, or as much as there is room for before it throws. */
    public final void write(byte[] from, int offset, int length) throws ErrnoException {
        guarded(Access.WRITE, () -> {
            writeHere(from, offset, length);
            return 0;
        });
    }

    /** @throws ErrnoException ESPIPE where there is no position */
    public final void seek(long position) throws ErrnoException {
        guarded(null, () -> {
            moveTo(position);
            return 0;
        });
    }

    /** Bytes from the start. */
    public abstract long position();

    /** Bytes of the file or of the device. */
    public abstract long size();

    public abstract void truncate(long size) throws ErrnoException;

    abstract int readHere(byte[] into, int offset, int length) throws ErrnoException;

    abstract int readThere(long at, byte[] into, int offset, int length) throws ErrnoException;

    abstract void writeHere(byte[] from, int offset, int length) throws ErrnoException;

    abstract void moveTo(long position) throws ErrnoException;

    /** As it was when it was opened, from the root of the process that opened it. */
    public final String path() {
        return path.isEmpty() ? Names.inside(place.node()) : path;
    }

    /** A file may have several names, so only the opening knows this one. */
    final OpenFile openedAs(String name) {
        path = name;
        return this;
    }

    public final Stat stat() {
        return Stats.of(place);
    }

    final boolean isOn(Mount mount) {
        return place.mount() == mount;
    }

    /** Whether it was opened for this. */
    public final boolean may(Access kind) {
        return access.contains(kind);
    }

    /** Idempotent. */
    public final void close() {
        FileSystem fileSystem = place.mount().fileSystem;
        fileSystem.lock.lock();
        try {
            if (!closed) {
                closed = true;
                place.mount().openFiles--;
                released(fileSystem);
            }
        } finally {
            fileSystem.lock.unlock();
        }
    }

    void released(FileSystem fileSystem) {}

    interface Body {
        int run() throws ErrnoException;
    }

    final int guarded(@org.jspecify.annotations.Nullable Access wanted, Body body) throws ErrnoException {
        viewer.checkpoint().run();
        if (wanted != null && !access.contains(wanted)) {
            throw new ErrnoException(Errno.EBADF);
        }
        FileSystem fileSystem = place.mount().fileSystem;
        fileSystem.check();
        return body.run();
    }
}
