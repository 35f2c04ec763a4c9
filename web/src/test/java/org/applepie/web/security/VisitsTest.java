package org.applepie.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.demo.MemoryAccounts;
import org.applepie.web.demo.MemoryTrail;
import org.applepie.web.demo.SettableClock;
import org.applepie.web.security.Accounts.Account;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

class VisitsTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final MemoryAccounts accounts = new MemoryAccounts();
    private final Visits visits = new Visits(accounts, accounts, clock);
    private final Tokens tokens = new Tokens(accounts, accounts, new MemoryTrail(clock), clock);

    @BeforeEach
    void anOperator() {
        accounts.add(new Account("ada", "", Role.OPERATOR, true, clock.instant(), 1));
    }

    @Test
    void endsAPersonsVisitAfterEightHours() {
        Authentication visit = visit(visits.person("ada"));
        clock.advance(Duration.ofHours(8).minusSeconds(1));
        assertThat(visits.mayGoOn(visit)).isTrue();

        clock.advance(Duration.ofSeconds(1));
        assertThat(visits.mayGoOn(visit)).isFalse();
    }

    @Test
    void endsEveryVisitWhenTheAccountIsChanged() {
        Authentication person = visit(visits.person("ada"));
        Authentication tool = visit(tool(Role.OPERATOR, 30));

        accounts.replace(new Account("ada", "", Role.VIEWER, true, clock.instant(), 2));

        assertThat(visits.mayGoOn(person)).isFalse();
        assertThat(visits.mayGoOn(tool)).isFalse();
    }

    @Test
    void letsNoToolInWhoseTokenIsOver() {
        String token = issue(Role.VIEWER, 1);
        assertThat(visits.tool(new RandomToken(token))).isPresent();

        clock.advance(Duration.ofDays(1));
        assertThat(visits.tool(new RandomToken(token))).isEmpty();
    }

    @Test
    void endsAToolsVisitWhenItsTokenIsRevoked() {
        Authentication visit = visit(tool(Role.VIEWER, 30));

        tokens.revoke("ada", accounts.of("ada").getFirst().id());

        assertThat(visits.mayGoOn(visit)).isFalse();
    }

    @Test
    void givesAToolNoMoreThanItsOwnerHasNow() {
        String token = issue(Role.OPERATOR, 30);
        accounts.replace(new Account("ada", "", Role.VIEWER, true, clock.instant(), 2));

        assertThat(visits.tool(new RandomToken(token)).orElseThrow().role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void issuesNoTokenThatMayMoreOrLivesLongerThanAllowed() {
        assertThat(tokens.issue("ada", "t", Role.ADMINISTRATOR, 30)).isInstanceOf(Verdict.Refused.class);
        assertThat(tokens.issue("ada", "t", Role.VIEWER, 91)).isInstanceOf(Verdict.Refused.class);
        assertThat(tokens.issue("ada", "t", Role.VIEWER, 0)).isInstanceOf(Verdict.Refused.class);
        assertThat(tokens.issue("ada", "bad name", Role.VIEWER, 30)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void keepsATokenAsItsHashOnly() {
        String token = issue(Role.VIEWER, 30);

        assertThat(token).matches("apie_[A-Za-z0-9_-]{43}");
        assertThat(accounts.of("ada").getFirst().toString()).doesNotContain(token);
        assertThat(accounts.of("ada").getFirst().hash()).isEqualTo(new RandomToken(token).hash());
    }

    private Optional<Visitor> tool(Role role, int days) {
        return visits.tool(new RandomToken(issue(role, days)));
    }

    private String issue(Role role, int days) {
        return ((Verdict.Accepted<String>) tokens.issue("ada", "deploy", role, days)).value();
    }

    private static Authentication visit(Optional<Visitor> visitor) {
        return UsernamePasswordAuthenticationToken.authenticated(
                visitor.orElseThrow(), null, visitor.orElseThrow().getAuthorities());
    }
}
