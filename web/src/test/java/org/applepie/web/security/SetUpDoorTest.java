package org.applepie.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.demo.MemoryAccounts;
import org.applepie.web.demo.MemoryTrail;
import org.applepie.web.demo.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

@ExtendWith(OutputCaptureExtension.class)
class SetUpDoorTest {

    private static final String PASSWORD = "ladder orchard basket";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final MemoryAccounts accounts = new MemoryAccounts();
    private final MemoryTrail trail = new MemoryTrail(clock);
    private final People people = new People(accounts, new Argon2PasswordEncoder(16, 32, 1, 64, 1), trail, clock);
    private final SetUpDoor door = new SetUpDoor(accounts, accounts, people, new LoginThrottle(clock), trail, clock);

    @Test
    void printsATokenOfAtLeast128BitsOnceToTheLog(CapturedOutput log) {
        door.announce();

        assertThat(token(log)).matches("setup_[A-Za-z0-9_-]{43}");
    }

    @Test
    void createsTheFirstAdministratorOnce(CapturedOutput log) {
        door.announce();

        assertThat(complete(token(log))).isInstanceOf(Verdict.Accepted.class);
        assertThat(door.isDone()).isTrue();
        assertThat(accounts.find("ada").orElseThrow().role()).isEqualTo(Role.ADMINISTRATOR);
        assertThat(door.complete(token(log), "eve", PASSWORD, "192.0.2.1")).isInstanceOf(Verdict.Refused.class);
        assertThat(accounts.find("eve")).isEmpty();
    }

    @Test
    void isOpenForHalfAnHour(CapturedOutput log) {
        door.announce();
        clock.advance(Duration.ofMinutes(30));

        assertThat(complete(token(log))).isInstanceOf(Verdict.Refused.class);
        assertThat(accounts.all()).isEmpty();
    }

    @Test
    void slowsDownWhoeverGuesses(CapturedOutput log) {
        door.announce();
        for (int i = 0; i < 5; i++) {
            complete("setup_" + i);
        }

        assertThat(complete(token(log))).isInstanceOf(Verdict.Refused.class);
        clock.advance(Duration.ofMinutes(1));
        assertThat(complete(token(log))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void printsNothingOnceAnAdministratorExists(CapturedOutput log) {
        people.add("ada", PASSWORD, Role.ADMINISTRATOR, "test");

        door.announce();

        assertThat(log.getOut()).doesNotContain("setup_");
    }

    private Verdict<String> complete(String token) {
        return door.complete(token, "ada", PASSWORD, "192.0.2.1");
    }

    private static String token(CapturedOutput log) {
        return log.getOut().replaceAll("(?s).*(setup_[A-Za-z0-9_-]+).*", "$1");
    }
}
