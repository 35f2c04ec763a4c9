package org.applepie.app.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.applepie.domain.audit.AuditChain;
import org.applepie.domain.audit.AuditEntry;
import org.applepie.domain.audit.AuditTrail.Filter;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table audit_entry. */
final class EntryRows {

    private static final String TEXT =
            " and (lower(summary) like :like escape '!' or lower(subject) like :like escape '!'"
                    + " or lower(details) like :like escape '!')";

    private final JdbcClient jdbc;

    EntryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Head head() {
        return jdbc.sql("select sequence, hash from audit_entry order by sequence desc limit 1")
                .query((row, n) -> new Head(row.getLong(1), row.getString(2)))
                .optional()
                .orElse(Head.START);
    }

    Optional<String> hashAt(long sequence) {
        return jdbc.sql("select hash from audit_entry where sequence = ?")
                .param(sequence)
                .query(String.class)
                .optional();
    }

    /** Adds the entry after {@code previous}; {@code at} has no more than microseconds. */
    Head insert(Head previous, Instant at, NewEntry entry) {
        long sequence = previous.sequence() + 1;
        String hash = AuditChain.hash(
                previous.hash(),
                sequence,
                at,
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.summary(),
                entry.details());
        jdbc.sql("insert into audit_entry (sequence, recorded_at, actor, action, subject, summary, details,"
                        + " previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(List.of(
                        sequence,
                        at.atOffset(ZoneOffset.UTC),
                        entry.actor(),
                        entry.action(),
                        entry.subject(),
                        entry.summary(),
                        entry.details(),
                        previous.hash(),
                        hash))
                .update();
        return new Head(sequence, hash);
    }

    /** The next entries in order, so that a long trail is read page by page. */
    List<AuditEntry> after(long sequence, int limit) {
        return jdbc.sql("select * from audit_entry where sequence > ? order by sequence limit ?")
                .params(sequence, limit)
                .query(EntryRows::entry)
                .list();
    }

    List<AuditEntry> matching(Filter filter, long after, int limit) {
        return jdbc.sql("select *" + matching(filter) + " and sequence > :after order by sequence limit :limit")
                .params(params(filter))
                .param("after", after)
                .param("limit", limit)
                .query(EntryRows::entry)
                .list();
    }

    List<AuditEntry> newest(Filter filter) {
        return jdbc.sql("select *" + matching(filter) + " and sequence < :before order by sequence desc limit :limit")
                .params(params(filter))
                .param("before", filter.beforeSequence() > 0 ? filter.beforeSequence() : Long.MAX_VALUE)
                .param("limit", filter.limit())
                .query(EntryRows::entry)
                .list();
    }

    long count(Filter filter) {
        return jdbc.sql("select count(*)" + matching(filter))
                .params(params(filter))
                .query(Long.class)
                .single();
    }

    /** Only what is asked for, so that the newest entries are found without looking at any other. */
    private static String matching(Filter filter) {
        return " from audit_entry where true"
                + (filter.actor().isEmpty() ? "" : " and actor = :actor")
                + (filter.action().isEmpty() ? "" : " and action = :action")
                + (filter.subject().isEmpty() ? "" : " and subject = :subject")
                + (filter.text().isEmpty() ? "" : TEXT);
    }

    private static Map<String, String> params(Filter filter) {
        String like = filter.text().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1");
        return Map.of(
                "actor",
                filter.actor(),
                "action",
                filter.action(),
                "subject",
                filter.subject(),
                "text",
                filter.text(),
                "like",
                "%" + like + "%");
    }

    private static AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getLong("sequence"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("summary"),
                row.getString("details"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }
}
