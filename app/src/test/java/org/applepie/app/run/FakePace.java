package org.applepie.app.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.applepie.app.Samples;

/** Time that passes only by waiting for it, and then at once. */
final class FakePace implements Pace {

    private final AtomicLong nanos;
    private volatile boolean closed;

    FakePace() {
        this(new AtomicLong());
    }

    private FakePace(AtomicLong nanos) {
        this.nanos = nanos;
    }

    /** The same time for another console. */
    FakePace another() {
        return new FakePace(nanos);
    }

    /** From now on waiting ends by interruption, as when the console closes. */
    void close() {
        closed = true;
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(nanos.get());
    }

    @Override
    public void pause(Duration length) throws InterruptedException {
        if (closed) {
            throw new InterruptedException("closed");
        }
        nanos.addAndGet(length.toNanos());
    }

    /** A clock that goes with it. */
    Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return Samples.T0.plus(elapsed());
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
