package org.applepie.domain.inventory;

import java.util.UUID;

/** Identifies a drive of the inventory, wherever it sits. */
public record DriveId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
