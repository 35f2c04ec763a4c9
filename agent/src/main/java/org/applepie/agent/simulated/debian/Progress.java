package org.applepie.agent.simulated.debian;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.applepie.agent.simulated.hardware.MdArray;

/**
 * How far an array is with filling or comparing its members.
 *
 * @param action {@code recovery} or {@code check}
 * @param doneKib of {@code sizeKib}
 * @param seconds since it began, at least one
 */
record Progress(String action, long doneKib, long sizeKib, long seconds) {

    /** Empty while nothing runs. */
    static Optional<Progress> of(MdArray array, Instant now) {
        return array.filling()
                .map(fill -> new Progress("recovery", fill.doneKib(now), fill.sizeKib(), since(fill.since(), now)))
                .or(() -> array.checking()
                        .map(check ->
                                new Progress("check", check.doneKib(now), check.sizeKib(), since(check.since(), now))));
    }

    private static long since(Instant begin, Instant now) {
        return Math.max(1, Duration.between(begin, now).toSeconds());
    }

    /** KiB per second. */
    long speed() {
        return doneKib / seconds;
    }

    /** The integer arithmetic of status_resync. */
    String line() {
        long thousandth = doneKib / 512 * 1000 / (sizeKib / 512 + 1);
        int bar = (int) Math.min(20, thousandth / 50);
        long left = ((sizeKib - doneKib) * 2 / (doneKib * 2 / 32 + 1) * seconds) >> 5;
        return "[" + "=".repeat(bar) + ">" + ".".repeat(20 - bar) + "] "
                + " %s =%3d.%d%% (%d/%d)".formatted(action, thousandth / 10, thousandth % 10, doneKib, sizeKib)
                + " finish=%d.%dmin speed=%dK/sec".formatted(left / 60, left % 60 / 6, speed());
    }
}
