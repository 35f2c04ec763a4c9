package org.applepie.web.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.applepie.web.security.Accounts;
import org.applepie.web.security.ApiTokens;
import org.applepie.web.security.Role;
import org.applepie.web.security.SetUp;

/** Accounts, tokens and the set-up token, remembered until the process ends. */
public final class MemoryAccounts implements Accounts, ApiTokens, SetUp {

    private final Map<String, Account> accounts = new TreeMap<>();
    private final List<ApiToken> tokens = new ArrayList<>();
    private String offered = "";
    private Instant offeredUntil = Instant.MIN;

    @Override
    public synchronized List<Account> all() {
        return List.copyOf(accounts.values());
    }

    @Override
    public synchronized Optional<Account> find(String username) {
        return Optional.ofNullable(accounts.get(username));
    }

    @Override
    public synchronized boolean isSetUp() {
        return accounts.values().stream().anyMatch(a -> a.role() == Role.ADMINISTRATOR);
    }

    @Override
    public synchronized boolean add(Account account) {
        return accounts.putIfAbsent(account.username(), account) == null;
    }

    @Override
    public synchronized boolean replace(Account account) {
        Account was = accounts.get(account.username());
        if (was == null || was.version() != account.version() - 1) {
            return false;
        }
        accounts.put(account.username(), account);
        return true;
    }

    @Override
    public synchronized void add(ApiToken token) {
        tokens.add(token);
    }

    @Override
    public synchronized Optional<ApiToken> findByHash(String hash) {
        return tokens.stream().filter(t -> t.hash().equals(hash)).findFirst();
    }

    @Override
    public synchronized List<ApiToken> of(String owner) {
        return tokens.stream()
                .filter(t -> t.owner().equals(owner))
                .sorted(Comparator.comparing(ApiToken::createdAt).reversed())
                .toList();
    }

    @Override
    public synchronized boolean revoke(String owner, UUID id) {
        return tokens.removeIf(t -> t.owner().equals(owner) && t.id().equals(id));
    }

    @Override
    public synchronized void used(UUID id, Instant at) {
        tokens.replaceAll(t -> t.id().equals(id)
                ? new ApiToken(
                        t.id(), t.owner(), t.name(), t.hash(), t.role(), t.createdAt(), t.expiresAt(), Optional.of(at))
                : t);
    }

    @Override
    public synchronized void offer(String tokenHash, Instant until) {
        offered = tokenHash;
        offeredUntil = until;
    }

    @Override
    public synchronized boolean complete(String tokenHash, Instant now, Account administrator) {
        if (!tokenHash.equals(offered) || !now.isBefore(offeredUntil) || isSetUp()) {
            return false;
        }
        offered = "";
        return add(administrator);
    }

    /** Forgets everybody, as before the first start. */
    public synchronized void clear() {
        accounts.clear();
        tokens.clear();
    }
}
