package org.applepie.web.inventory;

import org.applepie.domain.inventory.Fact;

/** One fact of a reading in words, or the reason why it is unknown. */
record FactRow(String name, String value, String unknownBecause) {

    static FactRow of(String name, Fact<String> fact) {
        return switch (fact) {
            case Fact.Known<String>(String value) -> new FactRow(name, value.isEmpty() ? "(empty)" : value, "");
            case Fact.Unknown<String>(String reason) -> new FactRow(name, "", reason);
        };
    }

    public boolean isKnown() {
        return unknownBecause.isEmpty();
    }
}
