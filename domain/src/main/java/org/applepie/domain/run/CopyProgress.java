package org.applepie.domain.run;

import java.time.Duration;

/**
 * How far a copy is, as its file system and the one it is made of tell: about, since the same files take a little more or
 * less room on another file system.
 *
 * @param mountPoint what is copied
 * @param update true if a copy that is there already is brought up to date: how much of that is left cannot be seen
 * @param copiedBytes bytes in use on the copy, -1 if unknown
 * @param expectedBytes bytes in use on what is copied, -1 if unknown
 * @param bytesPerSecond by which the copy grew lately, 0 if unknown
 */
public record CopyProgress(
        String mountPoint, boolean update, long copiedBytes, long expectedBytes, long bytesPerSecond) {

    /** Part done, 0 to 1; -1 if unknown. */
    public double fraction() {
        return update || copiedBytes < 0 || expectedBytes <= 0
                ? -1
                : Math.min(1.0, (double) copiedBytes / expectedBytes);
    }

    /** Seconds left at the speed of late, -1 if unknown. */
    public long secondsLeft() {
        return fraction() < 0 || bytesPerSecond <= 0 ? -1 : Math.max(0, expectedBytes - copiedBytes) / bytesPerSecond;
    }

    /** The same with the speed, if the copy was seen before, {@code ago}, and grew since. */
    public CopyProgress since(CopyProgress before, Duration ago) {
        long grown = copiedBytes - before.copiedBytes;
        boolean known = copiedBytes >= 0 && before.copiedBytes >= 0 && grown > 0 && ago.toMillis() > 0;
        double seconds = ago.toMillis() / 1000.0;
        return new CopyProgress(mountPoint, update, copiedBytes, expectedBytes, known ? (long) (grown / seconds) : 0);
    }
}
