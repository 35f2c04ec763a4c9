package org.applepie.agent.simulated.shell;

/** Unwinds the thread of a process that a signal ended. Never caught but where the process was started. */
final class Ended extends Error {

    private static final long serialVersionUID = 1L;

    private final transient SimulatedProcess process;

    Ended(SimulatedProcess process) {
        super(null, null, false, false);
        this.process = process;
    }

    SimulatedProcess process() {
        return process;
    }
}
