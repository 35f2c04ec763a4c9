package org.applepie.web.demo;

import java.time.Clock;
import org.applepie.domain.audit.AuditTrail;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The web module with everything behind its doors kept in memory. */
@SpringBootApplication(scanBasePackages = "org.applepie.web")
public class DemoApplication {

    /**
     * Starts the pages with demo servers and a run under way, for looking at.
     *
     * @param args as for any Spring Boot application, such as {@code --server.port=8099}
     */
    public static void main(String[] args) {
        var context = SpringApplication.run(DemoApplication.class, args);
        context.getBean(DemoConsole.class).fill(Long.getLong("demo.pace", 400));
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    AuditTrail trail(Clock clock) {
        return new MemoryTrail(clock);
    }

    @Bean
    MemoryAccounts accounts() {
        return new MemoryAccounts();
    }

    @Bean
    MemoryInventory inventory(Clock clock) {
        return new MemoryInventory(clock);
    }

    @Bean
    MemorySimulation simulation(MemoryInventory inventory, AuditTrail trail) {
        return new MemorySimulation(inventory, trail);
    }

    @Bean
    MemoryRunbooks runbooks(MemoryInventory inventory, Clock clock) {
        return new MemoryRunbooks(inventory, clock);
    }

    @Bean
    MemoryRunner runner(MemoryRunbooks runbooks, Clock clock) {
        return new MemoryRunner(runbooks, clock);
    }
}
