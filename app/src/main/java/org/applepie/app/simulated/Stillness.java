package org.applepie.app.simulated;

import java.time.Duration;
import java.util.function.Supplier;

/** Waits a moment until a screen stays as it is, so that whoever typed sees what came of it. */
record Stillness(Supplier<String> screen, Duration still, Duration most) {

    private static final Duration LOOK = Duration.ofMillis(50);

    static Stillness of(Supplier<String> screen) {
        return new Stillness(screen, Duration.ofMillis(150), Duration.ofSeconds(2));
    }

    void await() {
        int seen = screen.get().length();
        Duration same = Duration.ZERO;
        try {
            for (Duration all = Duration.ZERO;
                    all.compareTo(most) < 0 && same.compareTo(still) < 0;
                    all = all.plus(LOOK)) {
                Thread.sleep(LOOK);
                int now = screen.get().length();
                same = now == seen ? same.plus(LOOK) : Duration.ZERO;
                seen = now;
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
