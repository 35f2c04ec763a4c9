package org.applepie.agent.simulated.shell;

/** What ends a shell that is not interactive, such as a bad substitution; the message comes without the shell's name. */
final class ShellError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ShellError(String message) {
        super(message, null, false, false);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
