package org.applepie.web.security;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.applepie.domain.audit.AuditTrail;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;
import org.applepie.web.security.Accounts.Account;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Gives and takes people's rights. There is always an administrator left who can sign in. */
@Component
class People {

    private final Accounts accounts;
    private final PasswordEncoder encoder;
    private final AuditTrail trail;
    private final Clock clock;
    private final ReentrantLock changes = new ReentrantLock();

    People(Accounts accounts, PasswordEncoder encoder, AuditTrail trail, Clock clock) {
        this.accounts = accounts;
        this.encoder = encoder;
        this.trail = trail;
        this.clock = clock;
    }

    List<Account> all() {
        return accounts.all();
    }

    /** An account made of what somebody typed, not kept yet. */
    Verdict<Account> draft(String username, String password, Role role) {
        if (!Usernames.isWellFormed(username)) {
            return refuse(
                    Kind.INVALID, "bad-username", "The user name cannot be used.", "Use " + Usernames.IN_WORDS + ".");
        }
        Optional<Refusal> objection = PasswordRules.objection(username, password);
        if (objection.isPresent()) {
            return new Verdict.Refused<>(Kind.INVALID, List.of(objection.get()));
        }
        return Verdict.accepted(new Account(username, encoder.encode(password), role, true, clock.instant(), 1));
    }

    Verdict<Account> add(String username, String password, Role role, String actor) {
        Verdict<Account> draft = draft(username, password, role);
        if (!(draft instanceof Verdict.Accepted<Account>(Account account))) {
            return draft;
        }
        if (!accounts.add(account)) {
            return refuse(Kind.CONFLICT, "username-taken", "There is a user of this name.", "Choose another name.");
        }
        record(actor, "account-added", username, "%s was added as %s.".formatted(username, role.word()));
        return draft;
    }

    Verdict<Account> change(String username, long version, Role role, boolean enabled, String actor) {
        return replace(
                username,
                version,
                was -> was(was, was.passwordHash(), role, enabled),
                then -> record(
                        actor,
                        "account-changed",
                        username,
                        "%s is now %s, %s.".formatted(username, role.word(), enabled ? "enabled" : "disabled")));
    }

    Verdict<Account> resetPassword(String username, long version, String password, String actor) {
        Optional<Refusal> objection = PasswordRules.objection(username, password);
        if (objection.isPresent()) {
            return new Verdict.Refused<>(Kind.INVALID, List.of(objection.get()));
        }
        String hash = encoder.encode(password);
        return replace(
                username,
                version,
                was -> was(was, hash, was.role(), was.enabled()),
                then -> record(actor, "password-set", username, "The password of %s was set.".formatted(username)));
    }

    Verdict<Account> changeOwnPassword(String username, String present, String next) {
        Optional<Account> account = accounts.find(username);
        if (account.isEmpty() || !encoder.matches(present, account.get().passwordHash())) {
            return refuse(Kind.INVALID, "wrong-password", "The present password is another one.", "Type it again.");
        }
        return resetPassword(username, account.get().version(), next, username);
    }

    private Verdict<Account> replace(
            String username,
            long version,
            java.util.function.UnaryOperator<Account> change,
            java.util.function.Consumer<Account> afterwards) {
        changes.lock();
        try {
            Optional<Account> was = accounts.find(username);
            if (was.isEmpty()) {
                return refuse(Kind.NOT_FOUND, "no-such-user", "There is no such user.", "Look at the list of people.");
            }
            Account next = change.apply(was.get());
            if (wouldLockAllOut(was.get(), next)) {
                return refuse(
                        Kind.REFUSED, "last-administrator", "Nobody else is administrator.", "Appoint another first.");
            }
            if (was.get().version() != version || !accounts.replace(next)) {
                return refuse(Kind.CONFLICT, "stale-version", "The account was changed meanwhile.", "Reload the page.");
            }
            afterwards.accept(next);
            return Verdict.accepted(next);
        } finally {
            changes.unlock();
        }
    }

    private boolean wouldLockAllOut(Account was, Account next) {
        boolean others = accounts.all().stream()
                .anyMatch(a -> isAdministrator(a) && !a.username().equals(was.username()));
        return isAdministrator(was) && !isAdministrator(next) && !others;
    }

    private static boolean isAdministrator(Account account) {
        return account.enabled() && account.role() == Role.ADMINISTRATOR;
    }

    private static Account was(Account was, String hash, Role role, boolean enabled) {
        return new Account(was.username(), hash, role, enabled, was.createdAt(), was.version() + 1);
    }

    private void record(String actor, String action, String username, String summary) {
        trail.record(actor, action, "account:" + username, summary, "{}");
    }

    private static Verdict<Account> refuse(Kind kind, String code, String cause, String remedy) {
        return Verdict.refused(kind, code, cause, remedy);
    }
}
