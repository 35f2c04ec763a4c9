package org.applepie.domain.inventory;

import java.time.Instant;

/** One line of a drive's story. */
public record DriveEvent(Instant at, String actor, String what) {}
