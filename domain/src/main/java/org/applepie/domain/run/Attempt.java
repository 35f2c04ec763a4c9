package org.applepie.domain.run;

import java.time.Instant;
import java.util.Optional;
import org.applepie.domain.run.RunEvent.Output;

/**
 * One execution of a step.
 *
 * @param number 1 for the first attempt of a run
 * @param jobId empty if a check stood against the step and nothing was sent
 * @param result empty while it is in flight
 * @param output empty while it is in flight
 */
public record Attempt(
        int number,
        String step,
        String jobId,
        String bootId,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<AttemptResult> result,
        Optional<Output> output) {

    Attempt ended(Instant at, AttemptResult how, Output what) {
        return new Attempt(
                number, step, jobId, bootId, startedAt, Optional.of(at), Optional.of(how), Optional.of(what));
    }
}
