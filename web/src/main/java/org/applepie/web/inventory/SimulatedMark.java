package org.applepie.web.inventory;

import java.util.UUID;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.Simulation;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.Runner;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells simulated servers from real ones, wherever one is shown. Templates know it as {@code @simulated}. */
@Component("simulated")
public class SimulatedMark {

    private final Simulation simulation;
    private final Runner runner;

    SimulatedMark(Simulation simulation, Runner runner) {
        this.simulation = simulation;
        this.runner = runner;
    }

    /** @param server a server's id, as such or as text; null stands for none */
    public boolean is(@Nullable Object server) {
        return server != null
                && simulation.servers().stream().anyMatch(id -> id.toString().equals(server.toString()));
    }

    /** The machine that plays this server; null if it is no simulated one, or does not run. */
    public @Nullable MachineView machine(Object server) {
        try {
            return simulation
                    .machine(new ServerId(UUID.fromString(server.toString())))
                    .map(MachineView::of)
                    .orElse(null);
        } catch (IllegalArgumentException noServer) {
            return null;
        }
    }

    /** The server that the subject of an audit entry is, or runs on; null if it is about something else. */
    public @Nullable Object ofSubject(String subject) {
        if (simulation.servers().isEmpty()) {
            return null;
        }
        String[] words = subject.split(":", 2);
        return switch (words[0]) {
            case "server" -> words[words.length - 1];
            case "run" -> serverOfRun(words[words.length - 1]);
            default -> null;
        };
    }

    private @Nullable ServerId serverOfRun(String run) {
        try {
            return runner.find(new RunId(UUID.fromString(run)))
                    .map(view -> view.run().server())
                    .orElse(null);
        } catch (IllegalArgumentException noRun) {
            return null;
        }
    }

    /** Whether there is something to try that does not run yet. */
    public boolean isStartable() {
        return simulation.isOffered() && simulation.running().isEmpty();
    }

    public boolean isEndable() {
        return !simulation.running().isEmpty();
    }
}
