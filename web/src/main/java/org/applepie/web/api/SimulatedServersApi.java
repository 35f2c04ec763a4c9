package org.applepie.web.api;

import java.security.Principal;
import java.util.List;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.Simulation;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Servers that exist only in the console's memory: which there are, start them, end them. */
@RestController
@RequestMapping("/api/v1/simulated-servers")
class SimulatedServersApi {

    private final Simulation simulation;

    SimulatedServersApi(Simulation simulation) {
        this.simulation = simulation;
    }

    /** @param offered whether this console can start any */
    record SimulatedServers(boolean offered, List<ServerResource> servers) {}

    @GetMapping
    SimulatedServers list() {
        return new SimulatedServers(simulation.isOffered(), resources(simulation.running()));
    }

    @PostMapping
    ResponseEntity<?> start(Principal who) {
        return Answers.created(
                simulation.start(who.getName()), servers -> "/simulated-servers", SimulatedServersApi::resources);
    }

    /** Ends them all and archives them. */
    @DeleteMapping
    ResponseEntity<?> end(Principal who) {
        return Answers.ok(simulation.end(who.getName()), SimulatedServersApi::resources);
    }

    private static List<ServerResource> resources(List<Server> servers) {
        return servers.stream().map(ServerResource::of).toList();
    }
}
