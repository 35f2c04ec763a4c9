package org.applepie.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.applepie.domain.audit.AuditEntry;
import org.applepie.domain.audit.AuditTrail.Filter;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.demo.MemoryAccounts;
import org.applepie.web.demo.MemoryTrail;
import org.applepie.web.demo.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

class PeopleTest {

    private static final String PASSWORD = "ladder orchard basket";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final MemoryAccounts accounts = new MemoryAccounts();
    private final MemoryTrail trail = new MemoryTrail(clock);
    private final PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 64, 1);
    private final People people = new People(accounts, encoder, trail, clock);

    @BeforeEach
    void anAdministratorAndAViewer() {
        people.add("ada", PASSWORD, Role.ADMINISTRATOR, "test");
        people.add("vic", PASSWORD, Role.VIEWER, "ada");
    }

    @Test
    void keepsOneAdministratorWhoMaySignIn() {
        assertThat(code(people.change("ada", 1, Role.OPERATOR, true, "ada"))).isEqualTo("last-administrator");
        assertThat(code(people.change("ada", 1, Role.ADMINISTRATOR, false, "ada")))
                .isEqualTo("last-administrator");

        people.change("vic", 1, Role.ADMINISTRATOR, true, "ada");

        assertThat(people.change("ada", 1, Role.OPERATOR, true, "vic")).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void changesNothingForWhoeverSawAnOlderState() {
        people.change("vic", 1, Role.OPERATOR, true, "ada");

        assertThat(code(people.change("vic", 1, Role.VIEWER, false, "ada"))).isEqualTo("stale-version");
        assertThat(accounts.find("vic").orElseThrow().role()).isEqualTo(Role.OPERATOR);
    }

    @Test
    void asksForThePresentPasswordBeforeSettingAnother() {
        assertThat(code(people.changeOwnPassword("vic", "something else", "pear ladder garden")))
                .isEqualTo("wrong-password");
        assertThat(people.changeOwnPassword("vic", PASSWORD, "pear ladder garden"))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(encoder.matches(
                        "pear ladder garden", accounts.find("vic").orElseThrow().passwordHash()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Ada", "a b", "../x", "a\r\nADMIN ok", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "ädä"})
    void refusesUserNamesThatCouldBeMistaken(String username) {
        assertThat(code(people.add(username, PASSWORD, Role.VIEWER, "ada"))).isEqualTo("bad-username");
    }

    @Test
    void recordsWhoGaveWhichRight() {
        people.change("vic", 1, Role.OPERATOR, true, "ada");

        assertThat(trail.find(new Filter("ada", "account-changed", "", "", 10, Long.MAX_VALUE)))
                .extracting(AuditEntry::summary)
                .containsExactly("vic is now operator, enabled.");
    }

    private static String code(Verdict<?> verdict) {
        return verdict instanceof Verdict.Refused<?> refused
                ? refused.refusals().getFirst().code()
                : "accepted";
    }
}
