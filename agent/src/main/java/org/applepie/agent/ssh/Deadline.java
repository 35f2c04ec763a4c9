package org.applepie.agent.ssh;

import java.time.Duration;

/** A moment after which nobody waits any longer, on a clock that no one can set. */
public final class Deadline {

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /** {@code patience} from now; a year at most, so that "for ever" can be said. */
    public static Deadline in(Duration patience) {
        Duration bounded = patience.compareTo(Duration.ofDays(365)) > 0 ? Duration.ofDays(365) : patience;
        return new Deadline(System.nanoTime() + bounded.toNanos());
    }

    /** What is left; never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    public boolean isOver() {
        return left().isZero();
    }

    /** The shorter of what is left and {@code other}. */
    public Duration leftUpTo(Duration other) {
        Duration left = left();
        return left.compareTo(other) < 0 ? left : other;
    }
}
