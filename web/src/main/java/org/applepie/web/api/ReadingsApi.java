package org.applepie.web.api;

import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.inventory.Inventory.ReadingSummary;
import org.applepie.domain.inventory.ReadingComparison;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.StoredReading;
import org.applepie.web.Missing;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was read from a server, and when. */
@RestController
@RequestMapping("/api/v1/servers/{id}/readings")
class ReadingsApi {

    private static final int MOST = 200;

    private final Inventory inventory;

    ReadingsApi(Inventory inventory) {
        this.inventory = inventory;
    }

    @GetMapping
    List<ReadingSummary> list(@PathVariable UUID id) {
        return inventory.readings(server(id), MOST);
    }

    @GetMapping("/latest")
    StoredReading latest(@PathVariable UUID id) {
        return inventory.latestReading(server(id)).orElseThrow(() -> new Missing("reading"));
    }

    /** What differs from one reading to another. */
    @GetMapping("/comparison")
    List<ReadingComparison.Difference> compare(@PathVariable UUID id, @RequestParam UUID from, @RequestParam UUID to) {
        return ReadingComparison.compare(show(id, from).reading(), show(id, to).reading());
    }

    @GetMapping("/{reading}")
    StoredReading show(@PathVariable UUID id, @PathVariable UUID reading) {
        return inventory
                .reading(reading)
                .filter(r -> r.server().value().equals(id))
                .orElseThrow(() -> new Missing("reading"));
    }

    /** Reads the server now. */
    @PostMapping
    ResponseEntity<?> read(@PathVariable UUID id, Principal who) {
        return Answers.created(
                inventory.read(server(id), who.getName()), r -> "/servers/" + id + "/readings/" + r.id(), r -> r);
    }

    private ServerId server(UUID id) {
        return inventory
                .server(new ServerId(id))
                .orElseThrow(() -> new Missing("server"))
                .id();
    }
}
