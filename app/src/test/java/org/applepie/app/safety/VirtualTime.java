package org.applepie.app.safety;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.jspecify.annotations.Nullable;

/**
 * One clock for a world and one carrier for all its threads. Whoever is at work in it is a virtual thread, and of all that could
 * go on one is chosen by the seed and goes on until it waits. So nothing runs at the same time as anything else, and the same
 * seed runs the same way again. When nobody can go on, the clock jumps to the next moment somebody sleeps for: a night of waiting
 * costs nothing, and how long a computation takes is nothing to the clock.
 *
 * <p>Threads that are started by threads of the world become threads of the world by themselves, as virtual threads inherit what
 * carries them.
 */
final class VirtualTime implements SimulatedTime {

    /** Real time, for what waits for the world outside; nothing should. */
    private static final Duration STUCK = Duration.ofSeconds(20);

    /** Real time, for what another world does with a lock of the whole JVM. */
    private static final Duration LONGEST_LOCK = Duration.ofMillis(50);

    private final Instant start;
    private final Random order;
    private final LinkedBlockingQueue<Runnable> arrived = new LinkedBlockingQueue<>();
    private final List<Runnable> ready = new ArrayList<>();
    private final PriorityQueue<Sleeper> sleepers =
            new PriorityQueue<>(Comparator.comparingLong(Sleeper::until).thenComparingLong(Sleeper::number));
    private final Set<Thread> present = new LinkedHashSet<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private final Thread.Builder.OfVirtual threads = Carrier.threads(arrived::add);
    private @Nullable Thread forQuiet;
    private boolean passing;
    private String stuck = "";
    private long numbers;
    private long nanos;
    private boolean over;

    private record Sleeper(long until, long number, Thread thread) {}

    private VirtualTime(Instant start, long seed) {
        this.start = start;
        this.order = new Random(seed);
    }

    /**
     * Carries a world to its end, on the thread that calls.
     *
     * @param seed decides who goes on where several could
     * @param world returns when it is over; what still sleeps then is interrupted
     * @throws IllegalStateException if it is not over and nobody will ever go on
     */
    static <T> T carry(Instant start, long seed, Function<VirtualTime, T> world) {
        VirtualTime time = new VirtualTime(start, seed);
        FutureTask<T> all = new FutureTask<>(() -> world.apply(time));
        time.threads.name("voyage").start(all);
        time.carryOn(all);
        try {
            return all.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    private void carryOn(FutureTask<?> all) {
        while (!all.isDone()) {
            if (!goOn() && !isHeldUp() && !wakeWhoWaitsForQuiet()) {
                goFurther();
            }
        }
        over = true;
        sleepers.forEach(sleeper -> LockSupport.unpark(sleeper.thread));
        while (goOn()) {}
    }

    /** Lets one of those who can go on do so until it waits. */
    private boolean goOn() {
        arrived.drainTo(ready);
        if (ready.isEmpty()) {
            return false;
        }
        Runnable next = ready.remove(order.nextInt(ready.size()));
        present.add(Carrier.carried(next));
        next.run();
        return true;
    }

    /**
     * Whether somebody waits for a lock, which can be one of the whole JVM that another world has for a moment. Not if that lasts:
     * then whoever has it is one of this world, who waits for something else.
     */
    private boolean isHeldUp() {
        present.removeIf(thread -> !thread.isAlive());
        return present.stream().anyMatch(Carrier::waitsForLock) && awaitArrival(LONGEST_LOCK);
    }

    private boolean awaitArrival(Duration patience) {
        try {
            Runnable next = arrived.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            return next != null && ready.add(next);
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    private boolean wakeWhoWaitsForQuiet() {
        Thread thread = forQuiet;
        if (thread == null || passing) {
            return false;
        }
        forQuiet = null;
        LockSupport.unpark(thread);
        return true;
    }

    private void goFurther() {
        passing = false;
        if (jump() || awaitArrival(STUCK)) {
            return;
        }
        stuck = "nothing moves any more\n" + Threads.dump();
        if (!wakeWhoWaitsForQuiet()) {
            throw new IllegalStateException(stuck);
        }
    }

    /** Told after each jump, before anybody wakes. */
    void whenItPasses(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public Instant now() {
        return start.plusNanos(nanos);
    }

    Duration elapsed() {
        return Duration.ofNanos(nanos);
    }

    Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now();
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

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (!duration.isPositive()) {
            return;
        }
        Sleeper me = new Sleeper(nanos + duration.toNanos(), numbers++, Thread.currentThread());
        sleepers.add(me);
        try {
            while (nanos < me.until && !over) {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            sleepers.remove(me);
        }
        if (over) {
            throw new InterruptedException("the world has ended");
        }
    }

    /**
     * Returns when all others wait. For one thread at a time; while it waits the clock stands.
     *
     * @throws IllegalStateException if nobody will ever go on
     */
    void awaitQuiet() {
        forQuiet = Thread.currentThread();
        while (forQuiet == Thread.currentThread()) {
            LockSupport.park(this);
        }
        if (!stuck.isEmpty()) {
            throw new IllegalStateException(stuck);
        }
    }

    /** Lets the clock go on to the next moment before {@link #awaitQuiet} returns, once all wait. */
    void pass() {
        passing = true;
    }

    /** On to the next moment somebody sleeps for; false if nobody does. */
    private boolean jump() {
        Sleeper next = sleepers.peek();
        if (next == null) {
            return false;
        }
        nanos = Math.max(nanos, next.until);
        threads.name("what time brings").start(() -> {
            listeners.forEach(Runnable::run);
            sleepers.stream()
                    .filter(sleeper -> sleeper.until <= nanos)
                    .sorted(sleepers.comparator())
                    .forEach(sleeper -> LockSupport.unpark(sleeper.thread));
        });
        return true;
    }
}
