package org.applepie.domain.inventory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.applepie.domain.verdict.Verdict;

/**
 * Servers which exist only in the console's own memory, for trying things out. They are registered, worked on and archived
 * as all others, and can always be told from them.
 */
public interface Simulation {

    /** Whether this console can simulate servers at all: it has some, and it is not switched off. */
    boolean isOffered();

    /** Every server that is or was a simulated one, archived ones among them. */
    Set<ServerId> servers();

    /** Those of them that are in service, by name. */
    List<Server> running();

    /** Starts all there are, and registers them with their host keys pinned. */
    Verdict<List<Server>> start(String actor);

    /** Ends all that run and archives them; their history stays. */
    Verdict<List<Server>> end(String actor);

    /** What stands there; empty for a server that is no simulated one, or does not run. */
    Optional<MachineAtHand> machine(ServerId server);

    /** Does something at the machine and gives what is seen a moment later. It is recorded before it is done. */
    Verdict<MachineAtHand> handle(ServerId server, HandsOn what, String actor);
}
