package org.applepie.app.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.Drive.Seat;
import org.applepie.domain.inventory.DriveEvent;
import org.applepie.domain.inventory.DriveId;
import org.applepie.domain.inventory.DriveState;
import org.applepie.domain.inventory.ServerId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables drive and drive_event. */
final class DriveRows {

    private static final String SELECT = """
            select drive.*, server.name as server_name from drive left join server on server.id = drive.server_id
            """;
    private static final String MATCHING = """
            where haystack like :like escape '!'
               or server_id in (select id from server where lower(name) like :like escape '!')
            """;

    private final JdbcClient jdbc;

    DriveRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A drive and whether the newest reading of its server shows it. */
    record Row(Drive drive, boolean present) {}

    List<Drive> find(String text, int limit, int offset) {
        return jdbc.sql(SELECT + MATCHING + " order by drive.label, drive.id limit :limit offset :offset")
                .param("like", like(text))
                .param("limit", limit)
                .param("offset", offset)
                .query(DriveRows::drive)
                .list();
    }

    long count(String text) {
        return jdbc.sql("select count(*) from drive " + MATCHING)
                .param("like", like(text))
                .query(Long.class)
                .single();
    }

    private static String like(String text) {
        return "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
    }

    Optional<Drive> find(DriveId id) {
        return jdbc.sql(SELECT + " where drive.id = ?")
                .param(id.value())
                .query(DriveRows::drive)
                .optional();
    }

    boolean isPresent(DriveId id) {
        return jdbc.sql("select present from drive where id = ?")
                .param(id.value())
                .query(Boolean.class)
                .single();
    }

    List<Row> of(ServerId server) {
        return jdbc.sql(SELECT + " where drive.server_id = ? order by drive.label, drive.id")
                .param(server.value())
                .query(DriveRows::row)
                .list();
    }

    /**
     * The drive of this identity; if several could be meant, the one with the same serial. A drive that is known by where it
     * sits is only looked for in its server.
     */
    Optional<Row> like(DriveIdentity identity, ServerId server) {
        List<Row> same = jdbc
                .sql(SELECT + " where drive.size_bytes = ?")
                .param(identity.sizeBytes())
                .query(DriveRows::row)
                .list()
                .stream()
                .filter(row -> row.drive().identity().isSameDriveAs(identity))
                .filter(row -> !identity.isWeak() || sits(row, server))
                .toList();
        return same.stream()
                .filter(row -> row.drive().identity().serial().equals(identity.serial()))
                .findFirst()
                .or(() -> same.stream().findFirst());
    }

    private static boolean sits(Row row, ServerId server) {
        return row.drive().seat().filter(seat -> seat.server().equals(server)).isPresent();
    }

    void insert(Row row) {
        jdbc.sql("""
                        insert into drive (id, serial, wwn, model, size_bytes, identity_position, label, position, note, state, state_why,
                        server_id, seat_since, present, last_seen, haystack, version)
                        values (:id, :serial, :wwn, :model, :size, :place, :label, :position, :note, :state, :why,
                        :server, :since, :present, :seen, :haystack, :version)
                        """).params(params(row)).update();
    }

    void update(Row row) {
        jdbc.sql("""
                        update drive set serial = :serial, wwn = :wwn, model = :model, label = :label,
                        position = :position, note = :note, state = :state, state_why = :why, server_id = :server,
                        seat_since = :since, present = :present, last_seen = :seen, haystack = :haystack,
                        version = :version where id = :id
                        """).params(params(row)).update();
    }

    void tell(DriveId drive, Instant at, String actor, String what) {
        jdbc.sql("insert into drive_event (drive_id, happened_at, actor, what) values (?, ?, ?, ?)")
                .params(drive.value(), at.atOffset(ZoneOffset.UTC), actor, what)
                .update();
    }

    List<DriveEvent> history(DriveId drive) {
        return jdbc.sql("select happened_at, actor, what from drive_event where drive_id = ? order by id desc")
                .param(drive.value())
                .query((row, n) -> new DriveEvent(instant(row, "happened_at"), row.getString(2), row.getString(3)))
                .list();
    }

    private static Map<String, @Nullable Object> params(Row row) {
        Drive drive = row.drive();
        DriveIdentity identity = drive.identity();
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        params.put("id", drive.id().value());
        params.put("serial", identity.serial());
        params.put("wwn", identity.wwn());
        params.put("model", identity.model());
        params.put("size", identity.sizeBytes());
        params.put("place", identity.position());
        params.put("label", drive.label().isEmpty() ? null : drive.label());
        params.put("position", drive.position());
        params.put("note", drive.note());
        params.put("state", drive.state().getClass().getSimpleName());
        params.put("why", drive.state() instanceof DriveState.Dirty(String why) ? why : "");
        params.put("server", drive.seat().map(seat -> seat.server().value()).orElse(null));
        params.put(
                "since",
                drive.seat().map(seat -> seat.since().atOffset(ZoneOffset.UTC)).orElse(null));
        params.put("present", row.present());
        params.put(
                "seen", drive.lastSeen().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null));
        params.put("haystack", haystack(drive));
        params.put("version", drive.version());
        return params;
    }

    private static String haystack(Drive drive) {
        DriveIdentity identity = drive.identity();
        return String.join("\n", drive.label(), identity.serial(), identity.wwn(), identity.model(), drive.position())
                .toLowerCase(Locale.ROOT);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(drive(row, number), row.getBoolean("present"));
    }

    private static Drive drive(ResultSet row, int number) throws SQLException {
        String label = row.getString("label");
        return new Drive(
                new DriveId(row.getObject("id", UUID.class)),
                new DriveIdentity(
                        row.getString("serial"),
                        row.getString("wwn"),
                        row.getString("model"),
                        row.getLong("size_bytes"),
                        row.getString("identity_position")),
                label == null ? "" : label,
                row.getString("position"),
                row.getString("note"),
                state(row.getString("state"), row.getString("state_why")),
                seat(row),
                row.getObject("last_seen") == null ? Optional.empty() : Optional.of(instant(row, "last_seen")),
                row.getLong("version"));
    }

    private static DriveState state(String name, String why) {
        return switch (name) {
            case "Unmarked" -> new DriveState.Unmarked();
            case "InService" -> new DriveState.InService();
            case "Dirty" -> new DriveState.Dirty(why);
            default -> throw new IllegalStateException("unknown state of a drive: " + name);
        };
    }

    private static Optional<Seat> seat(ResultSet row) throws SQLException {
        UUID server = row.getObject("server_id", UUID.class);
        return server == null
                ? Optional.empty()
                : Optional.of(new Seat(new ServerId(server), row.getString("server_name"), instant(row, "seat_since")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
