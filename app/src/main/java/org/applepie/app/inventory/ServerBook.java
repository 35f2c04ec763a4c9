package org.applepie.app.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.audit.Change;
import org.applepie.app.audit.NewEntry;
import org.applepie.app.json.DomainJson;
import org.applepie.domain.inventory.LegacyChange;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.Server.Environment;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.remote.Login;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/** Registers, edits and archives servers. */
final class ServerBook {

    private final AuditLog audit;
    private final ServerRows servers;
    private final SimulatedRows simulated;
    private final Logins logins;
    private final LegacyPermits permits;
    private final Registration registration;
    private final DomainJson json;
    private final Supplier<ServerId> ids;

    /** @param simulated which servers exist only in this console's memory */
    ServerBook(
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

    Verdict<Server> register(ServerDraft draft, String actor) {
        ServerId id = ids.get();
        return checked(draft, () -> {
            List<Refusal> against = registration.check(id, draft);
            if (!against.isEmpty()) {
                return new Verdict.Refused<>(Kind.CONFLICT, against);
            }
            var permit = permits.after(Optional.empty(), draft.legacyAlgorithms(), actor);
            Server server = Registration.toServer(id, draft, Optional.empty(), permit, 1);
            servers.insert(server);
            logins.keep(id, draft);
            return changed(
                    server,
                    entry(server, actor, "server-registered", "Registered " + server.name()),
                    permits.entries(Optional.empty(), server, draft.legacyAlgorithms(), actor));
        });
    }

    Verdict<Server> edit(ServerId id, long version, ServerDraft draft, String actor) {
        // with the secrets of before: that is how the live connection is known
        Optional<Login> before = draft.legacyAlgorithms() instanceof LegacyChange.Keep
                ? Optional.empty()
                : servers.find(id).map(logins::of);
        return checked(draft, () -> at(id, version, old -> edited(old, draft, actor)))
                .map(server -> {
                    before.ifPresent(login -> permits.hangUp(login, server));
                    return server;
                });
    }

    private Verdict<Change<Server>> edited(Server old, ServerDraft draft, String actor) {
        List<Refusal> against = new ArrayList<>(registration.check(old, draft));
        if (draft.environment() == Environment.PRODUCTION && simulated.is(old.id())) {
            against.add(new Refusal(
                    "simulated-is-no-production",
                    "The server is simulated and exists only in the memory of this console.",
                    "Leave it a test server; register the real one."));
        }
        if (!against.isEmpty()) {
            return new Verdict.Refused<>(Kind.CONFLICT, against);
        }
        var permit = permits.after(old.legacyAlgorithms(), draft.legacyAlgorithms(), actor);
        Server server = Registration.toServer(old.id(), draft, old.hostKey(), permit, old.version() + 1);
        servers.update(server);
        logins.keep(old.id(), draft);
        return changed(
                server,
                entry(server, actor, "server-edited", "Edited " + server.name()),
                permits.entries(old.legacyAlgorithms(), server, draft.legacyAlgorithms(), actor));
    }

    Verdict<Server> archive(ServerId id, long version, String actor) {
        return audit.commit(() -> at(id, version, old -> {
            if (servers.isJumpServer(id)) {
                return conflict("jump-server", "Other servers are reached through this one.", "Change them first.");
            }
            if (servers.hasOpenRun(id)) {
                return conflict("run-open", "A run works on this server.", "End the run first.");
            }
            Server server = old.inArchive();
            servers.update(server);
            return changed(server, entry(server, actor, "server-archived", "Archived " + server.name()), List.of());
        }));
    }

    /** Runs the change if the server is in service and still at the version. */
    private Verdict<Change<Server>> at(
            ServerId id, long version, java.util.function.Function<Server, Verdict<Change<Server>>> change) {
        Optional<Server> found = servers.find(id);
        if (found.isEmpty()) {
            return unknown();
        }
        Server server = found.get();
        if (server.version() != version) {
            return conflict(
                    "stale-version", "Somebody changed this server meanwhile.", "Look at it again, then repeat.");
        }
        return server.archived()
                ? conflict("archived", "The server is archived.", "Register it anew to work on it.")
                : change.apply(server);
    }

    private Verdict<Server> checked(ServerDraft draft, Supplier<Verdict<Change<Server>>> decision) {
        List<Refusal> wrong = DraftCheck.of(draft);
        if (!wrong.isEmpty()) {
            return new Verdict.Refused<>(Kind.INVALID, wrong);
        }
        permits.prepare(draft.legacyAlgorithms());
        return audit.commit(decision);
    }

    private NewEntry entry(Server server, String actor, String action, String summary) {
        return new NewEntry(actor, action, "server:" + server.id(), summary, json.write(server, Server.class));
    }

    private static Verdict<Change<Server>> changed(Server server, NewEntry entry, List<NewEntry> more) {
        return Verdict.accepted(
                new Change<>(Stream.concat(Stream.of(entry), more.stream()).toList(), server));
    }

    static <T> Verdict<T> unknown() {
        return Verdict.refused(
                Kind.NOT_FOUND, "no-such-server", "There is no such server.", "Look at the list of servers.");
    }

    private static <T> Verdict<T> conflict(String code, String cause, String remedy) {
        return Verdict.refused(Kind.CONFLICT, code, cause, remedy);
    }
}
