package org.applepie.agent.simulated.files;

import java.util.Set;

/** A regular file that is open. */
final class OpenRegular extends OpenFile {

    private final RegularFile file;
    private final FileSystem fileSystem;
    private final Namespace namespace;
    private long position;

    OpenRegular(Place place, RegularFile file, Namespace namespace, Viewer viewer, Set<Access> access) {
        super(place, viewer, access);
        this.file = file;
        this.namespace = namespace;
        fileSystem = place.mount().fileSystem;
        fileSystem.lock.lock();
        file.openers++;
        fileSystem.lock.unlock();
    }

    @Override
    int readHere(byte[] into, int offset, int length) throws ErrnoException {
        fileSystem.lock.lock();
        try {
            file.readable();
            int count = file.content.read(position, into, offset, length);
            position += Math.max(0, count);
            return count;
        } finally {
            fileSystem.lock.unlock();
        }
    }

    @Override
    int readThere(long at, byte[] into, int offset, int length) throws ErrnoException {
        fileSystem.lock.lock();
        try {
            file.readable();
            return file.content.read(at, into, offset, length);
        } finally {
            fileSystem.lock.unlock();
        }
    }

    @Override
    void writeHere(byte[] from, int offset, int length) throws ErrnoException {
        fileSystem.lock.lock();
        try {
            if (may(Access.APPEND)) {
                position = file.content.size();
            }
            file.writable();
            int room = room(length);
            file.content.write(position, from, offset, room);
            position += room;
            file.modified = namespace.nanos();
            if (room < length) {
                throw new ErrnoException(Errno.ENOSPC);
            }
        } finally {
            fileSystem.lock.unlock();
        }
    }

    /** Claims the blocks and gives how many bytes fit: all, or what can be written before the file system is full. */
    private int room(int length) throws ErrnoException {
        int needed = file.content.needed(position, length);
        if (needed <= fileSystem.free()) {
            fileSystem.claim(needed);
            return length;
        }
        int room = length;
        while (room > 0 && file.content.needed(position, room) > fileSystem.free()) {
            long end = position + room - 1;
            room = (int) Math.max(0, end - end % FileSystem.BLOCK - position);
        }
        fileSystem.claim(file.content.needed(position, room));
        return room;
    }

    @Override
    void moveTo(long to) throws ErrnoException {
        if (to < 0) {
            throw new ErrnoException(Errno.EINVAL);
        }
        fileSystem.lock.lock();
        position = to;
        fileSystem.lock.unlock();
    }

    @Override
    public long position() {
        fileSystem.lock.lock();
        try {
            return position;
        } finally {
            fileSystem.lock.unlock();
        }
    }

    @Override
    public long size() {
        fileSystem.lock.lock();
        try {
            return file.content.size();
        } finally {
            fileSystem.lock.unlock();
        }
    }

    @Override
    public void truncate(long size) throws ErrnoException {
        guarded(Access.WRITE, () -> {
            fileSystem.lock.lock();
            try {
                cut(file, size, fileSystem, namespace);
            } finally {
                fileSystem.lock.unlock();
            }
            return 0;
        });
    }

    static void cut(RegularFile file, long size, FileSystem fileSystem, Namespace namespace) throws ErrnoException {
        long before = file.content.blocks();
        file.content.truncate(size);
        file.modified = namespace.nanos();
        fileSystem.claim(file.content.blocks() - before);
    }

    @Override
    void released(FileSystem from) {
        if (--file.openers == 0 && file.links == 0) {
            from.forget(file);
        }
    }
}
