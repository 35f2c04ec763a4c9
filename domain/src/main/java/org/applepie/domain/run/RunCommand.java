package org.applepie.domain.run;

import java.util.Map;

/** What a person may tell a run besides deciding at a gate. Each gives a reason; some may be empty. */
public sealed interface RunCommand {
    String reason();

    /** Goes on after a stop. */
    record Continue(String reason) implements RunCommand {}

    /** Stops at the next safe point, which is the end of the present step. */
    record Stop(String reason) implements RunCommand {}

    /** Does the failed or unknown step again. */
    record Retry(String step, String reason) implements RunCommand {}

    /** Checks the proof of an unknown or failed attempt again, and goes on if it holds. */
    record ResolveUnknown(String step, String reason) implements RunCommand {}

    /** Takes the way back. */
    record RollBack(String reason) implements RunCommand {}

    /** Says that what is on the card is done; the console looks whether it is so. */
    record Done(String step, Map<String, String> answers, String reason) implements RunCommand {
        public Done {
            answers = Map.copyOf(answers);
        }
    }

    /** Hands the card back: it was not done, or not all of it. */
    record HandBack(String step, String reason) implements RunCommand {}

    /** Gives the run up where it stands. */
    record Abandon(String reason) implements RunCommand {}
}
