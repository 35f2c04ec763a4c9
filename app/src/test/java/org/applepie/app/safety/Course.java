package org.applepie.app.safety;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.domain.runbook.Runbook;

/**
 * What a voyage meets besides its seed.
 *
 * @param calm no faults, no deaths, and a person without faults, who leaves the run where it needs a decision
 * @param mutation what is changed in the runbook before it begins
 * @param tampering what is done to jobs on their way
 * @param turnBackAt gate at which the person takes the way back
 * @param past what was done to the machine's drives, in their order, before anybody knew it
 */
record Course(
        boolean calm,
        UnaryOperator<Runbook> mutation,
        Tampering tampering,
        Optional<String> turnBackAt,
        Consumer<List<SimulatedDrive>> past) {

    /** Whatever the seed brings. */
    static Course random() {
        return new Course(false, runbook -> runbook, Tampering.NONE, Optional.empty(), drives -> {});
    }

    static Course calmly() {
        return new Course(true, runbook -> runbook, Tampering.NONE, Optional.empty(), drives -> {});
    }

    Course with(UnaryOperator<Runbook> other) {
        return new Course(calm, other, tampering, turnBackAt, past);
    }

    Course with(Tampering other) {
        return new Course(calm, mutation, other, turnBackAt, past);
    }

    Course turningBackAt(String gate) {
        return new Course(calm, mutation, tampering, Optional.of(gate), past);
    }

    Course after(Consumer<List<SimulatedDrive>> other) {
        return new Course(calm, mutation, tampering, turnBackAt, other);
    }
}
