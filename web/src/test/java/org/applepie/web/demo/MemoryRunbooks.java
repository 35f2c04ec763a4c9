package org.applepie.web.demo;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.StoredReading;
import org.applepie.domain.runbook.Compilation;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.PlanCompiler;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.runbook.Runbooks;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/** Compiles with the real compiler and remembers what came of it. */
public final class MemoryRunbooks implements Runbooks {

    private final MemoryInventory inventory;
    private final Clock clock;
    private final List<Runbook> books = new ArrayList<>();

    public MemoryRunbooks(MemoryInventory inventory, Clock clock) {
        this.inventory = inventory;
        this.clock = clock;
    }

    @Override
    public synchronized Verdict<Runbook> compile(ServerId id, Goal goal, String actor) {
        Optional<Server> server = inventory.server(id);
        Optional<StoredReading> reading = inventory.latestReading(id);
        if (server.isEmpty() || reading.isEmpty()) {
            return Verdict.refused(Kind.NOT_FOUND, "no-such-server", "There is no such server.", "Look at the list.");
        }
        Compilation compilation = PlanCompiler.compile(new PlanCompiler.Request(
                server.get(),
                reading.get(),
                inventory.drivesOf(id),
                goal,
                Optional.empty(),
                UUID::randomUUID,
                clock.instant()));
        return switch (compilation) {
            case Compilation.Refused(var refusals) -> new Verdict.Refused<>(Kind.REFUSED, refusals);
            case Compilation.Compiled(var runbook) -> {
                books.add(runbook);
                yield Verdict.accepted(runbook);
            }
        };
    }

    /** Remembers a runbook that was made by hand. */
    public synchronized Runbook keep(Runbook runbook) {
        books.add(runbook);
        return runbook;
    }

    @Override
    public synchronized Optional<Runbook> find(RunbookId id) {
        return books.stream().filter(b -> b.id().equals(id)).findFirst();
    }

    @Override
    public synchronized List<Runbook> of(ServerId server) {
        return books.reversed().stream().filter(b -> b.server().equals(server)).toList();
    }
}
