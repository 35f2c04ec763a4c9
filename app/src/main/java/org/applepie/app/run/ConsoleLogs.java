package org.applepie.app.run;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.applepie.app.output.AttemptLog;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.runbook.ConsoleScript;
import org.applepie.domain.runbook.Step;

/** Fetches what a script left behind which a person started at the machine's own console: its log, byte for byte. */
final class ConsoleLogs {

    /** Prints the result, if there is one. */
    private static final String RESULT = "if [ -f \"$1\" ]; then cat \"$1\"; else exit 1; fi";

    /** Prints up to $3 bytes of $1 behind the first $2. */
    private static final String PIECE = "[ -f \"$1\" ] || exit 1; tail -c \"+$(($2 + 1))\" \"$1\" | head -c \"$3\"";

    /** Ends with 0 if $1 has $2 bytes. */
    private static final String WHOLE = "[ \"`wc -c <\"$1\"`\" -eq \"$2\" ]";

    /** Ends with 0 if the process whose number is in $1 runs the script $2. */
    private static final String RUNNING =
            "[ -f \"$1\" ] && tr '\\000' ' ' <\"/proc/`cat \"$1\"`/cmdline\" 2>/dev/null | grep -F -- \"$2\" >/dev/null";

    private static final int PIECE_BYTES = 65_536;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Shell shell;

    ConsoleLogs(Shell shell) {
        this.shell = shell;
    }

    /** What the script left. */
    sealed interface Found {
        /** Its body ended with this code, and the whole log is here. */
        record Code(int code) implements Found {}

        /** There is nothing to judge. */
        record None(String why) implements Found {}
    }

    /** Whether the script is at work for this attempt. */
    Reply<Boolean> isRunning(Login login, ConsoleScript script, int attempt) {
        List<String> arguments = List.of(script.processId(attempt), script.path());
        return switch (shell.ask(login, RUNNING, arguments, LIMIT)) {
            case Reply.NotConnected<Shell.Answer>(var fault) -> new Reply.NotConnected<>(fault);
            case Reply.Got<Shell.Answer>(Shell.Answer answer) -> new Reply.Got<>(answer.exitCode() == 0);
        };
    }

    /** A log of which a part is here is fetched from there on: when the result is there it does not change any more. */
    Found collect(Login login, Step.AtConsole step, int attempt, AttemptLog log) {
        ConsoleScript script = step.script();
        return switch (shell.ask(login, RESULT, List.of(script.result(attempt)), LIMIT)) {
            case Reply.NotConnected<Shell.Answer>(var fault) -> new Found.None(fault.describe());
            case Reply.Got<Shell.Answer>(Shell.Answer answer) ->
                answer.exitCode() == 0
                        ? ended(login, script, attempt, text(answer), log)
                        : new Found.None("There is no result at " + script.result(attempt)
                                + ": the script was not started with this number, or has not ended.");
        };
    }

    private Found ended(Login login, ConsoleScript script, int attempt, String result, AttemptLog log) {
        if (!result.matches("[0-9]{1,3}\n")) {
            return new Found.None("The result at " + script.result(attempt) + " is not an exit code.");
        }
        String missing = fetch(login, script.log(attempt), log);
        return missing.isEmpty() ? new Found.Code(Integer.parseInt(result.strip())) : new Found.None(missing);
    }

    /** Why the log is not whole; empty if it is. */
    private String fetch(Login login, String path, AttemptLog log) {
        while (true) {
            List<String> arguments = List.of(path, Long.toString(log.length()), Integer.toString(PIECE_BYTES));
            switch (shell.ask(login, PIECE, arguments, LIMIT)) {
                case Reply.NotConnected<Shell.Answer>(var fault) -> {
                    return fault.describe();
                }
                case Reply.Got<Shell.Answer>(Shell.Answer answer) -> {
                    if (answer.exitCode() != 0) {
                        return "The log at " + path + " cannot be read.";
                    }
                    if (answer.stdout().length == 0) {
                        return whole(login, path, log);
                    }
                    log.append(log.length(), answer.stdout());
                }
            }
        }
    }

    /** The end of a pipe looks like the end of a log, so the length is asked for as well. */
    private String whole(Login login, String path, AttemptLog log) {
        return switch (shell.ask(login, WHOLE, List.of(path, Long.toString(log.length())), LIMIT)) {
            case Reply.NotConnected<Shell.Answer>(var fault) -> fault.describe();
            case Reply.Got<Shell.Answer>(Shell.Answer answer) ->
                answer.exitCode() == 0 ? "" : "The log at " + path + " could not be fetched whole.";
        };
    }

    private static String text(Shell.Answer answer) {
        return new String(answer.stdout(), StandardCharsets.US_ASCII);
    }
}
