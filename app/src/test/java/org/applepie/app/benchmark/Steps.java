package org.applepie.app.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.applepie.domain.remote.Action;
import org.applepie.domain.runbook.Check;
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Step;

/** Steps that do next to nothing. Their proof is a fresh reading of the whole server, as it is for every step. */
final class Steps {

    private final Check proof;

    /** @param machineId the machine must be this one after each step */
    Steps(String machineId) {
        this.proof = new Check.SameMachine(machineId);
    }

    /** So many steps, each with a detached job of one command. */
    Phase changing(int count, String... command) {
        return phase("change", count, id -> change(id, command));
    }

    /** So many steps that only look. */
    Phase looking(int count) {
        return phase("look", count, id -> new Step.Look(about(id), List.of(), List.of(proof)));
    }

    private interface Making {
        Step make(String id);
    }

    private static Phase phase(String id, int count, Making making) {
        List<Step> steps = IntStream.rangeClosed(1, count)
                .mapToObj(n -> making.make(id + "-" + n))
                .toList();
        return new Phase(id, id, "", List.of(), Optional.empty(), steps);
    }

    private Step change(String id, String... command) {
        return new Step.Change(about(id), List.of(), List.of(Action.run(command)), List.of(), List.of(proof));
    }

    private static Step.About about(String id) {
        return new Step.About(id, id, "Measures what a step costs.", "", "", List.of(), Duration.ofMinutes(10));
    }
}
