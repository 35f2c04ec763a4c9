package org.applepie.app.lab;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something that can be seen, and never for ever. */
final class Await {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

    private Await() {}

    /** Asks until the answer is yes; after the limit it throws, with what there is to tell. */
    static void until(String what, Duration limit, Supplier<String> story, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "after " + limit.toSeconds() + " s still not: " + what + "\n" + story.get());
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
