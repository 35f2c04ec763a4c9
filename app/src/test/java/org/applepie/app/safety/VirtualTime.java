package org.applepie.app.safety;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.applepie.agent.simulated.shell.SimulatedTime;

/**
 * One clock for a simulated world. It stands still while anybody has something to do, and jumps to the next moment that somebody
 * sleeps for as soon as all wait: a night of waiting costs nothing, and how long a computation takes is nothing to the clock.
 *
 * <p>Whether all wait is told by looking at the threads of those who take part, twice: a thread that is handing over to another
 * one between the two looks of a hand's breadth may be missed, and then the clock jumps a moment too early.
 */
final class VirtualTime implements SimulatedTime, AutoCloseable {

    private static final long LOOK_NANOS = 20_000;
    private static final long LONGEST_LOOK_NANOS = 2_000_000;

    private final Instant start;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Long> alarms = new PriorityQueue<>();
    private final List<BooleanSupplier> idle = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Thread ticker = new Thread(this::tick, "virtual time");
    private volatile long nanos;
    private volatile boolean closed;

    VirtualTime(Instant start) {
        this.start = start;
        ticker.setDaemon(true);
        ticker.start();
    }

    /** Somebody takes part; time passes only while he waits. */
    void participant(BooleanSupplier isWaiting) {
        idle.add(isWaiting);
    }

    /** Told after each jump, while the clock stands. */
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
        lock.lockInterruptibly();
        long until = nanos + duration.toNanos();
        alarms.add(until);
        changed.signalAll();
        try {
            while (nanos < until && !closed) {
                changed.await();
            }
            if (closed) {
                throw new InterruptedException("the world has ended");
            }
        } finally {
            alarms.remove(until);
            lock.unlock();
        }
    }

    /** Whether somebody sleeps for a later moment, so that time will pass by itself. */
    boolean isAwaited() {
        lock.lock();
        try {
            return !alarms.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether all wait. */
    boolean isQuiet() {
        return idle.stream().allMatch(BooleanSupplier::getAsBoolean);
    }

    private void tick() {
        long pause = LOOK_NANOS;
        while (!closed) {
            long before = nanos;
            try {
                awaitSleeper();
            } catch (InterruptedException ended) {
                return;
            }
            if (isQuiet() && stillQuiet() && jump()) {
                listeners.forEach(Runnable::run);
                pause = LOOK_NANOS;
            } else {
                LockSupport.parkNanos(pause);
                pause = nanos == before ? Math.min(pause * 2, LONGEST_LOOK_NANOS) : LOOK_NANOS;
            }
        }
    }

    private void awaitSleeper() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (alarms.isEmpty() && !closed) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean stillQuiet() {
        LockSupport.parkNanos(LOOK_NANOS);
        return isQuiet();
    }

    /** Not before all whose moment has come are awake. */
    private boolean jump() {
        lock.lock();
        try {
            Long next = alarms.peek();
            if (next == null || next <= nanos) {
                return false;
            }
            nanos = next;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        ticker.interrupt();
    }
}
