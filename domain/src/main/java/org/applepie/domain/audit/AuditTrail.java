package org.applepie.domain.audit;

import java.util.List;
import java.util.function.Consumer;

/** The trail as it is read. */
public interface AuditTrail {

    /** Records something that is not part of a run; durable when this returns. */
    void record(String actor, String action, String subject, String summary, String detailsJson);

    /** Entries that match, newest first. */
    List<AuditEntry> find(Filter filter);

    long count(Filter filter);

    /** All entries that match, oldest first, one by one. */
    void export(Filter filter, Consumer<AuditEntry> each);

    /** Reads the whole chain and says whether it holds. */
    Verification verify();

    /** Empty text matches all. {@code text} is looked for in summary, subject and details. */
    record Filter(String actor, String action, String subject, String text, int limit, long beforeSequence) {}

    /** What verifying found. */
    sealed interface Verification {
        /** @param head hash of the last entry */
        record Holds(long entries, String head) implements Verification {}

        record Broken(long atSequence, String why) implements Verification {}
    }
}
