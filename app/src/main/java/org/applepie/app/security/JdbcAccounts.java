package org.applepie.app.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.applepie.web.security.Accounts;
import org.applepie.web.security.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Accounts in the table {@code account}. */
@Repository
class JdbcAccounts implements Accounts {

    private static final String COLUMNS =
            "select username, password_hash, role, enabled, created_at, version from account ";

    private final JdbcClient jdbc;

    JdbcAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Account> all() {
        return jdbc.sql(COLUMNS + "order by username")
                .query(JdbcAccounts::account)
                .list();
    }

    @Override
    public Optional<Account> find(String username) {
        return jdbc.sql(COLUMNS + "where username = :username")
                .param("username", username)
                .query(JdbcAccounts::account)
                .optional();
    }

    @Override
    public boolean isSetUp() {
        return jdbc.sql("select count(*) from account where role = :role")
                        .param("role", Role.ADMINISTRATOR.name())
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public boolean add(Account account) {
        try {
            insert(jdbc, account);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    static void insert(JdbcClient jdbc, Account account) {
        jdbc.sql("insert into account (username, password_hash, role, enabled, created_at, version)"
                        + " values (:username, :hash, :role, :enabled, :created, :version)")
                .param("username", account.username())
                .param("hash", account.passwordHash())
                .param("role", account.role().name())
                .param("enabled", account.enabled())
                .param("created", OffsetDateTime.ofInstant(account.createdAt(), ZoneOffset.UTC))
                .param("version", account.version())
                .update();
    }

    @Override
    public boolean replace(Account account) {
        return jdbc.sql("update account set password_hash = :hash, role = :role, enabled = :enabled, version = :version"
                                + " where username = :username and version = :version - 1")
                        .param("hash", account.passwordHash())
                        .param("role", account.role().name())
                        .param("enabled", account.enabled())
                        .param("version", account.version())
                        .param("username", account.username())
                        .update()
                == 1;
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                row.getString("username"),
                row.getString("password_hash"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("enabled"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"));
    }
}
