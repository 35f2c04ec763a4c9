package org.applepie.web.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Begins visits and says whether one that began may go on; asked at each request and, for streams, every few seconds. */
@Component
public class Visits {

    /** However busy, a person signs in again after this long. */
    static final Duration LONGEST = Duration.ofHours(8);

    private final Accounts accounts;
    private final ApiTokens tokens;
    private final Clock clock;

    Visits(Accounts accounts, ApiTokens tokens, Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** False as soon as the account was changed, disabled or removed, the token revoked or expired, or the time is over. */
    public boolean mayGoOn(Authentication authentication) {
        return authentication.getPrincipal() instanceof Visitor visitor && mayGoOn(visitor);
    }

    private boolean mayGoOn(Visitor visitor) {
        boolean sameAccount = accounts.find(visitor.owner())
                .filter(a -> a.enabled() && a.version() == visitor.accountVersion())
                .isPresent();
        Instant now = clock.instant();
        return sameAccount
                && visitor.tokenHash()
                        .map(hash -> valid(hash, now).isPresent())
                        .orElseGet(() -> now.isBefore(visitor.since().plus(LONGEST)));
    }

    Optional<Visitor> person(String username) {
        return accounts.find(username).map(a -> Visitor.person(a, clock.instant()));
    }

    /** Whom a token lets in. */
    Optional<Visitor> tool(RandomToken token) {
        Instant now = clock.instant();
        return valid(token.hash(), now)
                .flatMap(t -> accounts.find(t.owner())
                        .filter(Accounts.Account::enabled)
                        .map(account -> {
                            tokens.used(t.id(), now);
                            return Visitor.tool(account, t, now);
                        }));
    }

    private Optional<ApiTokens.ApiToken> valid(String hash, Instant now) {
        return tokens.findByHash(hash).filter(t -> now.isBefore(t.expiresAt()));
    }
}
