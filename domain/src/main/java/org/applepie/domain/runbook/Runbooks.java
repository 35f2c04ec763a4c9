package org.applepie.domain.runbook;

import java.util.List;
import java.util.Optional;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.verdict.Verdict;

/** Compiled runbooks, kept for ever. */
public interface Runbooks {

    /** Reads the server now, compiles, and keeps the runbook if nothing is refused. */
    Verdict<Runbook> compile(ServerId server, Goal goal, String actor);

    Optional<Runbook> find(RunbookId id);

    /** Newest first. */
    List<Runbook> of(ServerId server);
}
