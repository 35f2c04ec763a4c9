package org.applepie.agent;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.job.Frame;
import org.applepie.domain.remote.JobStatus;

/** What a server said about a job on standard error, and what that makes of its status. */
final class JobFrames {

    private JobFrames() {}

    static List<Frame> in(byte[] stderr, Mark mark) {
        return new String(stderr, StandardCharsets.UTF_8)
                .lines()
                .flatMap(line -> Frame.read(mark.word(), line).stream())
                .toList();
    }

    /** Empty if the server did not say, or not all of it. */
    static Optional<JobStatus> status(List<Frame> frames) {
        if (frames.size() != 2 || !(frames.getFirst() instanceof Frame.Boot(String boot))) {
            return Optional.empty();
        }
        return switch (frames.getLast()) {
            case Frame.Never never -> Optional.of(new JobStatus.Never(boot));
            case Frame.Running(long bytes) -> Optional.of(new JobStatus.Running(boot, bytes));
            case Frame.Exited(int code, long bytes) -> Optional.of(new JobStatus.Exited(boot, code, bytes));
            case Frame.Lost(var reason, var detail) -> Optional.of(new JobStatus.Lost(boot, reason, detail));
            case Frame.Boot again -> Optional.empty();
            case Frame.Again again -> Optional.empty();
        };
    }
}
