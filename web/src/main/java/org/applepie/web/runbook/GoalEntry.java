package org.applepie.web.runbook;

import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.inventory.DriveId;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A goal as it was chosen in a form or sent by a tool, not checked.
 *
 * @param type {@code mirror-root}
 * @param target id of the drive to become pie; absent if the server has just one candidate
 * @param typedLabel what was typed to confirm that everything on the target may be destroyed
 * @param atConsole true if a person copies in single-user mode at the machine's console, on a system that needs it
 */
public record GoalEntry(
        @Nullable String type,
        @Nullable String target,
        @Nullable String typedLabel,
        @Nullable Boolean atConsole) {

    /** The goal, or why these words are none. */
    public Verdict<Goal> parse() {
        if (!"mirror-root".equals(type)) {
            return Verdict.refused(Kind.INVALID, "bad-goal", "The goal is none that is known.", "Use mirror-root.");
        }
        try {
            Optional<DriveId> drive = Optional.ofNullable(target)
                    .filter(t -> !t.isBlank())
                    .map(t -> new DriveId(UUID.fromString(t.strip())));
            return Verdict.accepted(new Goal.MirrorRoot(
                    drive, typedLabel == null ? "" : typedLabel.strip(), Boolean.TRUE.equals(atConsole)));
        } catch (IllegalArgumentException e) {
            return Verdict.refused(
                    Kind.INVALID, "bad-target", "The target is no drive id.", "Take it from the drives.");
        }
    }
}
