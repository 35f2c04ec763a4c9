package org.applepie.app.run;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.applepie.app.inventory.Quiet;
import org.applepie.domain.run.CopyMeter;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.Runbook;

/** Reads the server again for those who look at a run, so that what they see is true even while nothing is done. */
final class Watch {

    private static final Duration STALE = Duration.ofSeconds(20);

    /** A copy tells nothing itself: what is seen of it is read. */
    private static final Duration STALE_COPY = Duration.ofSeconds(10);

    private final Contact contact;
    private final Quiet quiet;
    private final LiveBoard board;
    private final Pace pace;
    private final Set<RunId> reading = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<RunId, Duration> asked = new ConcurrentHashMap<>();

    Watch(Contact contact, Quiet quiet, LiveBoard board, Pace pace) {
        this.contact = contact;
        this.quiet = quiet;
        this.board = board;
        this.pace = pace;
    }

    /** Somebody looks at the run; returns at once. */
    void looked(Run run, Runbook runbook) {
        Duration now = pace.elapsed();
        if (!run.isOver() && isStale(run, runbook, now) && reading.add(run.id())) {
            asked.put(run.id(), now);
            Thread.ofVirtual().name("watch-" + run.id()).start(() -> read(run, runbook));
        }
    }

    private boolean isStale(Run run, Runbook runbook, Duration now) {
        Duration since = now.minus(CopyMeter.of(run, runbook).isCopying() ? STALE_COPY : STALE);
        Duration last = asked.get(run.id());
        boolean askedLately = last != null && last.compareTo(since) > 0;
        return !askedLately && board.of(run, runbook).readingSince(since).isEmpty();
    }

    private void read(Run run, Runbook runbook) {
        try {
            quiet.toRead(run.server()).ifPresent(held -> readUndisturbed(run, runbook, held));
        } finally {
            reading.remove(run.id());
        }
    }

    private void readUndisturbed(Run run, Runbook runbook, Quiet.Held held) {
        try {
            contact.once(run, runbook);
        } finally {
            held.giveBack();
        }
    }
}
