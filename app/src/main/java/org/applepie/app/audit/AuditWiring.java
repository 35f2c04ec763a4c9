package org.applepie.app.audit;

import java.time.Clock;
import org.applepie.app.start.DataDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class AuditWiring {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    @Bean
    AuditLog auditTrail(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            DataDirectory data,
            Clock clock,
            @Value("${applepie.audit.accept-end:}") String acceptedEnd) {
        HeadFile witness = new HeadFile(data.file("audit.head"));
        boolean accepted = LostHistory.accept(new EntryRows(jdbc), witness, acceptedEnd);
        AuditLog log = new AuditLog(jdbc, transactions, data.file("audit.head"), clock);
        if (accepted) {
            log.record("console", "history-loss-accepted", "audit", LostHistory.ACCEPTED, "{}");
        }
        log.lostHistory()
                .ifPresent(broken -> LOG.warn(
                        "THE AUDIT TRAIL LOST ITS HISTORY. {} No run can be started or go on. If this is a restored backup"
                                + " and you accept the loss, start once with --applepie.audit.accept-end={}",
                        broken.why(),
                        new EntryRows(jdbc).head().hash()));
        return log;
    }
}
