package org.applepie.agent.simulated.shell;

import java.time.Duration;
import java.time.Instant;

/** Time that stands still until somebody sleeps. */
public final class StillTime implements SimulatedTime {

    private Instant now;

    public StillTime(Instant start) {
        now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void sleep(Duration duration) {
        now = now.plus(duration);
    }
}
