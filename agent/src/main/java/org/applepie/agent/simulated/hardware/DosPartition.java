package org.applepie.agent.simulated.hardware;

/**
 * A row of a DOS partition table.
 *
 * @param number 1 to 4 primary or extended, from 5 logical
 * @param start absolute, in sectors
 * @param type partition type id, 0 to 255
 */
public record DosPartition(int number, long start, long sectors, int type, boolean active) {

    /** Whether it only holds others. */
    public boolean extended() {
        return type == 5 || type == 0xf || type == 0x85;
    }

    /** A primary slot that is not used. */
    public static DosPartition none(int number) {
        return new DosPartition(number, 0, 0, 0, false);
    }

    public boolean used() {
        return sectors > 0;
    }
}
