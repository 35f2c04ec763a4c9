package org.applepie.agent.simulated.hardware;

/** Something with sectors of 512 bytes: a drive, a partition of it, or an array. */
public sealed interface Medium permits SimulatedDrive, Region, MdArray {

    /** Size in sectors of 512 bytes. */
    long sectors();

    /** The bytes of one sector; zeros where nothing was written. */
    byte[] read(long sector) throws DriveFailure;

    /** Writes one sector of 512 bytes. */
    void write(long sector, byte[] bytes) throws DriveFailure;

    /** What begins at sector 0. */
    Content content() throws DriveFailure;

    /** Fills the medium with something else. What was there is gone, except for its first two sectors under files. */
    void fill(Content content) throws DriveFailure;
}
