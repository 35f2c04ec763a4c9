package org.applepie.web.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.applepie.domain.run.Bootability;
import org.applepie.web.runbook.RunbookView.GateView;

/**
 * All that the page of a run shows, besides output.
 *
 * @param now what happens now or waits to happen, and where in the runbook that is
 * @param rehearsal by which run it was rehearsed or who let it run without; empty for a test server
 */
record RunPage(
        String id,
        String runbook,
        String serverId,
        String serverName,
        String digest,
        String startedBy,
        Instant startedAt,
        long version,
        String rehearsal,
        RunState state,
        String now,
        Live live,
        List<PhaseRow> phases,
        List<AttemptRow> attempts,
        Optional<GateView> gate,
        Optional<HandsView> hands,
        Optional<Decision> decision,
        Steering steering) {

    /**
     * What is heard from the server.
     *
     * @param link {@code connected}, {@code lost} or {@code reconnecting}
     */
    record Live(
            String link,
            Optional<Instant> knownAt,
            String waiting,
            List<Bootability> meter,
            List<ProgressRow> progress,
            Optional<CopyRow> copy) {}

    /**
     * A file system that is copied.
     *
     * @param fraction from 0 to 1, empty if unknown
     * @param figures how much of how much, how fast and how long yet, in words
     */
    record CopyRow(String mountPoint, String action, Optional<Double> fraction, String figures) {}

    /** @param fraction from 0 to 1 */
    record ProgressRow(String array, String action, double fraction, String percent, String speed, String left) {}

    /** @param state {@code done}, {@code current}, {@code trouble} or {@code pending} */
    record PhaseRow(int number, String title, String state, boolean pointOfNoReturn, List<StepRow> steps) {}

    /** @param state {@code proved}, {@code in-flight}, {@code in-hands}, {@code failed}, {@code unknown}, {@code next} or {@code pending} */
    record StepRow(String id, String title, String state, int attempts, boolean destructive) {}

    /**
     * @param result {@code in flight}, {@code in hands}, {@code proved}, {@code failed} or {@code unknown}
     * @param silence why there is no output, for as long as there is none
     */
    record AttemptRow(
            int number,
            String step,
            String title,
            String result,
            String detail,
            Instant startedAt,
            Optional<Instant> endedAt,
            Optional<Long> bytes,
            String sha256,
            String silence) {}

    /** People decide about an attempt that failed or of which nobody knows how it ended. */
    record Decision(int attempt, String step, String title, boolean unknown, String detail, String destroys) {}

    /**
     * Which commands make sense now.
     *
     * @param wayBack the sentence about the way back
     * @param stale the clock of the original that gets old, while there is a way back to it
     */
    record Steering(
            boolean mayStop,
            boolean stopRequested,
            boolean mayContinue,
            boolean mayRollBack,
            boolean mayAbandon,
            String wayBack,
            Optional<StaleOriginal> stale) {}

    /**
     * The original misses what was written since.
     *
     * @param original label of the drive that holds it
     * @param copy label of the drive that is written to
     */
    record StaleOriginal(String original, String copy, Instant since) {}
}
