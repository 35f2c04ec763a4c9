package org.applepie.app;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.applepie.app.start.DataDirectory;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** A database as the console has it, below a directory of its own; kept open until closed. */
public final class TestDatabase implements AutoCloseable {

    private final DataDirectory directory;
    private final JdbcConnectionPool pool;

    private TestDatabase(DataDirectory directory) {
        this.directory = directory;
        this.pool = JdbcConnectionPool.create(directory.databaseUrl(), "sa", "");
        this.pool.setMaxConnections(40);
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration", "classpath:db/vendor/h2")
                .loggers("slf4j")
                .load()
                .migrate();
    }

    /** Opens the database below {@code parent}; a second opening after {@link #close} finds what the first one left. */
    public static TestDatabase below(Path parent) {
        return new TestDatabase(DataDirectory.open(parent.resolve("data")));
    }

    public DataDirectory directory() {
        return directory;
    }

    public DataSource source() {
        return pool;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    public DataSourceTransactionManager transactions() {
        return new DataSourceTransactionManager(pool);
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
