package org.applepie.domain.remote;

import java.util.Set;

/** One thing a job does on a server. The job stops at the first action that does not end as it says here. */
public sealed interface Action {

    /** Runs a command; its exit code must be one of {@code accepted}. */
    record Run(Command command, Set<Integer> accepted) implements Action {
        public Run {
            accepted = Set.copyOf(accepted);
        }
    }

    /** Runs a read-only command that must print nothing on standard output and exit with 0: a check right before an effect. */
    record ExpectSilence(Command command) implements Action {}

    /** Runs a command with standard output going to {@code file}, which is replaced. */
    record RunInto(Command command, String file) implements Action {}

    /**
     * Runs a command with standard output and error text going to {@code file}, which is replaced and then shown, whatever the
     * exit code; that must be 0. What the text means is for others to judge.
     */
    record Capture(Command command, String file) implements Action {}

    /** Replaces {@code path} by {@code content}, written aside and renamed; the mode is octal, such as {@code 0644}. */
    record WriteFile(String path, String content, String mode) implements Action {}

    static Action run(String... argv) {
        return new Run(Command.of(argv), Set.of(0));
    }

    static Action run(Command command) {
        return new Run(command, Set.of(0));
    }
}
