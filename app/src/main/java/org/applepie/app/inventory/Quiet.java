package org.applepie.app.inventory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.applepie.domain.inventory.ServerId;

/**
 * Keeps readings of a server and changes to its drives apart: a reader that has a partition or an array open, even for a
 * moment, makes the kernel refuse a new partition table or the end of the array.
 */
public final class Quiet {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ConcurrentHashMap<ServerId, ReentrantReadWriteLock> servers = new ConcurrentHashMap<>();

    /** To be given back by the thread that got it. */
    public interface Held {
        void giveBack();
    }

    /** For a reading; empty if the server is being changed. */
    public Optional<Held> toRead(ServerId server) {
        Lock lock = of(server).readLock();
        try {
            return lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.of(lock::unlock)
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** For a change; waits for readings that are under way. */
    public Held toChange(ServerId server) throws InterruptedException {
        Lock lock = of(server).writeLock();
        lock.lockInterruptibly();
        return lock::unlock;
    }

    private ReentrantReadWriteLock of(ServerId server) {
        return servers.computeIfAbsent(server, id -> new ReentrantReadWriteLock(true));
    }
}
