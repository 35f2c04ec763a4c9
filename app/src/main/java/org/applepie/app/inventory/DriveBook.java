package org.applepie.app.inventory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.audit.Change;
import org.applepie.app.audit.NewEntry;
import org.applepie.app.inventory.DriveRows.Row;
import org.applepie.app.json.DomainJson;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.DriveId;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/** What people write on drives: label, position, note. */
final class DriveBook {

    private static final int LABEL = 40;
    private static final int POSITION = 120;
    private static final int NOTE = 2_000;

    private final AuditLog audit;
    private final DriveRows drives;
    private final DomainJson json;
    private final Clock clock;

    DriveBook(AuditLog audit, DriveRows drives, DomainJson json, Clock clock) {
        this.audit = audit;
        this.drives = drives;
        this.json = json;
        this.clock = clock;
    }

    Verdict<Drive> describe(DriveId id, long version, String label, String position, String note, String actor) {
        List<Refusal> wrong = check(label, position, note);
        return wrong.isEmpty()
                ? audit.commit(() -> described(id, version, label.strip(), position.strip(), note.strip(), actor))
                : new Verdict.Refused<>(Kind.INVALID, wrong);
    }

    private static List<Refusal> check(String label, String position, String note) {
        List<Refusal> wrong = new ArrayList<>();
        if (!PlainText.isLine(label, LABEL)) {
            wrong.add(tooMuch("label", LABEL));
        }
        if (!PlainText.isLine(position, POSITION)) {
            wrong.add(tooMuch("position", POSITION));
        }
        if (!PlainText.isNote(note, NOTE)) {
            wrong.add(tooMuch("note", NOTE));
        }
        return wrong;
    }

    private static Refusal tooMuch(String field, int longest) {
        return new Refusal(
                "invalid-" + field,
                "The " + field + " is too long or not printable.",
                "Use at most " + longest + " printable characters.");
    }

    private Verdict<Change<Drive>> described(
            DriveId id, long version, String label, String position, String note, String actor) {
        Optional<Drive> found = drives.find(id);
        if (found.isEmpty()) {
            return Verdict.refused(
                    Kind.NOT_FOUND, "no-such-drive", "There is no such drive.", "Look at the list of drives.");
        }
        Drive old = found.get();
        if (old.version() != version) {
            return Verdict.refused(
                    Kind.CONFLICT,
                    "stale-version",
                    "Somebody changed this drive meanwhile.",
                    "Look at it again, then repeat.");
        }
        if (!label.isEmpty() && isTaken(old, label)) {
            return Verdict.refused(
                    Kind.CONFLICT,
                    "label-taken",
                    "Another drive in this server is called " + label + ".",
                    "Choose another label.");
        }
        return written(old, label, position, note, actor);
    }

    private boolean isTaken(Drive drive, String label) {
        return drive.seat().stream()
                .flatMap(seat -> drives.of(seat.server()).stream())
                .filter(row -> row.present() && !row.drive().id().equals(drive.id()))
                .anyMatch(row -> row.drive().label().equalsIgnoreCase(label));
    }

    private Verdict<Change<Drive>> written(Drive old, String label, String position, String note, String actor) {
        Drive drive = new Drive(
                old.id(),
                old.identity(),
                label,
                position,
                note,
                old.state(),
                old.seat(),
                old.lastSeen(),
                old.version() + 1);
        drives.update(new Row(drive, drives.isPresent(old.id())));
        String what = "Label %s, position %s, note %s".formatted(quote(label), quote(position), quote(note));
        drives.tell(drive.id(), clock.instant(), actor, what);
        String details = json.object("label", label, "position", position, "note", note);
        return Verdict.accepted(
                Change.of(drive, new NewEntry(actor, "drive-described", "drive:" + drive.id(), what, details)));
    }

    private static String quote(String text) {
        return "\u201c" + text + "\u201d";
    }
}
