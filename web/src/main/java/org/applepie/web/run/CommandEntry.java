package org.applepie.web.run;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.applepie.domain.run.RunCommand;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a person or a tool tells a run, not checked.
 *
 * @param type {@code continue}, {@code stop}, {@code retry}, {@code resolve-unknown}, {@code done}, {@code hand-back},
 *     {@code roll-back} or {@code abandon}
 * @param step the step meant, for {@code retry}, {@code resolve-unknown}, {@code done} and {@code hand-back}
 * @param version the run's version that was seen
 * @param answers by question id, for {@code done}
 */
public record CommandEntry(
        @Schema(
                description = """
                                What to tell the run: `continue` a stopped run; `stop` after the step in flight; `retry` a step that \
                                failed or whose end nobody knows; `resolve-unknown`: check its proof again without doing anything; \
                                `done` or `hand-back` a card; `roll-back`: take the way back; `abandon` the run as it is.""",
                allowableValues = {
                    "continue",
                    "stop",
                    "retry",
                    "resolve-unknown",
                    "done",
                    "hand-back",
                    "roll-back",
                    "abandon"
                },
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String type,

        @Nullable String step,
        @Nullable Long version,
        @Nullable String reason,
        @Nullable Map<String, String> answers) {

    private static final int LONGEST_REASON = 2000;
    private static final int MOST_ANSWERS = 50;

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
            case "done" -> done(which, why);
            case "hand-back" -> Verdict.accepted(new RunCommand.HandBack(which, why));
            case "roll-back" -> Verdict.accepted(new RunCommand.RollBack(why));
            case "abandon" -> Verdict.accepted(new RunCommand.Abandon(why));
            default ->
                refuse(
                        "bad-command",
                        "The command is none that is known.",
                        "Use continue, stop, retry, resolve-unknown, done, hand-back, roll-back or abandon.");
        };
    }

    private Verdict<RunCommand> done(String which, String why) {
        Map<String, String> given = answers == null ? Map.of() : answers;
        boolean tooLong = given.values().stream().anyMatch(answer -> answer.length() > LONGEST_REASON);
        return tooLong || given.size() > MOST_ANSWERS
                ? refuse("answers-too-long", "The answers are too long.", "Use 2,000 characters at most for each.")
                : Verdict.accepted(new RunCommand.Done(which, given, why));
    }

    CommandEntry withAnswers(Map<String, String> given) {
        return new CommandEntry(type, step, version, reason, given);
    }

    private static Verdict<RunCommand> refuse(String code, String cause, String remedy) {
        return Verdict.refused(Kind.INVALID, code, cause, remedy);
    }
}
