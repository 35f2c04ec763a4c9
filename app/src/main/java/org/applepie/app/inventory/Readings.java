package org.applepie.app.inventory;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.audit.Change;
import org.applepie.app.audit.NewEntry;
import org.applepie.app.json.DomainJson;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.StoredReading;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/** Takes readings and keeps them, together with what they tell of drives. */
final class Readings {

    private final AuditLog audit;
    private final ServerRows servers;
    private final ReadingRows rows;
    private final Sightings sightings;
    private final Logins logins;
    private final ReadsServers reader;
    private final DomainJson json;
    private final Supplier<UUID> ids;

    Readings(
            AuditLog audit,
            ServerRows servers,
            ReadingRows rows,
            Sightings sightings,
            Logins logins,
            ReadsServers reader,
            DomainJson json,
            Supplier<UUID> ids) {
        this.audit = audit;
        this.servers = servers;
        this.rows = rows;
        this.sightings = sightings;
        this.logins = logins;
        this.reader = reader;
        this.json = json;
        this.ids = ids;
    }

    Verdict<StoredReading> read(ServerId id, String actor) {
        Optional<Server> found = servers.find(id);
        if (found.isEmpty()) {
            return ServerBook.unknown();
        }
        if (found.get().archived()) {
            return Verdict.refused(
                    Kind.CONFLICT, "archived", "The server is archived.", "Register it anew to work on it.");
        }
        return switch (reader.read(logins.of(found.get()))) {
            case Reply.NotConnected<Reading>(var fault) -> Faults.refused(fault);
            case Reply.Got<Reading>(Reading reading) -> keep(id, reading, actor);
        };
    }

    Verdict<StoredReading> keep(ServerId id, Reading reading, String actor) {
        StoredReading stored = new StoredReading(ids.get(), id, reading);
        return audit.commit(() ->
                servers.find(id).map(server -> kept(server, stored, actor)).orElseGet(ServerBook::unknown));
    }

    private Verdict<Change<StoredReading>> kept(Server server, StoredReading stored, String actor) {
        Reading reading = stored.reading();
        rows.insert(stored, actor);
        reading.host().machineId().known().ifPresent(machine -> servers.machineIs(server.id(), machine));
        sightings.take(server, reading, !servers.hasOpenRun(server.id()), actor);
        String details = json.object("reading", stored.id(), "takenAt", reading.takenAt());
        return Verdict.accepted(Change.of(
                stored, new NewEntry(actor, "server-read", "server:" + server.id(), "Read " + server.name(), details)));
    }
}
