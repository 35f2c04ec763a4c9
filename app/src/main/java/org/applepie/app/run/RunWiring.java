package org.applepie.app.run;

import java.time.Clock;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.inventory.ReadsServers;
import org.applepie.app.inventory.Registry;
import org.applepie.app.json.DomainJson;
import org.applepie.app.output.OutputStore;
import org.applepie.app.runbook.RunbookLibrary;
import org.applepie.domain.remote.Shell;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class RunWiring {

    @Bean
    SystemPace pace() {
        return new SystemPace();
    }

    @Bean
    RunEngine runner(
            JdbcClient jdbc,
            AuditLog audit,
            RunbookLibrary runbooks,
            Registry inventory,
            ReadsServers reader,
            Shell shell,
            OutputStore outputs,
            DomainJson json,
            Clock clock,
            SystemPace pace) {
        return new RunEngine(jdbc, audit, runbooks, inventory, reader, shell, outputs, json, clock, pace);
    }

    @Bean
    SmartLifecycle runsWhileTheConsoleRuns(RunEngine engine, SystemPace pace) {
        return new RunsWhileTheConsoleRuns(engine, pace);
    }

    /** Stops before the web server does, so that no page waits for news of a console that is closing. */
    private static final class RunsWhileTheConsoleRuns implements SmartLifecycle {
        private final RunEngine engine;
        private final SystemPace pace;
        private volatile boolean running;

        RunsWhileTheConsoleRuns(RunEngine engine, SystemPace pace) {
            this.engine = engine;
            this.pace = pace;
        }

        @Override
        public void start() {
            running = true;
            engine.resume();
        }

        @Override
        public void stop() {
            running = false;
            pace.close();
            engine.close();
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
