package org.applepie.web.run;

import java.time.Clock;
import java.util.Optional;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.demo.DemoServers;
import org.applepie.web.demo.MemoryInventory;
import org.applepie.web.demo.MemoryRunbooks;
import org.applepie.web.demo.MemoryRunner;

/** A run that has just begun. */
final class Runs {

    private Runs() {}

    static RunId start(MemoryInventory inventory, MemoryRunbooks runbooks, MemoryRunner runner, Clock clock) {
        new DemoServers(inventory, clock).fill();
        Goal goal = new Goal.MirrorRoot(Optional.empty(), "");
        Runbook runbook = ((Verdict.Accepted<Runbook>) runbooks.compile(DemoServers.MAIL, goal, "operator")).value();
        return ((Verdict.Accepted<RunId>) runner.start(runbook.id(), runbook.digest(), "operator")).value();
    }
}
