package org.applepie.domain.runbook;

import java.util.List;
import java.util.Optional;

/**
 * Steps that belong together.
 *
 * @param mayWrite labels of the drives its steps may write to; a guard refuses any command that touches another one
 * @param gate where the run stops before the first step until people have spoken
 */
public record Phase(
        String id, String title, String purpose, List<String> mayWrite, Optional<Gate> gate, List<Step> steps) {
    public Phase {
        mayWrite = List.copyOf(mayWrite);
        steps = List.copyOf(steps);
    }

    /** Where a runbook begins: people are asked for the backup, and the server is compared with its reading. */
    static Phase readiness(String title, String warning, Step... steps) {
        return new Phase(
                "readiness",
                "Readiness",
                "Proves that the server still is what the runbook was made for.",
                List.of(),
                Optional.of(new Gate("readiness", title, warning, Gate.askBackup(), false)),
                List.of(steps));
    }
}
