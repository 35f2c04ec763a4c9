package org.applepie.app.run;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SmartDataSource;

/**
 * Connections to a database of its own in memory. What was used last is handed out first, and nothing is rolled back in between, so
 * that a statement is parsed once: a pool of H2 makes each connection forget its statements whenever it is handed out.
 */
final class WarmConnections extends AbstractDataSource implements SmartDataSource, AutoCloseable {

    private final String url;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    WarmConnections(String name) {
        this.url = "jdbc:h2:mem:" + name
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=256";
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection warm = idle.pollFirst();
        return warm == null ? DriverManager.getConnection(url, "sa", "") : warm;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new UnsupportedOperationException("there is one user");
    }

    /** Asked by Spring when it is done with a connection, which stays open for the next one. */
    @Override
    public boolean shouldClose(Connection connection) {
        idle.addFirst(connection);
        return false;
    }

    /** The database is gone with all that is in it. */
    @Override
    public void close() {
        try (Connection last = getConnection()) {
            last.createStatement().execute("shutdown");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
