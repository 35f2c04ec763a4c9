package org.applepie.domain.inventory;

import java.util.UUID;

/** A kept reading. */
public record StoredReading(UUID id, ServerId server, Reading reading) {}
