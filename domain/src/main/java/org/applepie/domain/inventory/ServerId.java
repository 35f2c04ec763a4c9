package org.applepie.domain.inventory;

import java.util.UUID;

/** Identifies a registered server. */
public record ServerId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
