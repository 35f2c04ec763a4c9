package org.applepie.domain.audit;

import java.time.Instant;

/**
 * One line of the audit trail.
 *
 * @param sequence 1 for the first, without gaps
 * @param action what happened, kebab-case, such as {@code server-registered} or {@code attempt-started}
 * @param subject what it happened to, such as {@code server:...}, {@code run:...}
 * @param summary one sentence for people; untrusted text is escaped by whoever shows it
 * @param details JSON
 * @param previousHash hash of the entry before, 64 zeros for the first
 * @param hash see {@link AuditChain}
 */
public record AuditEntry(
        long sequence,
        Instant at,
        String actor,
        String action,
        String subject,
        String summary,
        String details,
        String previousHash,
        String hash) {}
