package org.applepie.app.inventory;

import java.util.List;
import java.util.UUID;
import org.applepie.domain.inventory.ServerId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table simulated_server. */
final class SimulatedRows {

    private final JdbcClient jdbc;

    SimulatedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param machine name of the machine that plays this server */
    record Row(ServerId server, String machine) {}

    List<Row> all() {
        return jdbc.sql("select server_id, machine from simulated_server")
                .query((row, number) ->
                        new Row(new ServerId(row.getObject("server_id", UUID.class)), row.getString("machine")))
                .list();
    }

    boolean is(ServerId server) {
        return all().stream().anyMatch(row -> row.server().equals(server));
    }

    void insert(ServerId server, String machine) {
        jdbc.sql("insert into simulated_server (server_id, machine) values (?, ?)")
                .params(server.value(), machine)
                .update();
    }
}
