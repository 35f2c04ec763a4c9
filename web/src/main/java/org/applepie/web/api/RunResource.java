package org.applepie.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.applepie.domain.remote.LinkState;
import org.applepie.domain.run.Attempt;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.Bootability;
import org.applepie.domain.run.CopyProgress;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.run.RunView;
import org.applepie.web.Words;
import org.applepie.web.run.RunState;
import org.jspecify.annotations.Nullable;

/**
 * A run as tools see it.
 *
 * @param version number of its newest event; a command names the one it saw
 * @param state see {@link RunState#word()}
 * @param waitingFor what has to happen next, null when the run is over
 * @param originalStaleSince since when the server writes to the copy only, null before the trial boot
 * @param bootableDrives from which drives the server would start right now
 * @param copy how far the copy of a file system is that a step makes now, null if none or if nothing was heard of it
 * @param knownAt when the server last told, null if not since the console started
 */
record RunResource(
        String id,
        String runbookId,
        String serverId,
        String digest,
        String startedBy,
        Instant startedAt,
        Instant lastAt,
        long version,
        String state,
        RunState.@Nullable WaitingFor waitingFor,
        boolean stopRequested,
        boolean rollingBack,
        boolean pastPointOfNoReturn,
        @Nullable Instant originalStaleSince,
        List<Bootability> bootableDrives,
        List<Progress> progress,
        @Nullable Copy copy,
        LinkState link,
        @Nullable Instant knownAt,
        List<AttemptResource> attempts) {

    /** Work of the kernel on one array; {@code secondsLeft} is -1 if unknown. */
    record Progress(String array, String action, double fraction, long bytesPerSecond, long secondsLeft) {}

    /**
     * A file system that is copied, about; -1 stands for what is unknown, 0 for an unknown speed.
     *
     * @param update true if a copy that is there already is brought up to date: how far that is cannot be seen
     */
    record Copy(
            String mountPoint,
            boolean update,
            double fraction,
            long copiedBytes,
            long expectedBytes,
            long bytesPerSecond,
            long secondsLeft) {

        static Copy of(CopyProgress copy) {
            return new Copy(
                    copy.mountPoint(),
                    copy.update(),
                    copy.fraction(),
                    copy.copiedBytes(),
                    copy.expectedBytes(),
                    copy.bytesPerSecond(),
                    copy.secondsLeft());
        }
    }

    /** @param result {@code proved}, {@code failed} or {@code unknown}; null while it is in flight */
    record AttemptResource(
            int number,
            String step,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String result,
            @Nullable String detail,
            RunEvent.@Nullable Output output) {

        static AttemptResource of(Attempt attempt) {
            Optional<AttemptResult> result = attempt.result();
            return new AttemptResource(
                    attempt.number(),
                    attempt.step(),
                    attempt.startedAt(),
                    attempt.endedAt().orElse(null),
                    result.map(r -> Words.kebab(r.getClass())).orElse(null),
                    result.map(AttemptResult::detail).orElse(null),
                    attempt.output().orElse(null));
        }
    }

    static RunResource of(RunView view) {
        var run = view.run();
        RunState state = RunState.of(view);
        return new RunResource(
                run.id().toString(),
                run.runbook().toString(),
                run.server().toString(),
                run.digest(),
                run.startedBy(),
                run.startedAt(),
                run.lastAt(),
                run.version(),
                state.word(),
                state.waitingFor(),
                run.isStopRequested(),
                run.isRollingBack(),
                run.isPastPointOfNoReturn(view.runbook()),
                run.originalStaleSince().orElse(null),
                view.live().bootable(),
                view.live().progress().stream().map(RunResource::progress).toList(),
                view.live().copy().map(Copy::of).orElse(null),
                view.live().link(),
                view.live().knownAt().orElse(null),
                run.attempts().stream().map(AttemptResource::of).toList());
    }

    private static Progress progress(RunView.Progress progress) {
        var recovery = progress.recovery();
        return new Progress(
                progress.array(),
                recovery.action(),
                recovery.fraction(),
                recovery.bytesPerSecond(),
                recovery.secondsLeft());
    }
}
