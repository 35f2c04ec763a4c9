package org.applepie.domain.remote;

/** How a job ended, as far as can be known. */
public sealed interface Outcome {

    /** It ran to its end; {@code outputBytes} is the full length of its log. */
    record Exited(int code, long outputBytes) implements Outcome {}

    /** It was still running when patience ended; it may still be running. */
    record TimedOut(String detail) implements Outcome {}

    /** Nobody can say what it did: the machine rebooted under it, or it vanished without an exit code. */
    record Lost(Reason reason, String detail) implements Outcome {}

    /** The connection could not be made or was refused; the job, if launched, may be running. */
    record NoConnection(ConnectionFault fault) implements Outcome {}

    /** Why a job is lost. */
    enum Reason {
        REBOOTED,
        VANISHED,
        NEVER_STARTED
    }
}
