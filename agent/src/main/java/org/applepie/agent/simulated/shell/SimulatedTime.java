package org.applepie.agent.simulated.shell;

import java.time.Duration;
import java.time.Instant;

/** The clock of a simulated machine. */
public interface SimulatedTime {

    Instant now();

    /** Lets simulated time pass. */
    void sleep(Duration duration) throws InterruptedException;

    /** A clock that starts at {@code start} and runs {@code speed} times faster than real time. */
    static SimulatedTime scaled(Instant start, double speed) {
        return new ScaledTime(start, speed);
    }
}
