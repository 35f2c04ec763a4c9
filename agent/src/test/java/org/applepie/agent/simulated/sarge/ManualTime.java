package org.applepie.agent.simulated.sarge;

import java.time.Duration;
import java.time.Instant;
import org.applepie.agent.simulated.shell.SimulatedTime;

/** Time that stands still until a test moves it; sleeping moves it. */
final class ManualTime implements SimulatedTime {

    private Instant now = Instant.parse("2006-04-24T17:33:20Z");

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void sleep(Duration duration) {
        now = now.plus(duration);
    }

    static ManualTime fromTheHowto() {
        return new ManualTime();
    }
}
