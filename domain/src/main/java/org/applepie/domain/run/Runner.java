package org.applepie.domain.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.verdict.Verdict;

/** Executes runs. */
public interface Runner {

    /**
     * Starts a run of the runbook whose digest the caller has seen. One run per machine; on a production server only if a
     * runbook of the same shape was completed on a test server before.
     */
    Verdict<RunId> start(RunbookId runbook, String digest, String actor);

    /**
     * Starts a run on a production server without a rehearsal on a test server. Whether the actor may say so is for the
     * caller to know.
     *
     * @param reason why
     */
    Verdict<RunId> startUnrehearsed(RunbookId runbook, String digest, String reason, String actor);

    /** Decides at the gate the run waits at. */
    Verdict<RunId> decide(
            RunId run,
            String gate,
            boolean approve,
            String digest,
            Map<String, String> answers,
            String reason,
            String actor);

    /** Tells the run something, if it is still at {@code version}. */
    Verdict<RunId> tell(RunId run, RunCommand command, long version, String actor);

    Optional<RunView> find(RunId run);

    /** All runs, newest first. */
    List<RunView> all(int limit);

    /** Events after {@code version}, in order. */
    List<RecordedEvent> events(RunId run, long version);

    /** Output of an attempt from {@code offset}, at most {@code limit} bytes; empty at its present end. */
    byte[] output(RunId run, int attempt, long offset, int limit);

    /** When pieces of output came in, for time stamps: offsets ascending with epoch milliseconds. */
    List<OutputMark> outputMarks(RunId run, int attempt, long offset, int limit);

    /**
     * Waits until the run has an event after {@code version}, output of its newest attempt beyond {@code offset}, or other
     * live state than {@code liveVersion}; or until {@code patience} is over.
     *
     * @return the present live version
     */
    long awaitNews(RunId run, long version, int attempt, long offset, long liveVersion, Duration patience)
            throws InterruptedException;

    /** Bytes from {@code offset} on arrived at this time. */
    record OutputMark(long offset, long epochMilli) {}
}
