package org.applepie.domain.inventory;

/** What a person wants to become of a server's permit for old SSH algorithms. */
public sealed interface LegacyChange {

    /** It stays as it is. */
    record Keep() implements LegacyChange {}

    /** Allows them, for this server alone. */
    record Allow(String reason) implements LegacyChange {}

    /** Takes the permit back. */
    record Withdraw(String reason) implements LegacyChange {}
}
