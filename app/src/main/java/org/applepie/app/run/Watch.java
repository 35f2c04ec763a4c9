package org.applepie.app.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.Runbook;

/** Reads the server again for those who look at a run, so that what they see is true even while nothing is done. */
final class Watch {

    private static final Duration STALE = Duration.ofSeconds(20);

    private final Contact contact;
    private final LiveBoard board;
    private final Clock clock;
    private final Set<RunId> reading = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<RunId, Instant> asked = new ConcurrentHashMap<>();

    Watch(Contact contact, LiveBoard board, Clock clock) {
        this.contact = contact;
        this.board = board;
        this.clock = clock;
    }

    /** Somebody looks at the run; returns at once. */
    void looked(Run run, Runbook runbook) {
        if (!run.isOver() && isStale(run, runbook) && reading.add(run.id())) {
            asked.put(run.id(), clock.instant());
            Thread.ofVirtual().name("watch-" + run.id()).start(() -> read(run, runbook));
        }
    }

    private boolean isStale(Run run, Runbook runbook) {
        Instant fresh = clock.instant().minus(STALE);
        boolean known =
                board.of(run, runbook).view().knownAt().filter(fresh::isBefore).isPresent();
        return !known && !asked.getOrDefault(run.id(), Instant.MIN).isAfter(fresh);
    }

    private void read(Run run, Runbook runbook) {
        try {
            contact.once(run, runbook);
        } finally {
            reading.remove(run.id());
        }
    }
}
