package org.applepie.web.runbook;

import java.time.Instant;
import java.util.List;
import org.applepie.domain.disk.DriveIdentity;
import org.jspecify.annotations.Nullable;

/** A runbook in words and exact commands: what the page shows, what is printed, and what tools get. */
public record RunbookView(
        String id,
        String serverId,
        String serverName,
        Instant compiledAt,
        String digest,
        String goal,
        String goalTitle,
        String hostKeyFingerprint,
        String machineId,
        DriveView apple,
        DriveView pie,
        List<PhaseView> phases,
        List<StepView> wayBack) {

    /** A drive of the plan. */
    public record DriveView(String label, String path, DriveIdentity identity, String diskId) {}

    /** @param number 1 for the first */
    public record PhaseView(
            int number,
            String id,
            String title,
            String purpose,
            List<String> mayWrite,
            @Nullable GateView gate,
            List<StepView> steps) {}

    /** Where people decide, before the first step of a phase. */
    public record GateView(
            String id, String title, String warning, boolean pointOfNoReturn, List<QuestionView> questions) {}

    /**
     * @param kind {@code date}, {@code text} or {@code typed}
     * @param expected what has to be typed, empty unless {@code typed}
     */
    public record QuestionView(String id, String text, String kind, String expected) {}

    /**
     * @param kind {@code look}, {@code change}, {@code reboot}, {@code await}, {@code by-hand} or {@code at-console}
     * @param warning empty if there is nothing to warn of
     * @param actions each as it would be typed at a shell
     * @param limit ISO 8601 duration after which people are asked
     */
    public record StepView(
            String id,
            String title,
            String kind,
            String purpose,
            String destroys,
            String wayBack,
            List<String> before,
            List<String> actions,
            List<String> cleanup,
            List<String> proof,
            List<FileChange> diffs,
            String limit,
            String warning,
            @Nullable CardView card) {}

    /**
     * What people are given to do.
     *
     * @param absence what becomes of the server meanwhile
     * @param ifBootFails empty if the server is not restarted
     * @param script what is started at the console, null if nothing is
     */
    public record CardView(
            List<InstructionView> instructions,
            List<QuestionView> questions,
            String absence,
            String ifBootFails,
            @Nullable ScriptView script) {}

    /** @param type lines to type exactly so */
    public record InstructionView(String text, List<String> type) {}

    /** A script that lies on the server, and by which digests it is known there. */
    public record ScriptView(String path, String content, String sha256, String md5) {}

    /** A file change; {@code diff} is in unified form. */
    public record FileChange(String path, String diff) {

        /** Its lines, each with a style class: {@code added}, {@code removed}, {@code hunk} or {@code same}. */
        public List<DiffLine> lines() {
            return diff.lines().skip(2).map(DiffLine::of).toList();
        }
    }

    /** A line of a file change. */
    public record DiffLine(String kind, String text) {

        private static DiffLine of(String line) {
            return new DiffLine(
                    switch (line.charAt(0)) {
                        case '+' -> "added";
                        case '-' -> "removed";
                        case '@' -> "hunk";
                        default -> "same";
                    },
                    line);
        }
    }
}
