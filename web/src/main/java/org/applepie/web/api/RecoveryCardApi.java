package org.applepie.web.api;

import java.util.UUID;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.StoredReading;
import org.applepie.domain.recovery.RecoveryCard;
import org.applepie.domain.recovery.RecoveryText;
import org.applepie.web.Missing;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How to bring back a server that does not start, as plain text to be kept elsewhere. */
@RestController
@RequestMapping("/api/v1/servers/{id}/recovery-card")
class RecoveryCardApi {

    private final Inventory inventory;

    RecoveryCardApi(Inventory inventory) {
        this.inventory = inventory;
    }

    @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
    String card(@PathVariable UUID id) {
        Server server = inventory.server(new ServerId(id)).orElseThrow(() -> new Missing("server"));
        return RecoveryText.print(RecoveryCard.of(
                server,
                inventory.latestReading(server.id()).map(StoredReading::reading),
                inventory.drivesOf(server.id())));
    }
}
