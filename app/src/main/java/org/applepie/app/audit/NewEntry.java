package org.applepie.app.audit;

import java.util.function.LongConsumer;

/**
 * Something that is about to be recorded; the trail adds sequence, time and hashes.
 *
 * @param details JSON
 * @param placed told the entry's sequence within the same transaction, so that other rows can point to it
 */
public record NewEntry(
        String actor, String action, String subject, String summary, String details, LongConsumer placed) {

    /** An entry that nothing points to. */
    public NewEntry(String actor, String action, String subject, String summary, String details) {
        this(actor, action, subject, summary, details, sequence -> {});
    }
}
