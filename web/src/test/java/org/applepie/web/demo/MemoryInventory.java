package org.applepie.web.demo;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.DriveEvent;
import org.applepie.domain.inventory.DriveId;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.inventory.LegacyChange;
import org.applepie.domain.inventory.LegacyPermit;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.StoredReading;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/** Servers and drives in maps; what a server would answer is put in by hand. */
public final class MemoryInventory implements Inventory {

    private final Clock clock;
    private final Map<ServerId, Server> servers = new LinkedHashMap<>();
    private final Map<DriveId, Drive> drives = new LinkedHashMap<>();
    private final List<StoredReading> readings = new ArrayList<>();
    private final Map<ServerId, HostKey> offered = new HashMap<>();
    private final Map<ServerId, Reading> answers = new HashMap<>();
    private final Map<DriveId, List<DriveEvent>> stories = new HashMap<>();

    public MemoryInventory(Clock clock) {
        this.clock = clock;
    }

    public synchronized void put(Server server) {
        servers.put(server.id(), server);
    }

    public synchronized void put(Drive drive, DriveEvent... story) {
        drives.put(drive.id(), drive);
        stories.put(drive.id(), List.of(story));
    }

    public synchronized void put(ServerId server, Reading reading) {
        readings.add(new StoredReading(UUID.randomUUID(), server, reading));
        answers.put(server, reading);
    }

    /** What the server offers from now on. */
    public synchronized void offers(ServerId server, HostKey key) {
        offered.put(server, key);
    }

    @Override
    public synchronized List<Server> servers(boolean withArchived) {
        return servers.values().stream()
                .filter(s -> withArchived || !s.archived())
                .sorted(java.util.Comparator.comparing(Server::name))
                .toList();
    }

    @Override
    public synchronized Optional<Server> server(ServerId id) {
        return Optional.ofNullable(servers.get(id));
    }

    @Override
    public synchronized Verdict<Server> register(ServerDraft draft, String actor) {
        if (servers.values().stream().anyMatch(s -> s.name().equals(draft.name()))) {
            return Verdict.refused(Kind.CONFLICT, "name-taken", "There is a server of this name.", "Use another name.");
        }
        Server server = server(
                new ServerId(UUID.randomUUID()), draft, Optional.empty(), permit(Optional.empty(), draft, actor), 1);
        put(server);
        return Verdict.accepted(server);
    }

    private Optional<LegacyPermit> permit(Optional<LegacyPermit> was, ServerDraft draft, String actor) {
        return switch (draft.legacyAlgorithms()) {
            case LegacyChange.Keep() -> was;
            case LegacyChange.Allow(String reason) -> Optional.of(new LegacyPermit(reason, actor, clock.instant()));
            case LegacyChange.Withdraw(String reason) -> Optional.empty();
        };
    }

    private static Server server(
            ServerId id, ServerDraft draft, Optional<HostKey> key, Optional<LegacyPermit> permit, long version) {
        return new Server(
                id,
                draft.name(),
                new Endpoint(draft.address(), draft.port()),
                draft.username(),
                draft.environment(),
                draft.authentication(),
                draft.sudo(),
                draft.jumpServer(),
                key,
                permit,
                false,
                version);
    }

    @Override
    public synchronized Verdict<Server> edit(ServerId id, long version, ServerDraft draft, String actor) {
        Server was = servers.get(id);
        if (was == null || was.version() != version) {
            return stale();
        }
        put(server(id, draft, was.hostKey(), permit(was.legacyAlgorithms(), draft, actor), version + 1));
        return Verdict.accepted(servers.get(id));
    }

    @Override
    public synchronized Verdict<Server> archive(ServerId id, long version, String actor) {
        Server was = servers.get(id);
        if (was == null || was.version() != version) {
            return stale();
        }
        put(was.inArchive());
        return Verdict.accepted(servers.get(id));
    }

    private static <T> Verdict<T> stale() {
        return Verdict.refused(Kind.CONFLICT, "stale-version", "It was changed meanwhile.", "Reload the page.");
    }

