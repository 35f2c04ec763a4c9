package org.applepie.web.run;

import java.time.Instant;
import org.applepie.domain.run.RunView;

/** A run in one line of a list. */
public record RunRow(
        String id,
        String serverId,
        String serverName,
        String startedBy,
        Instant startedAt,
        Instant lastAt,
        RunState state) {

    /** The row of this run. */
    public static RunRow of(RunView view) {
        return new RunRow(
                view.run().id().toString(),
                view.run().server().toString(),
                view.runbook().serverName(),
                view.run().startedBy(),
                view.run().startedAt(),
                view.run().lastAt(),
                RunState.of(view));
    }
}
