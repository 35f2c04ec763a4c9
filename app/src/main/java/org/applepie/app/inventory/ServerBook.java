package org.applepie.app.inventory;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.audit.Change;
import org.applepie.app.audit.NewEntry;
import org.applepie.app.json.DomainJson;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/** Registers, edits and archives servers. */
final class ServerBook {

    private final AuditLog audit;
    private final ServerRows servers;
    private final Logins logins;
    private final Registration registration;
    private final DomainJson json;
    private final Supplier<ServerId> ids;

    ServerBook(AuditLog audit, ServerRows servers, Logins logins, DomainJson json, Supplier<ServerId> ids) {
        this.audit = audit;
        this.servers = servers;
        this.logins = logins;
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
            Server server = Registration.toServer(id, draft, Optional.empty(), 1);
            servers.insert(server);
            logins.keep(id, draft);
            return changed(server, actor, "server-registered", "Registered " + server.name());
        });
    }

    Verdict<Server> edit(ServerId id, long version, ServerDraft draft, String actor) {
        return checked(
                draft,
                () -> at(id, version, old -> {
                    List<Refusal> against = registration.check(id, draft);
                    if (!against.isEmpty()) {
                        return new Verdict.Refused<>(Kind.CONFLICT, against);
                    }
                    Server server = Registration.toServer(id, draft, old.hostKey(), version + 1);
                    servers.update(server);
                    logins.keep(id, draft);
                    return changed(server, actor, "server-edited", "Edited " + server.name());
                }));
    }

    Verdict<Server> archive(ServerId id, long version, String actor) {
        return audit.commit(() -> at(id, version, old -> {
            if (servers.isJumpServer(id)) {
                return conflict("jump-server", "Other servers are reached through this one.", "Change them first.");
            }
            if (servers.hasOpenRun(id)) {
                return conflict("run-open", "A run works on this server.", "End the run first.");
            }
            Server server = archived(old);
            servers.update(server);
            return changed(server, actor, "server-archived", "Archived " + server.name());
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
        return wrong.isEmpty() ? audit.commit(decision) : new Verdict.Refused<>(Kind.INVALID, wrong);
    }

    private Verdict<Change<Server>> changed(Server server, String actor, String action, String summary) {
        String details = json.write(server, Server.class);
        return Verdict.accepted(
                Change.of(server, new NewEntry(actor, action, "server:" + server.id(), summary, details)));
    }

    private static Server archived(Server old) {
        return new Server(
                old.id(),
                old.name(),
                old.endpoint(),
                old.username(),
                old.environment(),
                old.authentication(),
                old.sudo(),
                old.jumpServer(),
                old.hostKey(),
                true,
                old.version() + 1);
    }

    static <T> Verdict<T> unknown() {
        return Verdict.refused(
                Kind.NOT_FOUND, "no-such-server", "There is no such server.", "Look at the list of servers.");
    }

    private static <T> Verdict<T> conflict(String code, String cause, String remedy) {
        return Verdict.refused(Kind.CONFLICT, code, cause, remedy);
    }
}
