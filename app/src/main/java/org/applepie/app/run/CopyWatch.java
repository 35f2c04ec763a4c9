package org.applepie.app.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.run.CopyMeter;
import org.applepie.domain.run.CopyProgress;
import org.applepie.domain.run.Run;
import org.applepie.domain.runbook.Runbook;

/** How far the copy of the attempt in flight is, and how fast it grew lately. Used under the lock of its {@link LiveRun}. */
final class CopyWatch {

    private static final Duration LATELY = Duration.ofMinutes(2);

    private final Runbook runbook;
    private final Deque<Seen> seen = new ArrayDeque<>();
    private int attempt;

    CopyWatch(Runbook runbook) {
        this.runbook = runbook;
    }

    /** @param at on the clock of the pace, when the reading was begun */
    private record Seen(Duration at, CopyProgress progress) {}

    /** A reading was taken while the run stood like this. */
    Optional<CopyProgress> heard(Run run, Reading reading, Duration at) {
        forgetAnother(run);
        Optional<CopyProgress> now = CopyMeter.of(run, runbook).read(reading);
        now.ifPresent(progress -> keep(new Seen(at, progress)));
        return latest(run);
    }

    /** What was heard last, as long as the same attempt is in flight. */
    Optional<CopyProgress> latest(Run run) {
        forgetAnother(run);
        return Optional.ofNullable(seen.peekLast())
                .filter(last -> CopyMeter.of(run, runbook).isCopying())
                .map(last -> last.progress()
                        .since(
                                seen.getFirst().progress(),
                                last.at().minus(seen.getFirst().at())));
    }

    private void forgetAnother(Run run) {
        if (run.attempts().size() != attempt) {
            attempt = run.attempts().size();
            seen.clear();
        }
    }

    private void keep(Seen now) {
        seen.addLast(now);
        Duration since = now.at().minus(LATELY);
        while (seen.size() > 2 && seen.getFirst().at().compareTo(since) < 0) {
            seen.removeFirst();
        }
    }
}
