package org.applepie.app.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.app.json.DomainJson;
import org.applepie.domain.inventory.Inventory.ReadingSummary;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.StoredReading;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table reading. */
final class ReadingRows {

    private final JdbcClient jdbc;
    private final DomainJson json;

    ReadingRows(JdbcClient jdbc, DomainJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(StoredReading reading, String actor) {
        jdbc.sql("insert into reading (id, server_id, taken_at, actor, content) values (?, ?, ?, ?, ?)")
                .params(
                        reading.id(),
                        reading.server().value(),
                        reading.reading().takenAt().atOffset(ZoneOffset.UTC),
                        actor,
                        json.write(reading.reading(), Reading.class))
                .update();
    }

    Optional<StoredReading> find(UUID id) {
        return jdbc.sql("select id, server_id, content from reading where id = ?")
                .param(id)
                .query(this::stored)
                .optional();
    }

    Optional<StoredReading> latest(ServerId server) {
        return jdbc.sql("select id, server_id, content from reading where server_id = ?"
                        + " order by taken_at desc, id desc limit 1")
                .param(server.value())
                .query(this::stored)
                .optional();
    }

    List<ReadingSummary> summaries(ServerId server, int limit) {
        return jdbc.sql("select id, taken_at, actor from reading where server_id = ?"
                        + " order by taken_at desc, id desc limit ?")
                .params(server.value(), limit)
                .query(ReadingRows::summary)
                .list();
    }

    private StoredReading stored(ResultSet row, int number) throws SQLException {
        return new StoredReading(
                row.getObject("id", UUID.class),
                new ServerId(row.getObject("server_id", UUID.class)),
                json.read(row.getString("content"), Reading.class));
    }

    private static ReadingSummary summary(ResultSet row, int number) throws SQLException {
        return new ReadingSummary(
                row.getObject("id", UUID.class),
                row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                row.getString("actor"));
    }
}
