package org.applepie.domain.inventory;

import java.time.Instant;

/**
 * A person's word that one server may be spoken to with the SSH algorithms of OpenSSH 3.8.1p1, which are refused
 * otherwise.
 *
 * @param reason in the person's words, never blank
 * @param by who allowed it
 */
public record LegacyPermit(String reason, String by, Instant since) {
    public LegacyPermit {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a permit has a reason");
        }
    }
}
