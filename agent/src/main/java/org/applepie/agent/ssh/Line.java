package org.applepie.agent.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.applepie.domain.remote.ConnectionFault;
import org.jspecify.annotations.Nullable;

/** The one live connection of a log-in, made anew when it is dead. */
final class Line {

    /** Makes the connection. */
    interface Making {
        ClientSession make(Deadline deadline) throws ConnectionFailed, InterruptedException;
    }

    /** A server frees the place of a command a moment after it told that the command ended. */
    private static final Duration MOMENT = Duration.ofMillis(50);

    private static final int MOMENTS = 40;

    private final Making making;
    private final int places;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile @Nullable Live live;
    private volatile boolean ended;
    private volatile @Nullable ConnectionFailed lastFailure;

    Line(Making making, int places) {
        this.making = making;
        this.places = places;
    }

    /** The connection, made if need be. Whoever waited while an attempt failed shares its failure. */
    Live live(Deadline deadline) throws ConnectionFailed, InterruptedException {
        int seen = attempts.get();
        if (!lock.tryLock(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new ConnectionFailed(new ConnectionFault.Unreachable("it is still being connected to"));
        }
        try {
            Live current = live;
            if (current != null && current.session().isOpen()) {
                return current;
            }
            ConnectionFailed failure = lastFailure;
            if (attempts.get() != seen && failure != null) {
                throw failure;
            }
            return connect(deadline);
        } finally {
            lock.unlock();
        }
    }

    private Live connect(Deadline deadline) throws ConnectionFailed, InterruptedException {
        attempts.incrementAndGet();
        try {
            lastFailure = null;
            refuseIfEnded();
            Live fresh = new Live(making.make(deadline), new Channels(places));
            live = fresh;
            if (ended) {
                close();
                refuseIfEnded();
            }
            return fresh;
        } catch (ConnectionFailed failed) {
            lastFailure = failed.byInterrupt() ? null : failed;
            throw failed;
        }
    }

    private void refuseIfEnded() throws ConnectionFailed {
        if (ended) {
            throw new ConnectionFailed(new ConnectionFault.Unreachable("the connection was ended here"));
        }
    }

    /** Starts a command. A connection that proves dead or full before the command was sent is replaced, once. */
    RemoteProcess run(String command, Deadline deadline) throws ConnectionFailed, InterruptedException {
        try {
            return start(live(deadline), command, deadline);
        } catch (IOException | RuntimeException unusable) {
            ConnectionFailed failed = new ConnectionFailed(Faults.ofConnecting(unusable), unusable);
            if (failed.byInterrupt() || deadline.isOver()) {
                throw failed;
            }
        }
        try {
            return start(live(deadline), command, deadline);
        } catch (IOException | RuntimeException again) {
            throw new ConnectionFailed(Faults.ofConnecting(again), again);
        }
    }

    /** Waits for a place on this connection; closes the connection if it is of no use any more. */
    private static RemoteProcess start(Live current, String command, Deadline deadline)
            throws IOException, ConnectionFailed, InterruptedException {
        for (int moments = 0; ; moments++) {
            if (!current.channels().take(deadline)) {
                throw new ConnectionFailed(
                        new ConnectionFault.Unreachable("all channels to it stay in use by other commands"));
            }
            try {
                return current.start(command, deadline);
            } catch (SshChannelOpenException refused) {
                boolean othersRun = current.channels().refused();
                if (!othersRun && moments >= MOMENTS) {
                    current.session().close(true);
                    throw refused;
                }
                Thread.sleep(othersRun ? Duration.ZERO : MOMENT);
            } catch (IOException | RuntimeException failed) {
                current.channels().giveBack();
                throw failed;
            }
        }
    }

    /** For good: whoever still holds this line makes no new connection by it. */
    void close() {
        ended = true;
        Live current = live;
        if (current != null) {
            current.session().close(true);
        }
    }
}
