package org.applepie.web.api;

import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.DriveEvent;
import org.applepie.domain.inventory.DriveId;
import org.applepie.domain.inventory.Inventory;
import org.applepie.web.Missing;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Drives: find, look, describe. */
@RestController
@RequestMapping("/api/v1/drives")
class DrivesApi {

    private static final int MOST = 1000;

    private final Inventory inventory;

    DrivesApi(Inventory inventory) {
        this.inventory = inventory;
    }

    /** What is to change; what is absent stays. */
    record DriveRequest(
            @Nullable String label,
            @Nullable String position,
            @Nullable String note,
            @Nullable Long version) {}

    /** Drives whose label, serial, WWN, model, position or server contains {@code q}. */
    @GetMapping
    List<Drive> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "200") int limit,
            @RequestParam(defaultValue = "0") int offset) {
        return inventory.drives(q.strip(), Math.clamp(limit, 1, MOST), Math.max(0, offset));
    }

    @GetMapping("/{id}")
    Drive show(@PathVariable UUID id) {
        return drive(id);
    }

    @GetMapping("/{id}/history")
    List<DriveEvent> history(@PathVariable UUID id) {
        return inventory.history(drive(id).id());
    }

    @PatchMapping("/{id}")
    ResponseEntity<?> describe(@PathVariable UUID id, @RequestBody DriveRequest request, Principal who) {
        Drive drive = drive(id);
        if (request.version() == null) {
            return Answers.versionMissing();
        }
        return Answers.ok(
                inventory.describe(
                        drive.id(),
                        request.version(),
                        first(request.label(), drive.label()),
                        first(request.position(), drive.position()),
                        first(request.note(), drive.note()),
                        who.getName()),
                d -> d);
    }

    private static String first(@Nullable String one, String other) {
        return one == null ? other : one.strip();
    }

    private Drive drive(UUID id) {
        return inventory.drive(new DriveId(id)).orElseThrow(() -> new Missing("drive"));
    }
}