    @Override
    public synchronized Verdict<HostKey> offeredHostKey(ServerId id) {
        HostKey key = offered.get(id);
        return key == null
                ? Verdict.refused(
                        Kind.UNREACHABLE,
                        "unreachable",
                        "The server cannot be reached: connection refused.",
                        "Look whether it runs and whether the address and port are right.")
                : Verdict.accepted(key);
    }

    @Override
    public synchronized Verdict<Server> pin(ServerId id, String fingerprint, String reason, String actor) {
        HostKey key = offered.get(id);
        if (key == null || !key.fingerprint().equals(fingerprint)) {
            return Verdict.refused(Kind.CONFLICT, "other-key", "The server offers another key now.", "Compare again.");
        }
        put(servers.get(id).withHostKey(key));
        return Verdict.accepted(servers.get(id));
    }

    @Override
    public synchronized Verdict<StoredReading> read(ServerId id, String actor) {
        Reading answer = answers.get(id);
        if (answer == null) {
            return Verdict.refused(Kind.UNREACHABLE, "unreachable", "The server cannot be reached.", "Look at it.");
        }
        put(id, answer);
        return Verdict.accepted(readings.getLast());
    }

    @Override
    public synchronized Optional<StoredReading> latestReading(ServerId id) {
        return readings.reversed().stream().filter(r -> r.server().equals(id)).findFirst();
    }

    @Override
    public synchronized Optional<StoredReading> reading(UUID id) {
        return readings.stream().filter(r -> r.id().equals(id)).findFirst();
    }

    @Override
    public synchronized List<ReadingSummary> readings(ServerId id, int limit) {
        return readings.reversed().stream()
                .filter(r -> r.server().equals(id))
                .limit(limit)
                .map(r -> new ReadingSummary(r.id(), r.reading().takenAt(), "operator"))
                .toList();
    }

    @Override
    public synchronized List<Drive> drives(String text, int limit, int offset) {
        return matching(text).stream().skip(offset).limit(limit).toList();
    }

    @Override
    public synchronized long countDrives(String text) {
        return matching(text).size();
    }

    private List<Drive> matching(String text) {
        String needle = text.toLowerCase(java.util.Locale.ROOT);
        return drives.values().stream()
                .filter(d -> (d.label()
                                + d.identity()
                                + d.position()
                                + d.seat().map(Drive.Seat::serverName).orElse(""))
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains(needle))
                .toList();
    }

    @Override
    public synchronized Optional<Drive> drive(DriveId id) {
        return Optional.ofNullable(drives.get(id));
    }

    @Override
    public synchronized List<Drive> drivesOf(ServerId id) {
        return drives.values().stream()
                .filter(d -> d.seat().filter(s -> s.server().equals(id)).isPresent())
                .toList();
    }

    @Override
    public synchronized List<DriveEvent> history(DriveId id) {
        return stories.getOrDefault(id, List.of());
    }

    @Override
    public synchronized Verdict<Drive> describe(
            DriveId id, long version, String label, String position, String note, String actor) {
        Drive was = drives.get(id);
        if (was == null || was.version() != version) {
            return stale();
        }
        Instant now = clock.instant();
        put(
                new Drive(
                        id,
                        was.identity(),
                        label,
                        position,
                        note,
                        was.state(),
                        was.seat(),
                        was.lastSeen(),
                        version + 1),
                new DriveEvent(now, actor, "described as " + label));
        return Verdict.accepted(drives.get(id));
    }

    @Override
    public String consolePublicKey() {
        return "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGlqYb1Qv7o0eJw1m9c0c5sB9kZ1u2X0tq3Yk8dJQ2aE applepie";
    }

    @Override
    public String consolePublicKey(Server server) {
        return server.legacyAlgorithms().isPresent()
                ? "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQCqYb1Qv7o0eJw1m9c0c5sB9kZ1u2X0tq3Yk8dJQ2aE applepie"
                : consolePublicKey();
    }
}
