package org.applepie.web.security;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where the tokens of tools are kept, as hashes only. Each operation is atomic and durable when it returns. */
public interface ApiTokens {

    void add(ApiToken token);

    Optional<ApiToken> findByHash(String hash);

    /** Newest first, expired ones too. */
    List<ApiToken> of(String owner);

    /** False if the owner has no such token. */
    boolean revoke(String owner, UUID id);

    /** Remembers that the token was used; needs not be exact. */
    void used(UUID id, Instant at);

    /**
     * A token.
     *
     * @param owner user name of whom it acts for; it never may more than its owner may
     * @param name what the owner calls it
     * @param hash SHA-256 of the token in lower-case hexadecimal
     */
    record ApiToken(
            UUID id,
            String owner,
            String name,
            String hash,
            Role role,
            Instant createdAt,
            Instant expiresAt,
            Optional<Instant> lastUsedAt) {}
}
