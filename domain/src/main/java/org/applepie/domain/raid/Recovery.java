package org.applepie.domain.raid;

/**
 * Work the kernel does on an array.
 *
 * @param action {@code recover}, {@code resync}, {@code check}, {@code repair}, {@code delayed}, {@code pending}
 * @param doneSectors sectors done
 * @param totalSectors sectors in all, 0 if unknown
 * @param bytesPerSecond current speed, 0 if unknown
 */
public record Recovery(String action, long doneSectors, long totalSectors, long bytesPerSecond) {

    /** Part done, 0 to 1. */
    public double fraction() {
        return totalSectors <= 0 ? 0 : Math.min(1.0, (double) doneSectors / totalSectors);
    }

    /** Seconds left at the present speed, -1 if unknown. */
    public long secondsLeft() {
        return bytesPerSecond <= 0 || totalSectors <= 0 ? -1 : (totalSectors - doneSectors) * 512 / bytesPerSecond;
    }
}
