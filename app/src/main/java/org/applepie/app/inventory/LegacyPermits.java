package org.applepie.app.inventory;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.applepie.app.audit.NewEntry;
import org.applepie.app.json.DomainJson;
import org.applepie.app.secret.ConsoleKey;
import org.applepie.domain.inventory.LegacyChange;
import org.applepie.domain.inventory.LegacyPermit;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Shell;

/** What becomes of a server's permit for old SSH algorithms when a person changes the server. */
final class LegacyPermits {

    private final ConsoleKeyBook keys;
    private final Shell shell;
    private final DomainJson json;
    private final Clock clock;

    LegacyPermits(ConsoleKeyBook keys, Shell shell, DomainJson json, Clock clock) {
        this.keys = keys;
        this.shell = shell;
        this.json = json;
        this.clock = clock;
    }

    /** Makes ready what a permit needs; to be called before the decision. */
    void prepare(LegacyChange change) {
        if (change instanceof LegacyChange.Allow) {
            keys.ensure(ConsoleKey.Kind.RSA);
        }
    }

    Optional<LegacyPermit> after(Optional<LegacyPermit> before, LegacyChange change, String actor) {
        return switch (change) {
            case LegacyChange.Keep() -> before;
            case LegacyChange.Withdraw(String reason) -> Optional.empty();
            case LegacyChange.Allow(String reason) ->
                before.filter(permit -> permit.reason().equals(reason)).or(() -> Optional.of(granted(reason, actor)));
        };
    }

    private LegacyPermit granted(String reason, String actor) {
        return new LegacyPermit(reason, actor, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** What the trail is told; nothing if the permit is as before. */
    List<NewEntry> entries(Optional<LegacyPermit> before, Server server, LegacyChange change, String actor) {
        if (server.legacyAlgorithms().equals(before)) {
            return List.of();
        }
        String subject = "server:" + server.id();
        return switch (change) {
            case LegacyChange.Keep() -> List.of();
            case LegacyChange.Allow(String reason) ->
                List.of(new NewEntry(
                        actor,
                        "legacy-algorithms-allowed",
                        subject,
                        "Allowed old SSH algorithms for " + server.name() + ": " + reason,
                        json.object("reason", reason)));
            case LegacyChange.Withdraw(String reason) ->
                List.of(new NewEntry(
                        actor,
                        "legacy-algorithms-withdrawn",
                        subject,
                        "Allows old SSH algorithms for " + server.name() + " no longer: " + reason,
                        json.object("reason", reason)));
        };
    }

    /** Ends the connection of a log-in if its server may be spoken to in another way now. */
    void hangUp(Login before, Server server) {
        if (!before.endpoint().algorithms().equals(server.reachedAt().algorithms())) {
            shell.disconnect(before);
        }
    }
}
