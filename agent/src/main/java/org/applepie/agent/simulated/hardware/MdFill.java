package org.applepie.agent.simulated.hardware;

import java.time.Duration;
import java.time.Instant;

/**
 * The filling of a new member.
 *
 * @param target the member that is garbage until the end
 * @param speedKib per second of simulated time
 * @param byBitmap whether only what the bitmap tells is copied, to a member that was in before
 */
public record MdFill(MdMember target, Instant since, long sizeKib, long speedKib, boolean byBitmap) {

    /** How much has been copied at this time, in KiB. */
    public long doneKib(Instant now) {
        long millis = Math.max(0, Duration.between(since, now).toMillis());
        return Math.min(sizeKib, millis * speedKib / 1000);
    }

    Instant end() {
        return since.plusMillis((sizeKib * 1000 + speedKib - 1) / speedKib);
    }
}
