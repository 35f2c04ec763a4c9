package org.applepie.web.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.applepie.domain.audit.AuditTrail;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;
import org.applepie.web.security.Accounts.Account;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The first start: whoever can read the log may create the first administrator, once and within half an hour. */
@Component
public class SetUpDoor {

    /** The refusal of a token that is wrong, used or over. */
    public static final String WRONG_TOKEN = "wrong-token";

    private static final Logger LOG = LoggerFactory.getLogger(SetUpDoor.class);
    private static final Duration OPEN = Duration.ofMinutes(30);

    private final Accounts accounts;
    private final SetUp setUp;
    private final People people;
    private final LoginThrottle throttle;
    private final AuditTrail trail;
    private final Clock clock;
    private volatile boolean done;

    SetUpDoor(Accounts accounts, SetUp setUp, People people, LoginThrottle throttle, AuditTrail trail, Clock clock) {
        this.accounts = accounts;
        this.setUp = setUp;
        this.people = people;
        this.throttle = throttle;
        this.trail = trail;
        this.clock = clock;
    }

    /** True from the first administrator on. */
    boolean isDone() {
        done = done || accounts.isSetUp();
        return done;
    }

    @EventListener(ApplicationReadyEvent.class)
    void announce() {
        if (isDone()) {
            return;
        }
        RandomToken token = RandomToken.create("setup_");
        Instant until = clock.instant().plus(OPEN).truncatedTo(ChronoUnit.SECONDS);
        setUp.offer(token.hash(), until);
        LOG.info("First start: open /setup in a browser and enter this one-time set-up token.");
        LOG.info("Set-up token (valid until {}): {}", until, token.text());
    }

    /** Creates the first administrator for whoever has the token. {@code address} is where the attempt comes from. */
    public Verdict<String> complete(String token, String username, String password, String address) {
        if (!throttle.attempt("(set-up)", address).isZero()) {
            return Verdict.refused(
                    Kind.REFUSED, WRONG_TOKEN, "Too many attempts.", "Wait some minutes, then try again.");
        }
        return switch (people.draft(username, password, Role.ADMINISTRATOR)) {
            case Verdict.Refused<Account>(Kind kind, var refusals) -> new Verdict.Refused<>(kind, refusals);
            case Verdict.Accepted<Account>(Account account) ->
                complete(new RandomToken(token.strip()), account, address);
        };
    }

    private Verdict<String> complete(RandomToken token, Account account, String address) {
        if (!setUp.complete(token.hash(), clock.instant(), account)) {
            return Verdict.refused(
                    Kind.REFUSED,
                    WRONG_TOKEN,
                    "The set-up token is wrong, used or older than half an hour.",
                    "Take it from the console's log; a restart prints a new one.");
        }
        throttle.succeeded("(set-up)", address);
        String name = account.username();
        trail.record(name, "set-up-completed", "account:" + name, name + " became the first administrator.", "{}");
        return Verdict.accepted(name);
    }
}
