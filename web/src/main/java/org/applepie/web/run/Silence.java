package org.applepie.web.run;

import java.util.Optional;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.runbook.Step;

/** Why the output of an attempt is empty, so that nobody waits for what does not come. */
final class Silence {

    private Silence() {}

    /** Of the newest attempt. */
    static String of(RunPage page) {
        return page.attempts().isEmpty()
                ? "No step was begun yet."
                : page.attempts().getFirst().silence();
    }

    /** @param result empty while the attempt is open */
    static String of(Step step, Optional<AttemptResult> result) {
        return switch (step) {
            case Step.Look s -> "This step runs no command: the console only looks.";
            case Step.Await s -> "This step runs no command: the kernel works on the arrays, and the console watches.";
            case Step.ByHand s -> "This step is for hands: nothing runs on the server.";
            case Step.AtConsole s ->
                result.map(Silence::ended)
                        .orElse("The log of the script is fetched when somebody tells that it is done.");
            case Step.Change s -> result.map(Silence::ended).orElse("No output yet.");
            case Step.Reboot s -> result.map(Silence::ended).orElse("No output yet.");
        };
    }

    private static String ended(AttemptResult result) {
        return switch (result) {
            case AttemptResult.Proved r -> "The command printed nothing.";
            case AttemptResult.Failed r -> "Nothing was printed.";
            case AttemptResult.Unknown r -> "Nothing that was printed has reached the console.";
        };
    }
}
