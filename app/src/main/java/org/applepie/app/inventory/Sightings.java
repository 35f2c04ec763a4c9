package org.applepie.app.inventory;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.applepie.app.inventory.DriveRows.Row;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.Drive.Seat;
import org.applepie.domain.inventory.DriveId;
import org.applepie.domain.inventory.DriveState;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Server;

/** What a reading tells of drives: which ones are there, which came, which left. Drives without identity are not kept. */
final class Sightings {

    private final DriveRows rows;
    private final Supplier<DriveId> ids;

    Sightings(DriveRows rows, Supplier<DriveId> ids) {
        this.rows = rows;
        this.ids = ids;
    }

    /** @param settled false while a run works on the server, which knows better than a reading what its drives are */
    void take(Server server, Reading reading, boolean settled, String actor) {
        reading.disks().known().ifPresent(disks -> {
            Set<DriveId> seen = new HashSet<>();
            Use use = Use.of(reading);
            for (Disk disk : disks) {
                if (disk.identity().isRecognisable()) {
                    seen.add(see(server, reading.takenAt(), disk, use, settled, actor));
                }
            }
            missing(server, seen, reading.takenAt(), actor);
        });
    }

    private DriveId see(Server server, Instant at, Disk disk, Use use, boolean settled, String actor) {
        Optional<Row> known = rows.like(disk.identity(), server.id());
        Drive drive = known.map(Row::drive).orElseGet(() -> created(disk.identity()));
        boolean stayed = known.filter(Row::present)
                .flatMap(row -> row.drive().seat())
                .filter(seat -> seat.server().equals(server.id()))
                .isPresent();
        Seat seat = stayed ? drive.seat().orElseThrow() : new Seat(server.id(), server.name(), at);
        DriveState state = settled ? use.after(drive.state(), disk) : drive.state();
        Row row = new Row(seated(drive, seen(drive.identity(), disk.identity()), state, seat, at), true);
        if (known.isPresent()) {
            rows.update(row);
        } else {
            rows.insert(row);
        }
        if (!stayed) {
            rows.tell(drive.id(), at, actor, "Seen in " + server.name());
        }
        if (!state.equals(drive.state())) {
            rows.tell(drive.id(), at, actor, DriveMarks.describe(state));
        }
        return drive.id();
    }

    private Drive created(DriveIdentity identity) {
        return new Drive(
                ids.get(), identity, "", "", "", new DriveState.Unmarked(), Optional.empty(), Optional.empty(), 1);
    }

    private static Drive seated(Drive drive, DriveIdentity identity, DriveState state, Seat seat, Instant at) {
        return new Drive(
                drive.id(),
                identity,
                drive.label(),
                drive.position(),
                drive.note(),
                state,
                Optional.of(seat),
                Optional.of(at),
                drive.version());
    }

    /** Facts that the drive gives for the first time are taken over; those known before stay. */
    private static DriveIdentity seen(DriveIdentity known, DriveIdentity now) {
        return new DriveIdentity(
                known.serial().isEmpty() ? now.serial() : known.serial(),
                known.wwn().isEmpty() ? now.wwn() : known.wwn(),
                known.model().isEmpty() ? now.model() : known.model(),
                known.sizeBytes(),
                known.position());
    }

    private void missing(Server server, Set<DriveId> seen, Instant at, String actor) {
        List<Row> gone = rows.of(server.id()).stream()
                .filter(Row::present)
                .filter(row -> !seen.contains(row.drive().id()))
                .toList();
        for (Row row : gone) {
            rows.update(new Row(row.drive(), false));
            rows.tell(row.drive().id(), at, actor, "No longer seen in " + server.name());
        }
    }
}
