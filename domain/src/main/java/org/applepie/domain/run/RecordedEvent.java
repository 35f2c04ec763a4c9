package org.applepie.domain.run;

import java.time.Instant;

/**
 * An event in its place.
 *
 * @param version 1 for the first event of a run, without gaps
 */
public record RecordedEvent(RunId run, long version, Instant at, String actor, RunEvent event) {}
