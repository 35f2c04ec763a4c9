package org.applepie.app.inventory;

import java.time.Clock;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.json.DomainJson;
import org.applepie.app.secret.ConsoleKey;
import org.applepie.app.secret.SecretStore;
import org.applepie.domain.remote.Shell;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class InventoryWiring {

    @Bean
    ReadsServers readsServers(Shell shell, Clock clock) {
        return ReadsServers.over(shell, clock);
    }

    @Bean
    Registry inventory(
            JdbcClient jdbc,
            AuditLog audit,
            SecretStore secrets,
            ConsoleKey consoleKey,
            Shell shell,
            ReadsServers reader,
            DomainJson json,
            Clock clock) {
        return new Registry(jdbc, audit, secrets, consoleKey, shell, reader, json, clock);
    }
}
