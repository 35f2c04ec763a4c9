package org.applepie.web.inventory;

import java.time.Instant;
import java.util.Optional;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.run.RunView;
import org.applepie.web.run.RunState;

/**
 * A server in one line of the board.
 *
 * @param run its newest run, with its state
 * @param knownAt when a reading or a run last told something of it
 */
record ServerStanding(
        Server server,
        Protection protection,
        Optional<RunView> run,
        Optional<RunState> state,
        Optional<Instant> knownAt) {

    /** True if people have something to do: a gate, a decision, a changed state of protection. */
    public boolean needsPeople() {
        return state.filter(RunState::needsPeople).isPresent() || protection == Protection.DEGRADED;
    }
}
