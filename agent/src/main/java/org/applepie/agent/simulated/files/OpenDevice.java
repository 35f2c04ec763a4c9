package org.applepie.agent.simulated.files;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A device that is open. */
final class OpenDevice extends OpenFile {

    private final Device device;
    private final AtomicLong position = new AtomicLong();

    OpenDevice(Place place, Device device, Viewer viewer, Set<Access> access) {
        super(place, viewer, access);
        this.device = device;
    }

    @Override
    int readHere(byte[] into, int offset, int length) throws ErrnoException {
        int count = device.read(position.get(), into, offset, length);
        position.addAndGet(Math.max(0, count));
        return count;
    }

    @Override
    int readThere(long at, byte[] into, int offset, int length) throws ErrnoException {
        return device.read(at, into, offset, length);
    }

    @Override
    void writeHere(byte[] from, int offset, int length) throws ErrnoException {
        for (int done = 0; done < length; ) {
            int count = device.write(position.get(), from, offset + done, length - done);
            position.addAndGet(count);
            done += count;
        }
    }

    @Override
    void moveTo(long to) throws ErrnoException {
        if (to < 0) {
            throw new ErrnoException(Errno.EINVAL);
        }
        position.set(to);
    }

    @Override
    public long position() {
        return position.get();
    }

    @Override
    public long size() {
        return device.size();
    }

    @Override
    public void truncate(long size) throws ErrnoException {
        throw new ErrnoException(Errno.EINVAL);
    }
}
