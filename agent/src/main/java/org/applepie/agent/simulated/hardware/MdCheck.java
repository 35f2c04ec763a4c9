package org.applepie.agent.simulated.hardware;

import java.time.Duration;
import java.time.Instant;

/**
 * The reading of all members to compare them.
 *
 * @param speedKib per second of simulated time
 */
public record MdCheck(Instant since, long sizeKib, long speedKib) {

    /** How much has been compared at this time, in KiB. */
    public long doneKib(Instant now) {
        long millis = Math.max(0, Duration.between(since, now).toMillis());
        return Math.min(sizeKib, millis * speedKib / 1000);
    }

    Instant end() {
        return since.plusMillis((sizeKib * 1000 + speedKib - 1) / speedKib);
    }
}
