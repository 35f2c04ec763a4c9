package org.applepie.app.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Time as it passes. */
final class SystemPace implements Pace {

    private final CountDownLatch closing = new CountDownLatch(1);

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime());
    }

    @Override
    public void pause(Duration length) throws InterruptedException {
        if (closing.await(length.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("the console is closing");
        }
    }

    /** Ends every pause now and from now on. */
    void close() {
        closing.countDown();
    }
}
