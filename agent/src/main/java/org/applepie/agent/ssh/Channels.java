package org.applepie.agent.ssh;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the commands that run over one connection at one time, and learns how many its server allows. */
final class Channels {

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private int allowed;
    private int used;

    Channels(int allowed) {
        this.allowed = allowed;
    }

    /** Waits for a place; false if there was none until {@code deadline}. */
    boolean take(Deadline deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (used >= allowed) {
                if (deadline.isOver() || changed.awaitNanos(deadline.left().toNanos()) <= 0) {
                    return false;
                }
            }
            used++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void giveBack() {
        lock.lock();
        try {
            used--;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives a place back because the server refused it, and asks for fewer from now on.
     *
     * @return false if it was the only one, so that waiting for the others to end would not help
     */
    boolean refused() {
        lock.lock();
        try {
            used--;
            allowed = Math.max(1, Math.min(allowed, used));
            return used > 0;
        } finally {
            lock.unlock();
        }
    }
}
