package org.applepie.app.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.app.json.DomainJson;
import org.applepie.domain.run.RecordedEvent;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.RunbookId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables run, busy_machine and run_event. */
final class RunRows {

    private final JdbcClient jdbc;
    private final DomainJson json;

    RunRows(JdbcClient jdbc, DomainJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(RunId id, RunEvent.Started started, Instant at) {
        jdbc.sql("insert into run (id, runbook_id, server_id, machine_id, started_at, over)"
                        + " values (?, ?, ?, ?, ?, false)")
                .params(
                        id.value(),
                        started.runbook().value(),
                        started.server().value(),
                        started.machineId(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("insert into busy_machine (machine_id, run_id) values (?, ?)")
                .params(started.machineId(), id.value())
                .update();
    }

    void end(RunId id) {
        jdbc.sql("update run set over = true where id = ?").param(id.value()).update();
        jdbc.sql("delete from busy_machine where run_id = ?").param(id.value()).update();
    }

    Optional<RunId> on(String machineId) {
        return jdbc.sql("select run_id from busy_machine where machine_id = ?")
                .param(machineId)
                .query(RunRows::id)
                .optional();
    }

    boolean isUsed(RunbookId runbook) {
        return jdbc.sql("select count(*) from run where runbook_id = ?")
                        .param(runbook.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    boolean isOver(String id) {
        return jdbc.sql("select count(*) from run where over and cast(id as varchar) = ?")
                        .param(id)
                        .query(Long.class)
                        .single()
                > 0;
    }

    List<RunId> open() {
        return jdbc.sql("select id from run where not over order by started_at, id")
                .query(RunRows::id)
                .list();
    }

    /** Newest first. */
    List<RunId> ended() {
        return jdbc.sql("select id from run where over order by started_at desc, id desc")
                .query(RunRows::id)
                .list();
    }

    List<RunId> newest(int limit) {
        return jdbc.sql("select id from run order by started_at desc, id desc limit ?")
                .param(limit)
                .query(RunRows::id)
                .list();
    }

    /** The newest run on the machine that was begun before this one. */
    Optional<RunId> before(RunId id, String machineId) {
        return jdbc.sql("select id from run where machine_id = ? and id <> ? and started_at <= "
                        + "(select started_at from run where id = ?) order by started_at desc, id desc limit 1")
                .params(machineId, id.value(), id.value())
                .query(RunRows::id)
                .optional();
    }

    void place(RunId id, long version, long auditSequence) {
        jdbc.sql("insert into run_event (run_id, version, audit_sequence) values (?, ?, ?)")
                .params(id.value(), version, auditSequence)
                .update();
    }

    List<RecordedEvent> events(RunId id, long after) {
        return jdbc.sql("select e.run_id, e.version, a.recorded_at, a.actor, a.details from run_event e"
                        + " join audit_entry a on a.sequence = e.audit_sequence"
                        + " where e.run_id = ? and e.version > ? order by e.version")
                .params(id.value(), after)
                .query(this::event)
                .list();
    }

    private static RunId id(ResultSet row, int number) throws SQLException {
        return new RunId(row.getObject(1, UUID.class));
    }

    private RecordedEvent event(ResultSet row, int number) throws SQLException {
        EventDetails details = json.read(row.getString("details"), EventDetails.class);
        long version = row.getLong("version");
        if (details.version() != version) {
            throw new IllegalStateException("somebody changed the order of a run's events");
        }
        return new RecordedEvent(
                new RunId(row.getObject("run_id", UUID.class)),
                version,
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                details.event());
    }
}
