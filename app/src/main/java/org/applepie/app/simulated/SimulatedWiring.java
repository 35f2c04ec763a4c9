package org.applepie.app.simulated;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.applepie.agent.simulated.SimulatedMachine;
import org.applepie.agent.simulated.debian.DebianMachine;
import org.applepie.agent.simulated.sarge.SargeMachine;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.app.inventory.Registry;
import org.applepie.domain.remote.Secret;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SimulatedWiring {

    /** Time runs fast enough that nobody waits long, and slowly enough that a sync is seen. */
    private static final double SPEED = 20;

    /** What an array of such drives might do in a second, in KiB. */
    private static final long SYNC_KIB = 50_000;

    @Bean
    Machines machines() {
        return new EveryKind();
    }

    /** A machine of every kind, each time with passwords of their own. */
    private static final class EveryKind implements Machines {

        private final SecureRandom random = new SecureRandom();

        @Override
        public List<SimulatedMachine> make() {
            SimulatedTime time = SimulatedTime.scaled(Instant.now(), SPEED);
            return List.of(
                    SargeMachine.mailhost(time, random.nextLong(), SYNC_KIB, password(random)),
                    SargeMachine.idehost(time, random.nextLong(), SYNC_KIB, password(random)),
                    DebianMachine.postoffice(time, random.nextLong(), SYNC_KIB, password(random)));
        }

        @Override
        public boolean any() {
            return true;
        }
    }

    private static Secret password(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }

    @Bean
    TrialServers trialServers(
            Registry registry, Machines machines, @Value("${applepie.simulated-servers:true}") boolean on) {
        return new TrialServers(registry.simulated(), machines, on);
    }

    @Bean
    SmartLifecycle simulatedWhileTheConsoleRuns(TrialServers trial) {
        return new SimulatedWhileTheConsoleRuns(trial);
    }

    /** Before runs are resumed, which may be runs on simulated servers, and until they are stopped. */
    private static final class SimulatedWhileTheConsoleRuns implements SmartLifecycle {

        private final TrialServers trial;
        private volatile boolean running;

        SimulatedWhileTheConsoleRuns(TrialServers trial) {
            this.trial = trial;
        }

        @Override
        public void start() {
            running = true;
            trial.resume();
        }

        @Override
        public void stop() {
            running = false;
            trial.close();
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return 0;
        }
    }
}
