package org.applepie.web.api;

import java.security.Principal;
import java.util.UUID;
import org.applepie.domain.inventory.MachineAtHand;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.Simulation;
import org.applepie.web.Missing;
import org.applepie.web.inventory.HandEntry;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A simulated server as it stands there: what its screen shows, and what hands can do to it. Real servers have none of this. */
@RestController
@RequestMapping("/api/v1/servers/{id}/machine")
class MachineApi {

    private final Simulation simulation;

    MachineApi(Simulation simulation) {
        this.simulation = simulation;
    }

    @GetMapping
    MachineAtHand seen(@PathVariable UUID id) {
        return simulation.machine(new ServerId(id)).orElseThrow(() -> new Missing("machine"));
    }

    /** Does it, and gives what is seen a moment later. */
    @PostMapping
    ResponseEntity<?> handle(@PathVariable UUID id, @RequestBody HandEntry entry, Principal who) {
        seen(id);
        return Answers.ok(
                Answers.then(entry.parse(), what -> simulation.handle(new ServerId(id), what, who.getName())),
                machine -> machine);
    }
}
