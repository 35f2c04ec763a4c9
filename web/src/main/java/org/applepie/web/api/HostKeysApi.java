package org.applepie.web.api;

import java.security.Principal;
import java.util.UUID;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.remote.HostKey;
import org.applepie.web.Missing;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The key a server offers, and the one that is trusted. */
@RestController
@RequestMapping("/api/v1/servers/{id}/host-key")
class HostKeysApi {

    private final Inventory inventory;

    HostKeysApi(Inventory inventory) {
        this.inventory = inventory;
    }

    /** @param pinned null while nobody has confirmed a key */
    record HostKeys(HostKey offered, @Nullable HostKey pinned) {}

    /** @param reason needed when another key is pinned already */
    record PinRequest(
            @Nullable String fingerprint, @Nullable String reason) {}

    /** Asks the server for its key. Nothing is trusted by asking. */
    @GetMapping
    ResponseEntity<?> offered(@PathVariable UUID id) {
        Server server = server(id);
        return Answers.ok(
                inventory.offeredHostKey(server.id()),
                offered -> new HostKeys(offered, server.hostKey().orElse(null)));
    }

    /** Pins the offered key if it has this fingerprint. */
    @PutMapping
    ResponseEntity<?> pin(@PathVariable UUID id, @RequestBody PinRequest request, Principal who) {
        if (request.fingerprint() == null || request.fingerprint().isBlank()) {
            return Answers.invalid("fingerprint-missing", "The fingerprint is missing.", "Give the one you compared.");
        }
        String reason = request.reason() == null ? "" : request.reason().strip();
        return Answers.ok(
                inventory.pin(server(id).id(), request.fingerprint().strip(), reason, who.getName()),
                ServerResource::of);
    }

    private Server server(UUID id) {
        return inventory.server(new ServerId(id)).orElseThrow(() -> new Missing("server"));
    }
}
