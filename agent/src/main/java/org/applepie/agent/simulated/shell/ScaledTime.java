package org.applepie.agent.simulated.shell;

import java.time.Duration;
import java.time.Instant;

/** Time that runs faster (or slower) than real time by a constant factor. */
final class ScaledTime implements SimulatedTime {

    private final Instant start;
    private final double speed;
    private final long origin = System.nanoTime();

    ScaledTime(Instant start, double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("time cannot run at speed " + speed);
        }
        this.start = start;
        this.speed = speed;
    }

    @Override
    public Instant now() {
        return start.plusNanos((long) ((System.nanoTime() - origin) * speed));
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(Duration.ofNanos((long) (duration.toNanos() / speed)));
    }
}
