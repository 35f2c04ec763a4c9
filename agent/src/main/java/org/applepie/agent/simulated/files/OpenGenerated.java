package org.applepie.agent.simulated.files;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A generated file that is open: its bytes are those of the moment it was opened. */
final class OpenGenerated extends OpenFile {

    private final byte[] bytes;
    private final Generated.File file;
    private int position;

    OpenGenerated(Place place, Generated.File file, Viewer viewer, Set<Access> access) throws ErrnoException {
        super(place, viewer, access);
        this.file = file;
        try {
            bytes = access.contains(Access.READ)
                    ? file.content().read().getBytes(StandardCharsets.ISO_8859_1)
                    : new byte[0];
        } catch (ErrnoException refused) {
            close();
            throw refused;
        }
    }

    @Override
    synchronized int readHere(byte[] into, int offset, int length) {
        int count = readThere(position, into, offset, length);
        position += Math.max(0, count);
        return count;
    }

    @Override
    int readThere(long at, byte[] into, int offset, int length) {
        if (at >= bytes.length) {
            return -1;
        }
        int count = (int) Math.min(length, bytes.length - at);
        System.arraycopy(bytes, (int) at, into, offset, count);
        return count;
    }

    @Override
    void writeHere(byte[] from, int offset, int length) throws ErrnoException {
        file.control().write(new String(from, offset, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    synchronized void moveTo(long to) {
        position = (int) Math.min(to, bytes.length);
    }

    @Override
    public synchronized long position() {
        return position;
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public void truncate(long size) {}
}
