package org.applepie.web.security;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where accounts are kept. Each operation is atomic and durable when it returns. */
public interface Accounts {

    /** All accounts, by user name. */
    List<Account> all();

    Optional<Account> find(String username);

    /** True as soon as an administrator exists; from then on always. */
    boolean isSetUp();

    /** Keeps a new account; false if the user name is taken. */
    boolean add(Account account);

    /** Replaces the account of this user name if it is still at {@code account.version() - 1}. */
    boolean replace(Account account);

    /**
     * Somebody who may sign in.
     *
     * @param username lower-case letters, digits, dots, dashes and underscores, 2 to 32
     * @param passwordHash with the algorithm's name in braces before it
     * @param version grows with each change of role, state or password and ends the sessions that began before
     */
    record Account(String username, String passwordHash, Role role, boolean enabled, Instant createdAt, long version) {

        /** The hash stays out of logs. */
        @Override
        public String toString() {
            return "Account[" + username + ", " + role + "]";
        }
    }
}
