package org.applepie.app.audit;

import java.util.List;

/**
 * A change that was made and must now be recorded.
 *
 * @param entries what to record, in order; empty if nothing changed after all
 * @param value what came of it
 */
public record Change<T>(List<NewEntry> entries, T value) {
    public Change {
        entries = List.copyOf(entries);
    }

    public static <T> Change<T> of(T value, NewEntry... entries) {
        return new Change<>(List.of(entries), value);
    }
}
