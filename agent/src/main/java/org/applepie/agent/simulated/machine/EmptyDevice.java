package org.applepie.agent.simulated.machine;

import org.applepie.agent.simulated.files.Device;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;

/** An array that does not run: it can be opened, and that is all. */
public final class EmptyDevice implements Device {

    @Override
    public long size() {
        return 0;
    }

    @Override
    public int read(long at, byte[] into, int offset, int length) {
        return -1;
    }

    @Override
    public int write(long at, byte[] from, int offset, int length) throws ErrnoException {
        throw new ErrnoException(Errno.ENOSPC);
    }
}
