package org.applepie.app.start;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StartWiring {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DataDirectory dataDirectory(@Value("${applepie.data}") String path) {
        return DataDirectory.open(Path.of(path));
    }

    @Bean
    JdbcConnectionDetails databaseInDataDirectory(DataDirectory data) {
        return new EmbeddedDatabase(data);
    }

    /** No password: whoever may enter the data directory may read it anyway. */
    private record EmbeddedDatabase(DataDirectory data) implements JdbcConnectionDetails {
        @Override
        public String getJdbcUrl() {
            return data.databaseUrl();
        }

        @Override
        public String getUsername() {
            return "sa";
        }

        @Override
        public String getPassword() {
            return "";
        }
    }
}
