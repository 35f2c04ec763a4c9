package org.applepie.app.simulated;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.applepie.agent.simulated.Cabinet;
import org.applepie.agent.simulated.Network;
import org.applepie.agent.simulated.SimulatedMachine;
import org.applepie.agent.simulated.fault.FaultTarget;
import org.applepie.agent.simulated.ssh.Accounts;
import org.applepie.agent.simulated.ssh.Dialect;
import org.applepie.agent.simulated.ssh.ExecHandler;
import org.applepie.agent.simulated.ssh.FixedAccounts;
import org.applepie.domain.remote.Secret;
import org.jspecify.annotations.Nullable;

/** Boots at once, has no drives, and only counts its commands. */
final class SmallMachine implements SimulatedMachine {

    final AtomicLong commands = new AtomicLong();
    private final String name;
    private final Dialect dialect;
    private final Secret password = new Secret(UUID.randomUUID().toString());
    private @Nullable Network network;
    private volatile boolean on;

    SmallMachine(String name, Dialect dialect) {
        this.name = name;
        this.dialect = dialect;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "does nothing";
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Accounts accounts() {
        return FixedAccounts.withPassword("root", password);
    }

    @Override
    public Secret rootPassword() {
        return password;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public ExecHandler commands() {
        return exec -> {
            commands.incrementAndGet();
            return 0;
        };
    }

    @Override
    public FaultTarget faults() {
        return new NoFaults();
    }

    @Override
    public void powerOn(Network connected) {
        on = true;
        network = connected;
        connected.up();
    }

    @Override
    public Cabinet cabinet() {
        return new Cabinet(on, List.of());
    }

    @Override
    public void powerOff() {
        on = false;
        if (network != null) {
            network.cutPower();
        }
    }

    @Override
    public void reset() {}

    @Override
    public void plug(String drive, String position) {}

    private static final class NoFaults implements FaultTarget {
        @Override
        public List<String> drives() {
            return List.of();
        }

        @Override
        public long sectors(String drive) {
            return 0;
        }

        @Override
        public List<String> mountPoints() {
            return List.of();
        }

        @Override
        public void reboot() {}

        @Override
        public void neverComeBack() {}

        @Override
        public void swapPositions(String drive, String other) {}

        @Override
        public void pull(String drive) {}

        @Override
        public void ioError(String drive, long firstSector, long sectors, boolean writing) {}

        @Override
        public void fill(String mountPoint) {}

        @Override
        public void putBackStale(String drive) {}

        @Override
        public void answerAsAnother() {}
    }
}
