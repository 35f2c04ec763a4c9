package org.applepie.app.security;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.applepie.web.security.Accounts;
import org.applepie.web.security.SetUp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The set-up token in the table {@code set_up_token}, as a hash; taking it away decides who comes first. */
@Repository
class JdbcSetUp implements SetUp {

    private final JdbcClient jdbc;
    private final Accounts accounts;

    JdbcSetUp(JdbcClient jdbc, Accounts accounts) {
        this.jdbc = jdbc;
        this.accounts = accounts;
    }

    @Override
    @Transactional
    public void offer(String tokenHash, Instant until) {
        jdbc.sql("delete from set_up_token").update();
        jdbc.sql("insert into set_up_token (token_hash, valid_until) values (:hash, :until)")
                .param("hash", tokenHash)
                .param("until", OffsetDateTime.ofInstant(until, ZoneOffset.UTC))
                .update();
    }

    @Override
    @Transactional
    public boolean complete(String tokenHash, Instant now, Accounts.Account administrator) {
        int taken = jdbc.sql("delete from set_up_token where token_hash = :hash and valid_until > :now")
                .param("hash", tokenHash)
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
        if (taken != 1 || accounts.isSetUp()) {
            return false;
        }
        JdbcAccounts.insert(jdbc, administrator);
        return true;
    }
}
