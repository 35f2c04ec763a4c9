package org.applepie.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.applepie.web.demo.SettableClock;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void letsFiveAttemptsThroughAndMakesTheSixthWaitAMinute() {
        attempt(5);

        assertThat(throttle.attempt("ada", "192.0.2.1")).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void doublesTheWaitWithEachFurtherAttemptUpToAQuarterOfAnHour() {
        attempt(5);
        for (int minutes : new int[] {1, 2, 4, 8, 15, 15}) {
            assertThat(throttle.attempt("ada", "192.0.2.1")).isEqualTo(Duration.ofMinutes(minutes));
            clock.advance(Duration.ofMinutes(minutes));
            assertThat(throttle.attempt("ada", "192.0.2.1")).isZero();
        }
    }

    @Test
    void doesNotShutAUserOutForWhatAnotherAddressDid() {
        attempt(5);

        assertThat(throttle.attempt("ada", "192.0.2.2")).isZero();
    }

    @Test
    void slowsAnAddressDownThatTriesManyNames() {
        for (int i = 0; i < 30; i++) {
            assertThat(throttle.attempt("user" + i, "192.0.2.1")).isZero();
        }

        assertThat(throttle.attempt("another", "192.0.2.1")).isPositive();
    }

    @Test
    void forgetsFailuresWhenTheRightPasswordComes() {
        attempt(4);
        throttle.succeeded("ada", "192.0.2.1");

        attempt(5);
    }

    @Test
    void forgetsFailuresAfterAnHour() {
        attempt(5);
        clock.advance(Duration.ofMinutes(61));

        attempt(5);
    }

    private void attempt(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(throttle.attempt("ada", "192.0.2.1")).isZero();
        }
    }
}
