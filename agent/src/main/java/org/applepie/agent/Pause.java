package org.applepie.agent;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Growing pauses between attempts, each a little different, so that many consoles do not knock all at once. */
final class Pause {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    Pause(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** Between half and one and a half times what is due; what is due then doubles, up to the longest. */
    Duration next() {
        Duration due = next;
        Duration doubled = due.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofNanos((long) (due.toNanos() * random.nextDouble(0.5, 1.5)));
    }

    /** A connection was had again: the next pause is a first one. */
    void reset() {
        next = first;
    }
}
