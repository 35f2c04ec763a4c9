package org.applepie.app.inventory;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.inventory.DriveRows.Row;
import org.applepie.app.json.DomainJson;
import org.applepie.app.secret.ConsoleKey;
import org.applepie.app.secret.SecretStore;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.DriveEvent;
import org.applepie.domain.inventory.DriveId;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.StoredReading;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.verdict.Verdict;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The inventory in the database. */
public final class Registry implements Inventory {

    private final ConsoleKeyBook keys;
    private final ServerRows servers;
    private final ReadingRows readings;
    private final DriveRows drives;
    private final Logins logins;
    private final ServerBook serverBook;
    private final SimulatedBook simulatedBook;
    private final HostKeys hostKeys;
    private final Readings reader;
    private final DriveBook driveBook;
    private final Quiet quiet = new Quiet();

    public Registry(
            JdbcClient jdbc,
            AuditLog audit,
            SecretStore secrets,
            ConsoleKey consoleKey,
            Shell shell,
            ReadsServers readsServers,
            DomainJson json,
            Clock clock) {
        this.keys = new ConsoleKeyBook(audit, consoleKey);
        this.servers = new ServerRows(jdbc);
        this.readings = new ReadingRows(jdbc, json);
        this.drives = new DriveRows(jdbc);
        this.logins = new Logins(servers, secrets, consoleKey);
        LegacyPermits permits = new LegacyPermits(keys, shell, json, clock);
        SimulatedRows simulated = new SimulatedRows(jdbc);
        this.serverBook = new ServerBook(audit, servers, simulated, logins, permits, json, () -> new ServerId(newId()));
        this.simulatedBook =
                new SimulatedBook(audit, servers, simulated, logins, permits, json, () -> new ServerId(newId()));
        this.hostKeys = new HostKeys(audit, servers, logins, shell, json);
        Sightings sightings = new Sightings(drives, () -> new DriveId(newId()));
        this.reader =
                new Readings(audit, servers, readings, sightings, logins, readsServers, quiet, json, Registry::newId);
        this.driveBook = new DriveBook(audit, drives, json, clock);
        consolePublicKey();
    }

    private static UUID newId() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /** How to get into servers. */
    public Logins logins() {
        return logins;
    }

    /** What keeps readings and changes of a server apart. */
    public Quiet quiet() {
        return quiet;
    }

    /** Where runs note what they do to drives. */
    public DriveMarks marks() {
        return new DriveMarks(drives);
    }

    /** Where simulated servers are kept apart. */
    public SimulatedBook simulated() {
        return simulatedBook;
    }

    /** Keeps a reading that was taken already. */
    public Verdict<StoredReading> keep(ServerId id, Reading reading, String actor) {
        return reader.keep(id, reading, actor);
    }

    /** Another registered server that is the same machine, by its machine id. */
    public Optional<Server> twinOf(ServerId id) {
        return servers.twin(id);
    }

    @Override
    public List<Server> servers(boolean withArchived) {
        return servers.all(withArchived);
    }

    @Override
    public Optional<Server> server(ServerId id) {
        return servers.find(id);
    }

    @Override
    public Verdict<Server> register(ServerDraft draft, String actor) {
        return serverBook.register(draft, actor);
    }

    @Override
    public Verdict<Server> edit(ServerId id, long version, ServerDraft draft, String actor) {
        return serverBook.edit(id, version, draft, actor);
    }

    @Override
    public Verdict<Server> archive(ServerId id, long version, String actor) {
        return serverBook.archive(id, version, actor);
    }

    @Override
    public Verdict<HostKey> offeredHostKey(ServerId id) {
        return hostKeys.offered(id);
    }

    @Override
    public Verdict<Server> pin(ServerId id, String fingerprint, String reason, String actor) {
        return hostKeys.pin(id, fingerprint, reason, actor);
    }

    @Override
    public Verdict<StoredReading> read(ServerId id, String actor) {
        return reader.read(id, actor);
    }

    @Override
    public Optional<StoredReading> latestReading(ServerId id) {
        return readings.latest(id);
    }

    @Override
    public Optional<StoredReading> reading(UUID id) {
        return readings.find(id);
    }

    @Override
    public List<ReadingSummary> readings(ServerId id, int limit) {
        return readings.summaries(id, limit);
    }

    @Override
    public List<Drive> drives(String text, int limit, int offset) {
        return drives.find(text, limit, offset);
    }

    @Override
    public long countDrives(String text) {
        return drives.count(text);
    }

    @Override
    public Optional<Drive> drive(DriveId id) {
        return drives.find(id);
    }

    @Override
    public List<Drive> drivesOf(ServerId id) {
        return drives.of(id).stream().map(Row::drive).toList();
    }

    @Override
    public List<DriveEvent> history(DriveId id) {
        return drives.history(id);
    }

    @Override
    public Verdict<Drive> describe(DriveId id, long version, String label, String position, String note, String actor) {
        return driveBook.describe(id, version, label, position, note, actor);
    }

    @Override
    public String consolePublicKey() {
        return keys.publicLine(ConsoleKey.Kind.ED25519);
    }

    @Override
    public String consolePublicKey(Server server) {
        return keys.publicLine(Logins.consoleKeyFor(server));
    }
}
