package org.applepie.app.runbook;

import java.time.Clock;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.inventory.Registry;
import org.applepie.app.json.DomainJson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class RunbookWiring {

    @Bean
    RunbookLibrary runbooks(JdbcClient jdbc, AuditLog audit, Registry inventory, DomainJson json, Clock clock) {
        return new RunbookLibrary(jdbc, audit, inventory, json, clock);
    }
}
