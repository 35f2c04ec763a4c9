package org.applepie.domain.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** How entries are chained: SHA-256 over all other fields, each with its length before it, the previous hash first. */
public final class AuditChain {

    /** What the first entry follows. */
    public static final String START = "0".repeat(64);

    private AuditChain() {}

    /** The hash of an entry with these fields, lower-case hexadecimal. */
    public static String hash(
            String previousHash,
            long sequence,
            Instant at,
            String actor,
            String action,
            String subject,
            String summary,
            String details) {
        MessageDigest digest = sha256();
        List.of(previousHash, Long.toString(sequence), at.toString(), actor, action, subject, summary, details)
                .forEach(field -> add(digest, field));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** True if the entry's own hash is right and it follows {@code previousHash} as number {@code sequence}. */
    public static boolean follows(AuditEntry entry, String previousHash, long sequence) {
        return entry.sequence() == sequence
                && entry.previousHash().equals(previousHash)
                && entry.hash()
                        .equals(hash(
                                entry.previousHash(),
                                entry.sequence(),
                                entry.at(),
                                entry.actor(),
                                entry.action(),
                                entry.subject(),
                                entry.summary(),
                                entry.details()));
    }

    private static void add(MessageDigest digest, String field) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
