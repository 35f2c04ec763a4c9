package org.applepie.web.demo;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.applepie.domain.audit.AuditChain;
import org.applepie.domain.audit.AuditEntry;
import org.applepie.domain.audit.AuditTrail;

/** The trail as a list. */
public final class MemoryTrail implements AuditTrail {

    private final Clock clock;
    private final List<AuditEntry> entries = new ArrayList<>();

    public MemoryTrail(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void record(String actor, String action, String subject, String summary, String details) {
        long sequence = entries.size() + 1L;
        String previous =
                entries.isEmpty() ? AuditChain.START : entries.getLast().hash();
        Instant at = clock.instant();
        String hash = AuditChain.hash(previous, sequence, at, actor, action, subject, summary, details);
        entries.add(new AuditEntry(sequence, at, actor, action, subject, summary, details, previous, hash));
    }

    @Override
    public synchronized List<AuditEntry> find(Filter filter) {
        return entries.reversed().stream()
                .filter(e -> e.sequence() < filter.beforeSequence() && matches(e, filter))
                .limit(filter.limit())
                .toList();
    }

    @Override
    public synchronized long count(Filter filter) {
        return entries.stream().filter(e -> matches(e, filter)).count();
    }

    @Override
    public synchronized void export(Filter filter, Consumer<AuditEntry> each) {
        entries.stream().filter(e -> matches(e, filter)).forEach(each);
    }

    @Override
    public synchronized Verification verify() {
        return new Verification.Holds(
                entries.size(),
                entries.isEmpty() ? AuditChain.START : entries.getLast().hash());
    }

    private static boolean matches(AuditEntry entry, Filter filter) {
        String all = entry.summary() + " " + entry.subject() + " " + entry.details();
        return matches(entry.actor(), filter.actor())
                && matches(entry.action(), filter.action())
                && matches(entry.subject(), filter.subject())
                && all.contains(filter.text());
    }

    private static boolean matches(String value, String asked) {
        return asked.isEmpty() || value.equals(asked);
    }
}
