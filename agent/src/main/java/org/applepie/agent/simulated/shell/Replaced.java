package org.applepie.agent.simulated.shell;

/** The shell became another program, which ended with this code: nothing of the shell is left to run. */
final class Replaced extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    Replaced(int code) {
        super(null, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
