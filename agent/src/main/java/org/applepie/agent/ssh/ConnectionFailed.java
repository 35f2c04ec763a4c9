package org.applepie.agent.ssh;

import java.io.InterruptedIOException;
import org.applepie.domain.remote.ConnectionFault;

/** Carries a fault out of the depth of connecting; {@link Connections} turns it into a value. */
final class ConnectionFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient ConnectionFault fault;

    ConnectionFailed(ConnectionFault fault) {
        super(fault.describe());
        this.fault = fault;
    }

    ConnectionFailed(ConnectionFault fault, Throwable cause) {
        super(fault.describe(), cause);
        this.fault = fault;
    }

    ConnectionFault fault() {
        return fault;
    }

    /** Whether it failed only because our own thread was told to stop; the SSH library hides that in its exceptions. */
    boolean byInterrupt() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException || cause instanceof InterruptedIOException) {
                return true;
            }
        }
        return false;
    }
}
