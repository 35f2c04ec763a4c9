package org.applepie.agent.simulated.debian;

/** A boot that did not get to its end. */
final class Failed extends Exception {

    private static final long serialVersionUID = 1L;
    private final BootFailure reason;

    Failed(BootFailure reason) {
        super(reason.name());
        this.reason = reason;
    }

    BootFailure reason() {
        return reason;
    }
}
