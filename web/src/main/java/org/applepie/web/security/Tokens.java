package org.applepie.web.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.applepie.domain.audit.AuditTrail;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;
import org.applepie.web.security.ApiTokens.ApiToken;
import org.springframework.stereotype.Component;

/** Issues and revokes the tokens by which tools act in somebody's name. */
@Component
public class Tokens {

    static final int LONGEST_DAYS = 90;

    private static final String PREFIX = "apie_";
    private static final int MOST = 50;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private final ApiTokens tokens;
    private final Accounts accounts;
    private final AuditTrail trail;
    private final Clock clock;

    Tokens(ApiTokens tokens, Accounts accounts, AuditTrail trail, Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.trail = trail;
        this.clock = clock;
    }

    List<ApiToken> of(String owner) {
        return tokens.of(owner);
    }

    /** The first administrator's first token, with all rights of the role, shown this once. */
    public Verdict<String> issueFirst(String owner) {
        return issue(owner, "first", Role.ADMINISTRATOR, LONGEST_DAYS);
    }

    /** Makes a token and gives its text, which nobody can have again. */
    Verdict<String> issue(String owner, String name, Role role, int days) {
        Optional<Accounts.Account> account = accounts.find(owner);
        if (account.isEmpty() || !account.get().role().includes(role)) {
            return refuse("role-too-high", "A token may not more than its owner.", "Choose a lower role.");
        }
        if (!NAME.matcher(name).matches()) {
            return refuse(
                    "bad-name", "The token's name cannot be used.", "Use 1 to 40 letters, digits, dots or dashes.");
        }
        if (days < 1 || days > LONGEST_DAYS) {
            return refuse("bad-expiry", "A token lives 1 to 90 days.", "Choose an end within 90 days.");
        }
        if (tokens.of(owner).size() >= MOST) {
            return refuse("too-many-tokens", "There are %d tokens already.".formatted(MOST), "Revoke some first.");
        }
        return Verdict.accepted(keep(owner, name, role, days));
    }

    private String keep(String owner, String name, Role role, int days) {
        RandomToken token = RandomToken.create(PREFIX);
        Instant now = clock.instant();
        Instant end = now.plus(Duration.ofDays(days));
        tokens.add(new ApiToken(UUID.randomUUID(), owner, name, token.hash(), role, now, end, Optional.empty()));
        record(owner, "token-issued", "%s issued the token %s with the role %s.".formatted(owner, name, role.word()));
        return token.text();
    }

    boolean revoke(String owner, UUID id) {
        boolean revoked = tokens.revoke(owner, id);
        if (revoked) {
            record(owner, "token-revoked", owner + " revoked a token.");
        }
        return revoked;
    }

    private void record(String owner, String action, String summary) {
        trail.record(owner, action, "account:" + owner, summary, "{}");
    }

    private static Verdict<String> refuse(String code, String cause, String remedy) {
        return Verdict.refused(Kind.INVALID, code, cause, remedy);
    }
}
