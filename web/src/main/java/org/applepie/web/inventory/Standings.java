package org.applepie.web.inventory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.StoredReading;
import org.applepie.domain.run.RunView;
import org.applepie.domain.run.Runner;
import org.applepie.web.run.RunState;
import org.springframework.stereotype.Component;

/** Where each server stands. */
@Component
class Standings {

    private static final int RUNS = 500;

    private final Inventory inventory;
    private final Runner runner;

    Standings(Inventory inventory, Runner runner) {
        this.inventory = inventory;
        this.runner = runner;
    }

    /** Those that need people first, then by name. */
    List<ServerStanding> all(boolean withArchived) {
        List<RunView> runs = runner.all(RUNS);
        return inventory.servers(withArchived).stream()
                .map(server -> of(server, runs))
                .sorted(Comparator.comparing((ServerStanding s) -> !s.needsPeople()))
                .toList();
    }

    private ServerStanding of(Server server, List<RunView> runs) {
        Optional<StoredReading> reading = inventory.latestReading(server.id());
        Optional<RunView> run =
                runs.stream().filter(r -> r.run().server().equals(server.id())).findFirst();
        Optional<Instant> readAt = reading.map(r -> r.reading().takenAt());
        Optional<Instant> toldAt = run.flatMap(r -> r.live().knownAt());
        Optional<Instant> knownAt =
                Stream.of(readAt, toldAt).flatMap(Optional::stream).max(Comparator.naturalOrder());
        Protection protection = Protection.of(reading.map(StoredReading::reading));
        return new ServerStanding(server, protection, run, run.map(RunState::of), knownAt);
    }
}
