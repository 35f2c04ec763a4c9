package org.applepie.agent.simulated.hardware;

import java.io.IOException;

/** The drive did not answer: it is failing, or it is gone. Programs show it as {@code Input/output error}. */
public final class DriveFailure extends IOException {

    private static final long serialVersionUID = 1L;

    DriveFailure(String drive) {
        super("Input/output error on " + drive);
    }
}
