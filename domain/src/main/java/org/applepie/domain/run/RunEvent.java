package org.applepie.domain.run;

import java.util.Map;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.runbook.RunbookId;

/** Something that happened to a run. A run is nothing but its events in order. */
public sealed interface RunEvent {

    record Started(RunbookId runbook, String digest, ServerId server, String machineId) implements RunEvent {}

    /** The runbook's shape was rehearsed on a test server before. */
    record Rehearsed(RunId by, String serverName) implements RunEvent {}

    /** An administrator lets it run on a production server without a rehearsal. */
    record RehearsalWaived(String reason) implements RunEvent {}

    /** A person decided at a gate; {@code digest} is the runbook's at that moment. */
    record GateDecided(String gate, boolean approved, String digest, Map<String, String> answers, String reason)
            implements RunEvent {
        public GateDecided {
            answers = Map.copyOf(answers);
        }
    }

    /**
     * The intent to do a step, durable before any effect.
     *
     * @param jobId id of the job; empty if a check stood against the step and nothing was sent
     * @param bootId the boot it is meant for
     */
    record AttemptStarted(int attempt, String step, String jobId, String bootId) implements RunEvent {}

    record AttemptEnded(int attempt, String step, AttemptResult result, Output output) implements RunEvent {}

    /**
     * A person who has the card of a step says how it went; whether it is so is yet to be seen.
     *
     * @param done false if the card is handed back: it was not done, or not all of it
     */
    record Reported(int attempt, String step, boolean done, Map<String, String> answers, String reason)
            implements RunEvent {
        public Reported {
            answers = Map.copyOf(answers);
        }
    }

    /** The console looked, and found that it is not as it was told; the card stays with people. */
    record ReportRefused(int attempt, String step, String found) implements RunEvent {}

    record StopRequested(String reason) implements RunEvent {}

    /** Goes on after a stop or a failure. */
    record Continued(String reason) implements RunEvent {}

    /** A person looked at the server after an attempt of unknown or failed outcome and wants the step done again. */
    record RetryRequested(String step, String reason) implements RunEvent {}

    /** A person looked and says that what the step is for is true; the proof was checked again and held. */
    record UnknownResolved(int attempt, String step, String reason) implements RunEvent {}

    record RollBackStarted(String reason) implements RunEvent {}

    record Ended(End end, String reason) implements RunEvent {}

    /** How a run ends. */
    enum End {
        DONE,
        ROLLED_BACK,
        /** Given up by a person, with nothing more done to the server. */
        ABANDONED
    }

    /** Length and SHA-256 (lower-case hexadecimal) of an attempt's whole output. */
    record Output(long bytes, String sha256) {}
}
