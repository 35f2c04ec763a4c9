package org.applepie.web.runbook;

import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.inventory.DriveId;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A goal as it was chosen in a form or sent by a tool, not checked. Parts that belong to another goal do not count.
 *
 * @param type {@code mirror-root}, {@code prove-each-drive} or {@code rebuild-boot}
 * @param target mirror-root: id of the drive to become pie; absent if the server has just one candidate
 * @param typedLabel mirror-root: what was typed to confirm that everything on the target may be destroyed
 * @param atConsole mirror-root: true if a person copies in single-user mode at the machine's console, on a system that
 *     needs it
 * @param kernel rebuild-boot: release of the kernel to start from now on; absent for the newest one installed
 */
public record GoalEntry(
        @Nullable String type,
        @Nullable String target,
        @Nullable String typedLabel,
        @Nullable Boolean atConsole,
        @Nullable String kernel) {

    static final String MIRROR_ROOT = "mirror-root";

    /** The goal, or why these words are none. */
    public Verdict<Goal> parse() {
        return switch (type) {
            case MIRROR_ROOT -> mirrorRoot();
            case "prove-each-drive" -> Verdict.accepted(new Goal.ProveEachDrive());
            case "rebuild-boot" -> rebuildBoot();
            case null, default ->
                Verdict.refused(
                        Kind.INVALID,
                        "bad-goal",
                        "The goal is none that is known.",
                        "Use mirror-root, prove-each-drive or rebuild-boot.");
        };
    }

    private Verdict<Goal> mirrorRoot() {
        try {
            Optional<DriveId> drive = given(target).map(t -> new DriveId(UUID.fromString(t)));
            return Verdict.accepted(new Goal.MirrorRoot(
                    drive, typedLabel == null ? "" : typedLabel.strip(), Boolean.TRUE.equals(atConsole)));
        } catch (IllegalArgumentException e) {
            return Verdict.refused(
                    Kind.INVALID, "bad-target", "The target is no drive id.", "Take it from the drives.");
        }
    }

    private Verdict<Goal> rebuildBoot() {
        Optional<String> release = given(kernel);
        if (release.filter(r -> !r.matches("[0-9][A-Za-z0-9.+~_-]{0,63}")).isPresent()) {
            return Verdict.refused(
                    Kind.INVALID,
                    "bad-kernel",
                    "The kernel is no release of one.",
                    "Write it as uname -r does, such as 2.4.27-3-386.");
        }
        return Verdict.accepted(new Goal.RebuildBoot(release));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(t -> !t.isEmpty());
    }
}
