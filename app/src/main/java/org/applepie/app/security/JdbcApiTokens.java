package org.applepie.app.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.web.security.ApiTokens;
import org.applepie.web.security.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tokens in the table {@code api_token}, as hashes. */
@Repository
class JdbcApiTokens implements ApiTokens {

    /** Busy tools would otherwise cost a write a request. */
    private static final Duration EXACT_ENOUGH = Duration.ofMinutes(1);

    private static final String COLUMNS =
            "select id, owner, name, token_hash, role, created_at, expires_at, last_used_at from api_token ";

    private final JdbcClient jdbc;

    JdbcApiTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(ApiToken token) {
        jdbc.sql("insert into api_token (id, owner, name, token_hash, role, created_at, expires_at)"
                        + " values (:id, :owner, :name, :hash, :role, :created, :expires)")
                .param("id", token.id())
                .param("owner", token.owner())
                .param("name", token.name())
                .param("hash", token.hash())
                .param("role", token.role().name())
                .param("created", time(token.createdAt()))
                .param("expires", time(token.expiresAt()))
                .update();
    }

    @Override
    public Optional<ApiToken> findByHash(String hash) {
        return jdbc.sql(COLUMNS + "where token_hash = :hash")
                .param("hash", hash)
                .query(JdbcApiTokens::token)
                .optional();
    }

    @Override
    public List<ApiToken> of(String owner) {
        return jdbc.sql(COLUMNS + "where owner = :owner order by created_at desc, id")
                .param("owner", owner)
                .query(JdbcApiTokens::token)
                .list();
    }

    @Override
    public boolean revoke(String owner, UUID id) {
        return jdbc.sql("delete from api_token where owner = :owner and id = :id")
                        .param("owner", owner)
                        .param("id", id)
                        .update()
                == 1;
    }

    @Override
    public void used(UUID id, Instant at) {
        jdbc.sql("update api_token set last_used_at = :at"
                        + " where id = :id and (last_used_at is null or last_used_at < :before)")
                .param("at", time(at))
                .param("id", id)
                .param("before", time(at.minus(EXACT_ENOUGH)))
                .update();
    }

    private static OffsetDateTime time(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static ApiToken token(ResultSet row, int number) throws SQLException {
        return new ApiToken(
                row.getObject("id", UUID.class),
                row.getString("owner"),
                row.getString("name"),
                row.getString("token_hash"),
                Role.valueOf(row.getString("role")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("last_used_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
