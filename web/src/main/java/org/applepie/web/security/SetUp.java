package org.applepie.web.security;

import java.time.Instant;

/** Keeps the one-time token that lets the first administrator in. */
public interface SetUp {

    /** Replaces whatever token was offered before. {@code tokenHash} is SHA-256 in lower-case hexadecimal. */
    void offer(String tokenHash, Instant until);

    /**
     * In one transaction: takes the token away and keeps the administrator.
     *
     * @return false, with nothing changed, if the token is another one, is over, or an administrator exists already
     */
    boolean complete(String tokenHash, Instant now, Accounts.Account administrator);
}
