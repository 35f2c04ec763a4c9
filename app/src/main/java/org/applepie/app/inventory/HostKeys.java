package org.applepie.app.inventory;

import java.util.Optional;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.audit.Change;
import org.applepie.app.audit.NewEntry;
import org.applepie.app.json.DomainJson;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/** Pins the key a server proves itself with: only one that it offers now and that a person confirmed. */
final class HostKeys {

    private static final int REASON = 500;

    private final AuditLog audit;
    private final ServerRows servers;
    private final Logins logins;
    private final Shell shell;
    private final DomainJson json;

    HostKeys(AuditLog audit, ServerRows servers, Logins logins, Shell shell, DomainJson json) {
        this.audit = audit;
        this.servers = servers;
        this.logins = logins;
        this.shell = shell;
        this.json = json;
    }

    Verdict<HostKey> offered(ServerId id) {
        Optional<Server> server = servers.find(id);
        if (server.isEmpty()) {
            return ServerBook.unknown();
        }
        return switch (shell.offeredHostKey(
                server.get().reachedAt(), logins.jump(server.get().jumpServer()))) {
            case Reply.Got<HostKey>(HostKey key) -> Verdict.accepted(key);
            case Reply.NotConnected<HostKey>(var fault) -> Faults.refused(fault);
        };
    }

    Verdict<Server> pin(ServerId id, String fingerprint, String reason, String actor) {
        if (!PlainText.isLine(reason, REASON)) {
            return Verdict.refused(
                    Kind.INVALID, "invalid-reason", "The reason is too long or not printable.", "Use one short line.");
        }
        return offered(id)
                .then(key -> key.fingerprint().equals(fingerprint)
                        ? audit.commit(() -> pinned(id, key, reason, actor))
                        : Verdict.refused(
                                Kind.CONFLICT,
                                "other-host-key",
                                "The server offers " + key.fingerprint() + ", not the confirmed fingerprint.",
                                "Compare the offered fingerprint with the one on the server's own screen."));
    }

    private Verdict<Change<Server>> pinned(ServerId id, HostKey key, String reason, String actor) {
        Optional<Server> found = servers.find(id).filter(server -> !server.archived());
        if (found.isEmpty()) {
            return ServerBook.unknown();
        }
        Server old = found.get();
        if (old.hostKey().equals(Optional.of(key))) {
            return Verdict.accepted(Change.of(old));
        }
        if (old.hostKey().isPresent() && reason.isBlank()) {
            return Verdict.refused(
                    Kind.INVALID,
                    "reason-missing",
                    "Another key is pinned: " + old.hostKey().get().fingerprint() + ".",
                    "Say why the server has a new key.");
        }
        Server server = old.withHostKey(key);
        servers.update(server);
        return Verdict.accepted(Change.of(server, entry(old, key, reason, actor)));
    }

    private NewEntry entry(Server old, HostKey key, String reason, String actor) {
        String before = old.hostKey().map(HostKey::fingerprint).orElse("");
        String summary = before.isEmpty()
                ? "Pinned " + key.fingerprint() + " for " + old.name()
                : "Replaced " + before + " by " + key.fingerprint() + " for " + old.name();
        String details = json.object("before", before, "after", key.fingerprint(), "reason", reason);
        return new NewEntry(actor, "host-key-pinned", "server:" + old.id(), summary, details);
    }
}
