package org.applepie.app.inventory;

import java.time.Instant;
import org.applepie.app.inventory.DriveRows.Row;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.DriveState;
import org.applepie.domain.inventory.ServerId;

/** What a run makes known of drives. To be called within a decision of the audit log, which records why. */
public final class DriveMarks {

    private final DriveRows rows;

    DriveMarks(DriveRows rows) {
        this.rows = rows;
    }

    /** Gives the drive of that server a state, if it is in the inventory. */
    public void mark(DriveIdentity identity, ServerId server, DriveState state, Instant at, String actor) {
        rows.like(identity, server)
                .filter(row -> !row.drive().state().equals(state))
                .ifPresent(row -> {
                    rows.update(new Row(with(row.drive(), row.drive().label(), state), row.present()));
                    rows.tell(row.drive().id(), at, actor, describe(state));
                });
    }

    /** Gives the drive the name a runbook calls it by, unless it has a name or another drive there is called so. */
    public void label(DriveIdentity identity, ServerId server, String label, Instant at, String actor) {
        rows.like(identity, server)
                .filter(row -> row.drive().label().isEmpty() && !isTaken(row.drive(), label))
                .ifPresent(row -> {
                    rows.update(new Row(with(row.drive(), label, row.drive().state()), row.present()));
                    rows.tell(row.drive().id(), at, actor, "Called " + label);
                });
    }

    private boolean isTaken(Drive drive, String label) {
        return drive.seat().stream()
                .flatMap(seat -> rows.of(seat.server()).stream())
                .anyMatch(row -> row.present() && row.drive().label().equalsIgnoreCase(label));
    }

    private static Drive with(Drive drive, String label, DriveState state) {
        return new Drive(
                drive.id(),
                drive.identity(),
                label,
                drive.position(),
                drive.note(),
                state,
                drive.seat(),
                drive.lastSeen(),
                drive.version() + 1);
    }

    static String describe(DriveState state) {
        return switch (state) {
            case DriveState.Unmarked s -> "Holds nothing";
            case DriveState.InService s -> "In service";
            case DriveState.Dirty(String why) -> "Dirty: " + why;
        };
    }
}
