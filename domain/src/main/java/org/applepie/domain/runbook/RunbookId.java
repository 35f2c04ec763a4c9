package org.applepie.domain.runbook;

import java.util.UUID;

/** Identifies a compiled runbook. */
public record RunbookId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
