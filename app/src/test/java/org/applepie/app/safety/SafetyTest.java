package org.applepie.app.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.applepie.app.run.KillableConsole;
import org.applepie.app.safety.Voyage.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

/**
 * Many migrations, each with what its seed puts in its way; nothing that must always hold may be broken in any of them. How many
 * is {@code -Dapplepie.safety.voyages=}; {@code -Dapplepie.safety.seed=} sails one of them again, with its story. See
 * docs/safety.md.
 */
@EnabledForJreRange(minVersion = Carrier.JDK, disabledReason = Carrier.WHY)
class SafetyTest {

    private static final int MOST_STORIES = 3;
    private static final int VOYAGES = 50;

    private final AtomicLong next = new AtomicLong(Long.getLong("applepie.safety.first", 1));
    private final List<String> unsafe = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Integer> ends = Collections.synchronizedMap(new TreeMap<>());

    /** A console that is killed leaves threads that ended with it; that is no news. */
    static void letKilledThreadsGoSilently() {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            boolean process = thrown.getClass().getSimpleName().equals("Ended");
            if (!KillableConsole.isKill(thrown) && !process) {
                thrown.printStackTrace();
            }
        });
    }

    @Test
    void whateverHappensNothingThatMustHoldIsBroken() throws InterruptedException, ExecutionException {
        letKilledThreadsGoSilently();
        Optional<Long> one = Optional.ofNullable(Long.getLong("applepie.safety.seed"));
        if (one.isPresent()) {
            sail(one.get());
        } else {
            sailAll(Integer.getInteger("applepie.safety.voyages", VOYAGES));
        }
        System.out.println("Voyages by platform and end: " + ends);
        assertThat(unsafe).isEmpty();
    }

    private void sailAll(int voyages) throws InterruptedException, ExecutionException {
        long last =
                next.get() + (voyages + platforms().size() - 1) / platforms().size();
        int ships = Runtime.getRuntime().availableProcessors();
        try (ExecutorService sea = Executors.newFixedThreadPool(ships)) {
            for (Future<?> ship :
                    sea.invokeAll(Collections.nCopies(ships, Executors.callable(() -> sailUntil(last))))) {
                ship.get();
            }
        }
    }

    private void sailUntil(long last) {
        for (long seed = next.getAndIncrement();
                seed < last && unsafe.size() < MOST_STORIES;
                seed = next.getAndIncrement()) {
            sail(seed);
        }
    }

    private void sail(long seed) {
        for (Platform platform : platforms()) {
            Voyage.Log log = Voyage.sail(seed, platform, Course.random());
            ends.merge(platform + " " + log.end().map(Enum::name).orElse("broken off"), 1, Integer::sum);
            if (!log.isSafe()) {
                System.out.println(log);
                unsafe.add(log.toString());
            }
        }
    }

    private static List<Platform> platforms() {
        return Optional.ofNullable(System.getProperty("applepie.safety.platform"))
                .map(name -> List.of(Platform.valueOf(name)))
                .orElse(Arrays.asList(Platform.values()));
    }
}
