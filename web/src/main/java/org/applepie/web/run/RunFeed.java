package org.applepie.web.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.applepie.domain.run.RecordedEvent;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.RunView;
import org.applepie.domain.run.Runner;
import org.applepie.web.run.FeedEvent.Output;

/** What a reader of a run who has come to a cursor has not been told yet. Keeps nothing, so any number of readers may ask. */
final class RunFeed {

    /** Output is told in pieces of this size at most. */
    static final int PIECE = 64 * 1024;

    private static final int PIECES = 16;
    private static final int MARKS = 1000;

    private final Runner runner;
    private final RunId run;

    RunFeed(Runner runner, RunId run) {
        this.runner = runner;
        this.run = run;
    }

    /** Events behind the cursor that can be told at once; none if nothing is new. Asked again, it goes on behind the last. */
    List<FeedEvent> next(FeedCursor from) throws InterruptedException {
        List<FeedEvent> told = new ArrayList<>();
        // The live version first: state that changes while the rest is read is told once more rather than never.
        long live = runner.awaitNews(run, from.version(), from.attempt(), from.offset(), -1, Duration.ZERO);
        RunView view = runner.find(run).orElseThrow();
        FeedCursor cursor = changes(from, live, told);
        cursor = output(cursor, view.run(), told);
        boolean allTold = cursor.attempt() >= view.run().attempts().size();
        if (told.isEmpty() && view.run().isOver() && allTold) {
            told.add(new FeedEvent(cursor, new FeedEvent.Over(cursor.version())));
        }
        return told;
    }

    /** Waits until there is something behind the cursor, or until patience is over. */
    void await(FeedCursor cursor, Duration patience) throws InterruptedException {
        runner.awaitNews(run, cursor.version(), cursor.attempt(), cursor.offset(), cursor.live(), patience);
    }

    private FeedCursor changes(FeedCursor from, long live, List<FeedEvent> told) {
        List<RecordedEvent> events = runner.events(run, from.version());
        FeedCursor cursor = from.withLive(live);
        if (!events.isEmpty()) {
            cursor = cursor.withVersion(events.getLast().version());
        }
        if (!cursor.equals(from)) {
            told.add(new FeedEvent(cursor, new FeedEvent.Changed(cursor.version())));
        }
        return cursor;
    }

    /**
     * Tells output in order, attempt by attempt. {@code run} must have been read before the output: if it knows a later
     * attempt, the log of the present one is complete, and an empty answer is its end.
     */
    private FeedCursor output(FeedCursor from, Run state, List<FeedEvent> told) {
        FeedCursor cursor = from;
        for (int piece = 0; piece < PIECES; piece++) {
            byte[] bytes =
                    cursor.attempt() == 0 ? new byte[0] : runner.output(run, cursor.attempt(), cursor.offset(), PIECE);
            if (bytes.length > 0) {
                Output output = output(cursor, bytes);
                cursor = cursor.after(bytes.length);
                told.add(new FeedEvent(cursor, output));
            } else if (cursor.attempt() < state.attempts().size()) {
                cursor = cursor.inAttempt(cursor.attempt() + 1);
                told.add(new FeedEvent(cursor, new FeedEvent.Attempted(cursor.attempt())));
            } else {
                return cursor;
            }
        }
        return cursor;
    }

    private Output output(FeedCursor cursor, byte[] bytes) {
        return Output.of(
                cursor.attempt(),
                cursor.offset(),
                bytes,
                runner.outputMarks(run, cursor.attempt(), cursor.offset(), MARKS));
    }
}
