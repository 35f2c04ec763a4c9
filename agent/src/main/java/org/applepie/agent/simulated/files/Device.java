package org.applepie.agent.simulated.files;

/** What is behind a device node. Offsets and sizes are in bytes. */
public interface Device {

    /** Size of a block device, {@link Long#MAX_VALUE} for one without an end. */
    long size();

    /**
     * Reads up to {@code length} bytes.
     *
     * @return how many were read, -1 at the end
     * @throws ErrnoException such as EIO for a bad sector
     */
    int read(long at, byte[] into, int offset, int length) throws ErrnoException;

    /** @return how many bytes were written, at least one
     * @throws ErrnoException ENOSPC at the end, EIO for a bad sector */
    int write(long at, byte[] from, int offset, int length) throws ErrnoException;
}
