package org.applepie.web.inventory;

import java.util.Optional;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.StoredReading;
import org.applepie.domain.recovery.RecoveryCard;
import org.applepie.domain.recovery.RecoveryText;
import org.applepie.web.Missing;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** How to bring back a server that does not start, to be printed while it still does. */
@Controller
class RecoveryCardController {

    private final Inventory inventory;

    RecoveryCardController(Inventory inventory) {
        this.inventory = inventory;
    }

    @GetMapping("/servers/{id}/recovery-card")
    String card(@PathVariable ServerId id, Model model) {
        Server server = inventory.server(id).orElseThrow(() -> new Missing("server"));
        Optional<StoredReading> reading = inventory.latestReading(id);
        model.addAttribute("server", server);
        model.addAttribute(
                "card", RecoveryCard.of(server, reading.map(StoredReading::reading), inventory.drivesOf(id)));
        model.addAttribute("blank", RecoveryText.BLANK);
        return "inventory/recovery-card";
    }
}
