package org.applepie.web.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing: five attempts a user and address, thirty an address; then a minute's wait that doubles with each
 * further attempt up to a quarter of an hour. Somebody else's address never shuts a user out.
 */
@Component
class LoginThrottle {

    private static final int PER_USER = 5;
    private static final int PER_ADDRESS = 30;
    private static final int REMEMBERED = 10_000;
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private record Attempts(int count, Instant last) {}

    private final Clock clock;
    private final Map<String, Attempts> attempts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
            return size() > REMEMBERED;
        }
    };

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** Counts an attempt, unless it comes too early: then nothing is counted and the time still to wait is given. */
    synchronized Duration attempt(String username, String address) {
        Duration wait = longer(wait(pair(username, address), PER_USER), wait(address, PER_ADDRESS));
        if (wait.isZero()) {
            count(pair(username, address));
            count(address);
        }
        return wait;
    }

    /** Forgets the attempts that led to a successful one. */
    synchronized void succeeded(String username, String address) {
        attempts.remove(pair(username, address));
        attempts.computeIfPresent(address, (a, was) -> new Attempts(Math.max(0, was.count() - 1), was.last()));
    }

    private void count(String key) {
        Instant now = clock.instant();
        attempts.merge(key, new Attempts(1, now), (was, one) -> {
            boolean forgotten = was.last().plus(FORGOTTEN_AFTER).isBefore(now);
            return forgotten ? one : new Attempts(was.count() + 1, now);
        });
    }

    private Duration wait(String key, int free) {
        Attempts made = attempts.get(key);
        if (made == null || made.count() < free) {
            return Duration.ZERO;
        }
        Duration whole = FIRST_WAIT.multipliedBy(1L << Math.min(made.count() - free, 10));
        Instant end = made.last().plus(whole.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : whole);
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String pair(String username, String address) {
        return username + " " + address;
    }
}
