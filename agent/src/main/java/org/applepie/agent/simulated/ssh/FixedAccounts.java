package org.applepie.agent.simulated.ssh;

import java.util.List;
import java.util.Optional;
import org.applepie.domain.remote.Secret;

/** Accounts which do not change. */
public record FixedAccounts(List<Account> all) implements Accounts {

    public FixedAccounts {
        all = List.copyOf(all);
    }

    /**
     * @param password empty if no password lets this user in
     * @param keys lines for authorized_keys
     */
    public record Account(String user, Optional<Secret> password, List<String> keys) {
        public Account {
            keys = List.copyOf(keys);
        }
    }

    /** One account that has a password. */
    public static FixedAccounts withPassword(String user, Secret password) {
        return new FixedAccounts(List.of(new Account(user, Optional.of(password), List.of())));
    }

    @Override
    public boolean acceptsPassword(String user, String password) {
        Secret given = new Secret(password);
        return all.stream()
                .anyMatch(account -> account.user().equals(user)
                        && account.password().filter(given::equals).isPresent());
    }

    @Override
    public boolean acceptsKey(String user, String key) {
        return all.stream()
                .filter(account -> account.user().equals(user))
                .flatMap(account -> account.keys().stream())
                .anyMatch(line -> line.equals(key) || line.startsWith(key + " "));
    }
}
