package org.applepie.app.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.remote.LinkState;
import org.applepie.domain.run.Bootability;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunView.Live;
import org.applepie.domain.run.RunView.Progress;
import org.jspecify.annotations.Nullable;

/** What is heard of a run and not kept, and who waits for news of it. */
final class LiveRun {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private Live live;
    private final Meter meter;
    private final CopyWatch copy;
    private Run run;
    private Optional<Reading> reading = Optional.empty();
    private @Nullable Duration begun;
    private long liveVersion = 1;
    private long eventVersion;
    private int attempt;
    private long outputLength;
    private boolean closed;

    /** From which drives the server would start, told from the run as it stands and from the newest reading. */
    interface Meter {
        List<Bootability> read(Run run, Optional<Reading> reading);
    }

    LiveRun(Run run, Meter meter, CopyWatch copy, long outputLength) {
        this.run = run;
        this.meter = meter;
        this.copy = copy;
        this.eventVersion = run.version();
        this.attempt = run.attempts().size();
        this.outputLength = outputLength;
        this.live = new Live(LinkState.CONNECTED, List.of(), meter.read(run, Optional.empty()), Optional.empty(), "");
    }

    /** What a reading told that was begun at {@code began} of the pace and is here now; one begun later counts more. */
    void heard(Reading taken, List<Progress> progress, Duration began, Instant now) {
        tell(() -> {
            if (begun == null || began.compareTo(begun) >= 0) {
                begun = began;
                reading = Optional.of(taken);
                live = new Live(
                        LinkState.CONNECTED,
                        progress,
                        meter.read(run, reading),
                        Optional.of(now),
                        live.waiting(),
                        copy.heard(run, taken, began));
            }
        });
    }

    /** Events were recorded. */
    void happened(Run now) {
        tell(() -> {
            if (now.version() > eventVersion) {
                run = now;
                eventVersion = now.version();
                begin(now.attempts().size());
                live = new Live(
                        live.link(),
                        live.progress(),
                        meter.read(run, reading),
                        live.knownAt(),
                        live.waiting(),
                        copy.latest(run));
            }
        });
    }

    private void begin(int newest) {
        if (newest > attempt) {
            attempt = newest;
            outputLength = 0;
        }
    }

    void link(LinkState link) {
        tell(() ->
                live = new Live(link, live.progress(), live.bootable(), live.knownAt(), live.waiting(), live.copy()));
    }

    /** What the engine waits for, in plain words; empty for nothing. */
    void waiting(String words) {
        tell(() -> live = new Live(live.link(), live.progress(), live.bootable(), live.knownAt(), words, live.copy()));
    }

    void output(int ofAttempt, long length) {
        lock.lock();
        try {
            if (ofAttempt >= attempt) {
                attempt = ofAttempt;
                outputLength = length;
                news.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void tell(Runnable change) {
        lock.lock();
        try {
            Live before = live;
            long eventsBefore = eventVersion;
            change.run();
            if (!before.equals(live)) {
                liveVersion++;
            }
            if (!before.equals(live) || eventsBefore != eventVersion) {
                news.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    Live view() {
        lock.lock();
        try {
            return live;
        } finally {
            lock.unlock();
        }
    }

    /** The newest reading, if the server was read since the console started. */
    Optional<Reading> reading() {
        lock.lock();
        try {
            return reading;
        } finally {
            lock.unlock();
        }
    }

    /** The newest reading, if it was begun at {@code since} or later. */
    Optional<Reading> readingSince(Duration since) {
        lock.lock();
        try {
            return begun == null || begun.compareTo(since) < 0 ? Optional.empty() : reading;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something is newer than what the caller has seen; see {@code Runner.awaitNews}. */
    long await(long version, int ofAttempt, long offset, long seen, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (!closed && left > 0 && isNothingNew(version, ofAttempt, offset, seen)) {
                left = news.awaitNanos(left);
            }
            return liveVersion;
        } finally {
            lock.unlock();
        }
    }

    private boolean isNothingNew(long version, int ofAttempt, long offset, long seen) {
        boolean output = ofAttempt == attempt && outputLength > offset;
        return eventVersion <= version && !output && liveVersion == seen;
    }

    /** Sends everybody home who waits. */
    void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
