package org.applepie.app.run;

import java.time.Duration;

/** How time passes for the engine. */
interface Pace {

    /** Time that never jumps, from an arbitrary beginning. */
    Duration elapsed();

    /** @throws InterruptedException when the console is closing */
    void pause(Duration length) throws InterruptedException;

    /** A moment after which waiting ends. */
    default Deadline in(Duration limit) {
        return new Deadline(this, elapsed().plus(limit));
    }

    /** @param at on the clock of the pace */
    record Deadline(Pace pace, Duration at) {

        boolean isOver() {
            return left().isZero();
        }

        /** The same, or later if less than {@code least} is left. */
        Deadline leaving(Duration least) {
            return left().compareTo(least) < 0 ? pace.in(least) : this;
        }

        /** Never negative. */
        Duration left() {
            Duration left = at.minus(pace.elapsed());
            return left.isNegative() ? Duration.ZERO : left;
        }
    }
}
