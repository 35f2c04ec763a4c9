package org.applepie.app.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.audit.Change;
import org.applepie.app.audit.NewEntry;
import org.applepie.app.inventory.SimulatedRows.Row;
import org.applepie.app.json.DomainJson;
import org.applepie.domain.inventory.LegacyChange;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/** Registers simulated servers, keeps apart who is one, and archives them. All or none, each time. */
public final class SimulatedBook {

    private final AuditLog audit;
    private final ServerRows servers;
    private final SimulatedRows simulated;
    private final Logins logins;
    private final LegacyPermits permits;
    private final Registration registration;
    private final DomainJson json;
    private final Supplier<ServerId> ids;

    SimulatedBook(
            AuditLog audit,
            ServerRows servers,
            SimulatedRows simulated,
            Logins logins,
            LegacyPermits permits,
            DomainJson json,
            Supplier<ServerId> ids) {
        this.audit = audit;
        this.servers = servers;
        this.simulated = simulated;
        this.logins = logins;
        this.permits = permits;
        this.registration = new Registration(servers, logins);
        this.json = json;
        this.ids = ids;
    }

    /**
     * A machine that runs.
     *
     * @param key the host key it was given, which nobody needs to compare
     */
    public record Started(String machine, ServerDraft draft, HostKey key) {}

    /** Every server that is or was simulated. */
    public Set<ServerId> all() {
        return simulated.all().stream().map(Row::server).collect(Collectors.toUnmodifiableSet());
    }

    /** Those in service, by name, each with the machine that plays it. */
    public Map<Server, String> inService() {
        Map<Server, String> machines = new LinkedHashMap<>();
        simulated.all().stream()
                .flatMap(row -> servers.find(row.server()).stream().map(server -> Map.entry(server, row.machine())))
                .filter(entry -> !entry.getKey().archived())
                .sorted(Comparator.comparing(entry -> entry.getKey().name()))
                .forEach(entry -> machines.put(entry.getKey(), entry.getValue()));
        return machines;
    }

    public Verdict<List<Server>> register(List<Started> machines, String actor) {
        return audit.commit(() -> {
            Map<ServerId, Started> fresh = new LinkedHashMap<>();
            machines.forEach(machine -> fresh.put(ids.get(), machine));
            List<Refusal> against = new ArrayList<>();
            fresh.forEach((id, machine) -> registration.check(id, machine.draft()).stream()
                    .map(refusal -> of(machine, refusal))
                    .forEach(against::add));
            return against.isEmpty()
                    ? Verdict.accepted(registered(fresh, actor))
                    : new Verdict.Refused<>(Kind.CONFLICT, against);
        });
    }

    private static Refusal of(Started machine, Refusal refusal) {
        return new Refusal(refusal.code(), machine.machine() + ": " + refusal.cause(), refusal.remedy());
    }

    private Change<List<Server>> registered(Map<ServerId, Started> fresh, String actor) {
        List<Server> registered = new ArrayList<>();
        List<NewEntry> entries = new ArrayList<>();
        fresh.forEach((id, machine) -> {
            LegacyChange legacy = machine.draft().legacyAlgorithms();
            var permit = permits.after(Optional.empty(), legacy, actor);
            Server server = Registration.toServer(id, machine.draft(), Optional.of(machine.key()), permit, 1);
            servers.insert(server);
            simulated.insert(id, machine.machine());
            logins.keep(id, machine.draft());
            registered.add(server);
            entries.add(entry(
                    server, actor, "simulated-server-registered", "Registered the simulated server " + server.name()));
            entries.addAll(permits.entries(Optional.empty(), server, legacy, actor));
        });
        return new Change<>(entries, registered);
    }

    /** The console was started again: the machine is a new one of the same name, with another port, key and password. */
    public void restarted(Server server, Started machine) {
        Server moved = Registration.toServer(
                server.id(),
                machine.draft(),
                Optional.of(machine.key()),
                server.legacyAlgorithms(),
                server.version() + 1);
        Verdict<Server> recorded = audit.commit(() -> {
            servers.update(moved);
            logins.keep(server.id(), machine.draft());
            String summary = "Started the simulated server %s afresh: nothing is left of what was done to it before";
            return Verdict.accepted(Change.of(
                    moved, entry(moved, "console", "simulated-server-started", summary.formatted(moved.name()))));
        });
        if (recorded instanceof Verdict.Refused) {
            throw new IllegalStateException("the restart of a simulated server was not recorded");
        }
    }

    /** Records what somebody is about to do at the machine itself. */
    public void handled(Server server, String action, String summary, String actor) {
        audit.record(actor, action, "server:" + server.id(), summary, "{}");
    }

    public Verdict<List<Server>> archive(String actor) {
        return audit.commit(() -> {
            List<Server> inService = List.copyOf(inService().keySet());
            if (inService.isEmpty()) {
                return conflict("no-simulation", "No simulated server is registered.", "There is nothing to end.");
            }
            if (inService.stream().anyMatch(server -> servers.hasOpenRun(server.id()))) {
                return conflict("run-open", "A run works on a simulated server.", "End the run first.");
            }
            if (inService.stream().anyMatch(server -> servers.isJumpServer(server.id()))) {
                return conflict("jump-server", "A server is reached through a simulated one.", "Change it first.");
            }
            List<Server> archived = inService.stream().map(Server::inArchive).toList();
            archived.forEach(servers::update);
            return Verdict.accepted(new Change<>(
                    archived.stream().map(server -> ended(server, actor)).toList(), archived));
        });
    }

    private NewEntry ended(Server server, String actor) {
        String summary = "Ended the simulated server " + server.name() + " and archived it";
        return entry(server, actor, "simulated-server-ended", summary);
    }

    private NewEntry entry(Server server, String actor, String action, String summary) {
        return new NewEntry(actor, action, "server:" + server.id(), summary, json.write(server, Server.class));
    }

    private static <T> Verdict<T> conflict(String code, String cause, String remedy) {
        return Verdict.refused(Kind.CONFLICT, code, cause, remedy);
    }
}
