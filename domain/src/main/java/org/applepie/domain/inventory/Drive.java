package org.applepie.domain.inventory;

import java.time.Instant;
import java.util.Optional;
import org.applepie.domain.disk.DriveIdentity;

/**
 * A physical disk with an identity of its own; lives on when it leaves a server.
 *
 * @param label the name on the sticker, empty if none
 * @param position where it sits, in people's words; never its identity
 * @param seat where it was seen last, empty if never in a server
 * @param lastSeen when a reading last showed it
 */
public record Drive(
        DriveId id,
        DriveIdentity identity,
        String label,
        String position,
        String note,
        DriveState state,
        Optional<Seat> seat,
        Optional<Instant> lastSeen,
        long version) {

    /** @param since the first reading that showed it there without a break */
    public record Seat(ServerId server, String serverName, Instant since) {}
}
