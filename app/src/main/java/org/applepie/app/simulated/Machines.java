package org.applepie.app.simulated;

import java.util.List;
import org.applepie.agent.simulated.SimulatedMachine;

/** Makes the machines that a console can simulate, each time anew and as they came from the factory. */
@FunctionalInterface
interface Machines {
    List<SimulatedMachine> make();

    /** Whether it makes any; told without making them where that is known. */
    default boolean any() {
        return !make().isEmpty();
    }
}
