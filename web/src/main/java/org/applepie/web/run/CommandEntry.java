package org.applepie.web.run;

import org.applepie.domain.run.RunCommand;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a person or a tool tells a run, not checked.
 *
 * @param type {@code continue}, {@code stop}, {@code retry}, {@code resolve-unknown}, {@code roll-back} or {@code abandon}
 * @param step the step meant, for {@code retry} and {@code resolve-unknown}
 * @param version the run's version that was seen
 */
public record CommandEntry(
        @Nullable String type,
        @Nullable String step,
        @Nullable Long version,
        @Nullable String reason) {

    private static final int LONGEST_REASON = 2000;

    /** The command, or why these words are none. */
    public Verdict<RunCommand> parse() {
        String why = reason == null ? "" : reason.strip();
        String which = step == null ? "" : step.strip();
        if (version == null) {
            return refuse("version-missing", "The version of the run that was seen is missing.", "Give it.");
        }
        if (why.length() > LONGEST_REASON) {
            return refuse("reason-too-long", "The reason is too long.", "Use 2,000 characters at most.");
        }
        return switch (type == null ? "" : type) {
            case "continue" -> Verdict.accepted(new RunCommand.Continue(why));
            case "stop" -> Verdict.accepted(new RunCommand.Stop(why));
            case "retry" -> Verdict.accepted(new RunCommand.Retry(which, why));
            case "resolve-unknown" -> Verdict.accepted(new RunCommand.ResolveUnknown(which, why));
            case "roll-back" -> Verdict.accepted(new RunCommand.RollBack(why));
            case "abandon" -> Verdict.accepted(new RunCommand.Abandon(why));
            default ->
                refuse(
                        "bad-command",
                        "The command is none that is known.",
                        "Use continue, stop, retry, resolve-unknown, roll-back or abandon.");
        };
    }

    private static Verdict<RunCommand> refuse(String code, String cause, String remedy) {
        return Verdict.refused(Kind.INVALID, code, cause, remedy);
    }
}
