package org.applepie.app.runbook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.app.json.DomainJson;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table runbook. */
final class RunbookRows {

    private final JdbcClient jdbc;
    private final DomainJson json;

    RunbookRows(JdbcClient jdbc, DomainJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(Runbook runbook, String actor) {
        jdbc.sql("insert into runbook (id, server_id, digest, compiled_at, actor, content) values (?, ?, ?, ?, ?, ?)")
                .params(
                        runbook.id().value(),
                        runbook.server().value(),
                        runbook.digest(),
                        runbook.compiledAt().atOffset(ZoneOffset.UTC),
                        actor,
                        json.write(runbook, Runbook.class))
                .update();
    }

    /** @throws IllegalStateException if the kept runbook is not the one that was compiled */
    Optional<Runbook> find(RunbookId id) {
        return jdbc.sql("select digest, content from runbook where id = ?")
                .param(id.value())
                .query(this::runbook)
                .optional();
    }

    /** Newest first. */
    List<RunbookId> of(ServerId server) {
        return jdbc.sql("select id from runbook where server_id = ? order by compiled_at desc, id desc")
                .param(server.value())
                .query((row, n) -> new RunbookId(row.getObject(1, UUID.class)))
                .list();
    }

    /** True if the lock names a run of this console that has ended, so that nobody holds the machine any more. */
    boolean isOfEndedRun(String lock) {
        return jdbc.sql("select count(*) from run where over and cast(id as varchar) = ?")
                        .param(lock)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private Runbook runbook(ResultSet row, int number) throws SQLException {
        Runbook runbook = json.read(row.getString("content"), Runbook.class);
        if (!runbook.digest().equals(row.getString("digest"))) {
            throw new IllegalStateException("the kept runbook " + runbook.id() + " was changed");
        }
        return runbook;
    }
}
