package org.applepie.domain.run;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a person told of a step that was in people's hands.
 *
 * @param done false if the card was handed back
 * @param answers by question id, as typed
 * @param refused what the console found instead; empty if it bears the report out or has not looked yet
 */
public record HandReport(
        Instant at, String actor, boolean done, Map<String, String> answers, String reason, Optional<String> refused) {
    public HandReport {
        answers = Map.copyOf(answers);
    }

    HandReport refused(String found) {
        return new HandReport(at, actor, done, answers, reason, Optional.of(found));
    }
}
