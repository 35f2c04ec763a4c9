package org.applepie.web.security;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * Who makes a request: a person, or a tool in a person's name.
 *
 * @param owner user name of the account
 * @param name what the audit trail calls the actor: the user name, and for a tool the token's name behind a slash
 * @param accountVersion version of the account when the visit began
 * @param tokenHash hash of the tool's token, empty for a person
 */
record Visitor(
        String owner,
        String name,
        String passwordHash,
        Role role,
        boolean enabled,
        long accountVersion,
        Instant since,
        Optional<String> tokenHash)
        implements UserDetails {

    static Visitor person(Accounts.Account account, Instant now) {
        return new Visitor(
                account.username(),
                account.username(),
                account.passwordHash(),
                account.role(),
                account.enabled(),
                account.version(),
                now,
                Optional.empty());
    }

    static Visitor tool(Accounts.Account account, ApiTokens.ApiToken token, Instant now) {
        Role role = account.role().includes(token.role()) ? token.role() : account.role();
        String name = account.username() + "/" + token.name();
        return new Visitor(
                account.username(),
                name,
                "",
                role,
                account.enabled(),
                account.version(),
                now,
                Optional.of(token.hash()));
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of(new SimpleGrantedAuthority(role.authority()));
    }

    @Override
    public String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return name;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    /** The hash stays out of logs. */
    @Override
    public String toString() {
        return "Visitor[" + name + ", " + role + "]";
    }
}
