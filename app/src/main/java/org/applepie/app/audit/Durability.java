package org.applepie.app.audit;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings committed entries onto the disk. Whoever waits while another one's write is under way is served together with
 * all other waiters by the next write.
 */
final class Durability {

    private final ReentrantLock writing = new ReentrantLock();
    private final Runnable checkpoint;
    private final HeadFile witness;
    private final boolean witnessed;
    private volatile Head committed;
    private volatile long durable;

    /**
     * @param checkpoint forces all that is committed onto the disk
     * @param witnessed false keeps the head file as it is, because it tells of a history that was lost
     */
    Durability(Runnable checkpoint, HeadFile witness, boolean witnessed, Head present) {
        this.checkpoint = checkpoint;
        this.witness = witness;
        this.witnessed = witnessed;
        this.committed = present;
        this.durable = present.sequence();
    }

    /** Told after each commit, in order. */
    void committed(Head head) {
        committed = head;
    }

    /** Returns when the entry is on the disk. */
    void await(long sequence) {
        writing.lock();
        try {
            if (durable < sequence) {
                Head upTo = committed;
                checkpoint.run();
                witness(upTo);
                durable = upTo.sequence();
            }
        } finally {
            writing.unlock();
        }
    }

    private void witness(Head head) {
        if (witnessed) {
            witness.write(head);
        }
    }
}
