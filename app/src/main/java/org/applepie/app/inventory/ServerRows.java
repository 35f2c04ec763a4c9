package org.applepie.app.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.inventory.LegacyPermit;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.Server.Authentication;
import org.applepie.domain.inventory.Server.Environment;
import org.applepie.domain.inventory.Server.SudoMode;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table server. */
final class ServerRows {

    private static final String SET = """
            name = :name, host = :host, port = :port, username = :username, environment = :environment,
            authentication = :authentication, sudo = :sudo, jump_server = :jump, host_key_algorithm = :keyAlgorithm,
            host_key_fingerprint = :keyFingerprint, host_key_line = :keyLine, archived = :archived, version = :version,
            legacy_reason = :legacyReason, legacy_by = :legacyBy, legacy_since = :legacySince
            """;

    private final JdbcClient jdbc;

    ServerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Server> all(boolean withArchived) {
        return jdbc.sql("select * from server where not archived or ? order by lower(name), id")
                .param(withArchived)
                .query(ServerRows::server)
                .list();
    }

    Optional<Server> find(ServerId id) {
        return jdbc.sql("select * from server where id = ?")
                .param(id.value())
                .query(ServerRows::server)
                .optional();
    }

    void insert(Server server) {
        jdbc.sql("""
                        insert into server (id, name, host, port, username, environment, authentication, sudo, jump_server,
                        host_key_algorithm, host_key_fingerprint, host_key_line, archived, version,
                        legacy_reason, legacy_by, legacy_since)
                        values (:id, :name, :host, :port, :username, :environment, :authentication, :sudo, :jump,
                        :keyAlgorithm, :keyFingerprint, :keyLine, :archived, :version,
                        :legacyReason, :legacyBy, :legacySince)
                        """).params(params(server)).update();
    }

    void update(Server server) {
        jdbc.sql("update server set " + SET + " where id = :id")
                .params(params(server))
                .update();
    }

    boolean isNameTaken(String name, ServerId except) {
        return count(
                "select count(*) from server where lower(name) = lower(?) and not archived and id <> ?",
                name,
                except.value());
    }

    boolean isJumpServer(ServerId id) {
        return count("select count(*) from server where jump_server = ? and not archived", id.value());
    }

    boolean hasOpenRun(ServerId id) {
        return count("select count(*) from run where server_id = ? and not over", id.value());
    }

    List<Server> withOpenRuns() {
        return jdbc.sql("select * from server where id in (select server_id from run where not over)")
                .query(ServerRows::server)
                .list();
    }

    void machineIs(ServerId id, String machineId) {
        jdbc.sql("update server set machine_id = ? where id = ?")
                .params(machineId, id.value())
                .update();
    }

    /** Another server in service whose newest reading told the same machine id. */
    Optional<Server> twin(ServerId id) {
        return jdbc.sql("""
                        select other.* from server mine join server other on other.machine_id = mine.machine_id
                        where mine.id = ? and other.id <> mine.id and not other.archived order by other.name limit 1
                        """).param(id.value()).query(ServerRows::server).optional();
    }

    private boolean count(String sql, Object... params) {
        return jdbc.sql(sql).params(params).query(Long.class).single() > 0;
    }

    private static Map<String, @Nullable Object> params(Server server) {
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        params.put("id", server.id().value());
        params.put("name", server.name());
        params.put("host", server.endpoint().host());
        params.put("port", server.endpoint().port());
        params.put("username", server.username());
        params.put("environment", server.environment().name());
        params.put("authentication", server.authentication().name());
        params.put("sudo", server.sudo().name());
        params.put("jump", server.jumpServer().map(ServerId::value).orElse(null));
        params.put("keyAlgorithm", server.hostKey().map(HostKey::algorithm).orElse(null));
        params.put("keyFingerprint", server.hostKey().map(HostKey::fingerprint).orElse(null));
        params.put("keyLine", server.hostKey().map(HostKey::line).orElse(null));
        params.put(
                "legacyReason",
                server.legacyAlgorithms().map(LegacyPermit::reason).orElse(null));
        params.put("legacyBy", server.legacyAlgorithms().map(LegacyPermit::by).orElse(null));
        params.put(
                "legacySince", server.legacyAlgorithms().map(ServerRows::since).orElse(null));
        params.put("archived", server.archived());
        params.put("version", server.version());
        return params;
    }

    private static Server server(ResultSet row, int number) throws SQLException {
        return new Server(
                new ServerId(row.getObject("id", UUID.class)),
                row.getString("name"),
                new Endpoint(row.getString("host"), row.getInt("port")),
                row.getString("username"),
                Environment.valueOf(row.getString("environment")),
                Authentication.valueOf(row.getString("authentication")),
                SudoMode.valueOf(row.getString("sudo")),
                Optional.ofNullable(row.getObject("jump_server", UUID.class)).map(ServerId::new),
                hostKey(row),
                legacyPermit(row),
                row.getBoolean("archived"),
                row.getLong("version"));
    }

    private static Optional<HostKey> hostKey(ResultSet row) throws SQLException {
        return row.getString("host_key_line") == null
                ? Optional.empty()
                : Optional.of(new HostKey(
                        row.getString("host_key_algorithm"),
                        row.getString("host_key_fingerprint"),
                        row.getString("host_key_line")));
    }

    private static OffsetDateTime since(LegacyPermit permit) {
        return permit.since().atOffset(ZoneOffset.UTC);
    }

    private static Optional<LegacyPermit> legacyPermit(ResultSet row) throws SQLException {
        return row.getString("legacy_reason") == null
                ? Optional.empty()
                : Optional.of(new LegacyPermit(
                        row.getString("legacy_reason"),
                        row.getString("legacy_by"),
                        row.getObject("legacy_since", OffsetDateTime.class).toInstant()));
    }
}
