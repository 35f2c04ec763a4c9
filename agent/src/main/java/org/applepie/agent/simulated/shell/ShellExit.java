package org.applepie.agent.simulated.shell;

/** The shell is to end with this code. */
final class ShellExit extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    ShellExit(int code) {
        super(null, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
