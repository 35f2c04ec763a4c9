package org.applepie.domain.inventory;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.verdict.Verdict;

/** Servers, drives and readings, kept. Every change is recorded in the audit trail under the actor's name. */
public interface Inventory {

    /** All servers, by name; archived ones only if asked for. */
    List<Server> servers(boolean withArchived);

    Optional<Server> server(ServerId id);

    Verdict<Server> register(ServerDraft draft, String actor);

    /**
     * Changes a server if it is still at {@code version}. A changed address, port or user drops nothing; a pinned key
     * stays. A changed permit for old SSH algorithms ends the connection.
     */
    Verdict<Server> edit(ServerId id, long version, ServerDraft draft, String actor);

    Verdict<Server> archive(ServerId id, long version, String actor);

    /** The key the server offers now; nothing is trusted by asking. */
    Verdict<HostKey> offeredHostKey(ServerId id);

    /** Pins the offered key if its fingerprint is the confirmed one. Replacing a pinned key needs a reason. */
    Verdict<Server> pin(ServerId id, String fingerprint, String reason, String actor);

    /** Reads the server now and keeps the reading. */
    Verdict<StoredReading> read(ServerId id, String actor);

    Optional<StoredReading> latestReading(ServerId id);

    Optional<StoredReading> reading(UUID id);

    /** Newest first, without their contents. */
    List<ReadingSummary> readings(ServerId id, int limit);

    /** Drives whose label, serial, WWN, model, position or server contains {@code text}; all for empty text. */
    List<Drive> drives(String text, int limit, int offset);

    long countDrives(String text);

    Optional<Drive> drive(DriveId id);

    List<Drive> drivesOf(ServerId id);

    List<DriveEvent> history(DriveId id);

    /** Changes label, position and note if the drive is still at {@code version}. A label is unique on a server. */
    Verdict<Drive> describe(DriveId id, long version, String label, String position, String note, String actor);

    /** The line for authorized_keys of the console's own key. */
    String consolePublicKey();

    /** The line with which the console logs into this server: an RSA key where legacy algorithms are allowed. */
    String consolePublicKey(Server server);

    /** A reading without its content. */
    record ReadingSummary(UUID id, java.time.Instant takenAt, String actor) {}
}
