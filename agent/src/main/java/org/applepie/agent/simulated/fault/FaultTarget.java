package org.applepie.agent.simulated.fault;

import java.util.List;

/** A machine to which things can be done. Names of drives are those of the simulation, whatever the kernel calls them. */
public interface FaultTarget {

    /** Drives that are plugged in, in the order of their positions. */
    List<String> drives();

    /** Sectors of 512 bytes of a drive. */
    long sectors(String drive);

    /** Where file systems are mounted now. */
    List<String> mountPoints();

    /** Resets the machine at once, as its button would; what was not synced is lost. */
    void reboot();

    /** From now on no boot succeeds, until the power is switched off and on. */
    void neverComeBack();

    void swapPositions(String drive, String other);

    void pull(String drive);

    void ioError(String drive, long firstSector, long sectors, boolean writing);

    void fill(String mountPoint);

    void putBackStale(String drive);

    /** Commands of new connections are done by another machine from now on: other identity, other drives, other boot. */
    void answerAsAnother();
}
