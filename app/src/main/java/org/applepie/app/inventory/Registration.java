package org.applepie.app.inventory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.applepie.domain.inventory.LegacyChange;
import org.applepie.domain.inventory.LegacyPermit;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.verdict.Refusal;

/** Whether a checked draft fits among the servers that are there. */
final class Registration {

    private final ServerRows servers;
    private final Logins logins;

    Registration(ServerRows servers, Logins logins) {
        this.servers = servers;
        this.logins = logins;
    }

    /** All that stands against it; empty if nothing does. */
    List<Refusal> check(ServerId id, ServerDraft draft) {
        List<Refusal> wrong = new ArrayList<>();
        if (servers.isNameTaken(draft.name(), id)) {
            wrong.add(new Refusal("name-taken", "Another server has this name.", "Choose another name."));
        }
        if (!logins.isComplete(id, draft)) {
            wrong.add(new Refusal(
                    "secret-missing",
                    "The password or key for this way of logging in is missing.",
                    "Enter it, or choose another way of logging in."));
        }
        draft.jumpServer().flatMap(jump -> checkJump(id, jump)).ifPresent(wrong::add);
        return wrong;
    }

    /** All that stands against a change of {@code old}; empty if nothing does. */
    List<Refusal> check(Server old, ServerDraft draft) {
        List<Refusal> wrong = check(old.id(), draft);
        if (draft.legacyAlgorithms() instanceof LegacyChange.Withdraw
                && old.legacyAlgorithms().isPresent()
                && isOnTheWayOfARun(old.id())) {
            wrong.add(new Refusal(
                    "run-open",
                    "A run works on this server, or on one behind it, and would lose its connection.",
                    "End the run first."));
        }
        return wrong;
    }

    private boolean isOnTheWayOfARun(ServerId id) {
        return servers.withOpenRuns().stream().anyMatch(server -> {
            Optional<Server> next = Optional.of(server);
            while (next.isPresent() && !next.get().id().equals(id)) {
                next = next.get().jumpServer().flatMap(servers::find);
            }
            return next.isPresent();
        });
    }

    private Optional<Refusal> checkJump(ServerId id, ServerId jump) {
        Set<ServerId> passed = new HashSet<>(Set.of(id));
        Optional<ServerId> next = Optional.of(jump);
        while (next.isPresent()) {
            Optional<Server> server = servers.find(next.get()).filter(found -> !found.archived());
            if (server.isEmpty()) {
                return Optional.of(
                        new Refusal("jump-server-unknown", "The jump server is not registered.", "Register it first."));
            }
            if (!passed.add(next.get())) {
                return Optional.of(new Refusal(
                        "jump-server-cycle",
                        "The way over this jump server leads back to where it came from.",
                        "Choose a jump server that is reached without this one."));
            }
            next = server.get().jumpServer();
        }
        return Optional.empty();
    }

    static Server toServer(
            ServerId id, ServerDraft draft, Optional<HostKey> hostKey, Optional<LegacyPermit> permit, long version) {
        return new Server(
                id,
                draft.name(),
                new Endpoint(draft.address(), draft.port()),
                draft.username(),
                draft.environment(),
                draft.authentication(),
                draft.sudo(),
                draft.jumpServer(),
                hostKey,
                permit,
                false,
                version);
    }
}
