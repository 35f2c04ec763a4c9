package org.applepie.web.runbook;

import io.swagger.v3.oas.annotations.media.Schema;
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
@Schema(description = "What is wanted of a server. Parts that belong to another goal do not count.")
public record GoalEntry(
        @Schema(
                description = GoalEntry.TYPES,
                allowableValues = {GoalEntry.MIRROR_ROOT, GoalEntry.PROVE_EACH_DRIVE, GoalEntry.REBUILD_BOOT},
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = GoalEntry.MIRROR_ROOT)
        @Nullable
        String type,

        @Schema(
                description =
                        "mirror-root: id of the drive to become pie, which is overwritten; absent if the server has just one candidate",
                format = "uuid")
        @Nullable
        String target,

        @Schema(
                description =
                        "mirror-root: the label of that drive, typed to confirm that everything on it may be destroyed",
                example = "pie")
        @Nullable
        String typedLabel,

        @Schema(
                description =
                        "mirror-root, Debian 3.1 only: true if a person copies in single-user mode at the machine's console, false if services are stopped over the connection")
        @Nullable
        Boolean atConsole,

        @Schema(
                description =
                        "rebuild-boot: release of the kernel to start from now on, as uname -r prints it; absent for the newest one installed",
                example = "2.4.27-3-386")
        @Nullable
        String kernel) {

    static final String MIRROR_ROOT = "mirror-root";
    static final String PROVE_EACH_DRIVE = "prove-each-drive";
    static final String REBUILD_BOOT = "rebuild-boot";

    private static final String TYPES = """
            The goal:
            * `mirror-root`: take the live root disk to RAID1 onto a second drive;
            * `prove-each-drive`: prove that a mirrored server starts from each of its two drives while the other one is away;
            * `rebuild-boot`: after a kernel upgrade on a mirrored server, build the initial RAM disk and the boot records of \
            both drives anew and start the kernel once on trial.""";

    /** The goal, or why these words are none. */
    public Verdict<Goal> parse() {
        return switch (type) {
            case MIRROR_ROOT -> mirrorRoot();
            case PROVE_EACH_DRIVE -> Verdict.accepted(new Goal.ProveEachDrive());
            case REBUILD_BOOT -> rebuildBoot();
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
