package org.applepie.agent.simulated.shell;

/** A script that is no script; the message is the one of dash after "Syntax error: ". */
final class SyntaxError extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final boolean atEnd;

    SyntaxError(int line, String message, boolean atEnd) {
        super(message, null, false, false);
        this.line = line;
        this.atEnd = atEnd;
    }

    int line() {
        return line;
    }

    /** More text could make it right. */
    boolean atEnd() {
        return atEnd;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
