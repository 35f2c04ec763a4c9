package org.applepie.app.runbook;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.audit.Change;
import org.applepie.app.audit.NewEntry;
import org.applepie.app.inventory.Registry;
import org.applepie.app.json.DomainJson;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.Reading;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runbooks in the database. */
public final class RunbookLibrary implements Runbooks {

    private static final int REMEMBERED = 200;

    private final AuditLog audit;
    private final Registry inventory;
    private final RunbookRows rows;
    private final DomainJson json;
    private final Clock clock;
    private final Supplier<UUID> uuids;
    private final ConcurrentHashMap<RunbookId, Runbook> read = new ConcurrentHashMap<>();

    public RunbookLibrary(JdbcClient jdbc, AuditLog audit, Registry inventory, DomainJson json, Clock clock) {
        this.audit = audit;
        this.inventory = inventory;
        this.rows = new RunbookRows(jdbc, json);
        this.json = json;
        this.clock = clock;
        this.uuids = UUID::randomUUID;
    }

    @Override
    public Verdict<Runbook> compile(ServerId id, Goal goal, String actor) {
        return inventory
                .read(id, actor)
                .then(reading -> compile(inventory.server(id).orElseThrow(), reading, goal, actor));
    }

    private Verdict<Runbook> compile(Server server, StoredReading reading, Goal goal, String actor) {
        PlanCompiler.Request request = new PlanCompiler.Request(
                server,
                withoutStaleLock(reading),
                inventory.drivesOf(server.id()),
                goal,
                inventory.twinOf(server.id()).map(Server::name),
                uuids,
                clock.instant());
        return switch (PlanCompiler.compile(request)) {
            case Compilation.Refused(var refusals) -> new Verdict.Refused<>(Kind.REFUSED, refusals);
            case Compilation.Compiled(Runbook runbook) -> keep(runbook, actor);
        };
    }

    /** Keeps a compiled runbook. */
    public Verdict<Runbook> keep(Runbook runbook, String actor) {
        return audit.commit(() -> {
            rows.insert(runbook, actor);
            String details = json.object("runbook", runbook.id(), "digest", runbook.digest());
            String summary = "Compiled a runbook for " + runbook.serverName();
            return Verdict.accepted(Change.of(
                    runbook, new NewEntry(actor, "runbook-compiled", "server:" + runbook.server(), summary, details)));
        });
    }

    /** A run of ours that ended while the server was out of reach could not take its lock away. */
    private StoredReading withoutStaleLock(StoredReading stored) {
        Reading reading = stored.reading();
        boolean stale = reading.runLock().known().filter(rows::isOfEndedRun).isPresent();
        return stale ? new StoredReading(stored.id(), stored.server(), reading.withRunLock(Fact.of(""))) : stored;
    }

    @Override
    public Optional<Runbook> find(RunbookId id) {
        Runbook known = read.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        if (read.size() >= REMEMBERED) {
            read.clear();
        }
        Optional<Runbook> found = rows.find(id);
        found.ifPresent(runbook -> read.put(id, runbook));
        return found;
    }

    @Override
    public List<Runbook> of(ServerId server) {
        return rows.of(server).stream().flatMap(id -> find(id).stream()).toList();
    }
}
