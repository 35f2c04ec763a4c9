package org.applepie.agent.simulated;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.applepie.agent.simulated.fault.FaultTarget;
import org.applepie.agent.simulated.ssh.Accounts;
import org.applepie.agent.simulated.ssh.Dialect;
import org.applepie.agent.simulated.ssh.ExecHandler;
import org.applepie.agent.simulated.ssh.FakeTarget;
import org.applepie.agent.simulated.ssh.FixedAccounts;
import org.applepie.domain.remote.Secret;
import org.jspecify.annotations.Nullable;

/** Boots at once and prints each command line that it is given. */
final class EchoMachine implements SimulatedMachine {

    final List<String> commands = new CopyOnWriteArrayList<>();
    final FakeTarget target = new FakeTarget();
    private final String name;
    private @Nullable Network network;

    EchoMachine(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "prints what it is told";
    }

    @Override
    public Dialect dialect() {
        return Dialect.MODERN;
    }

    @Override
    public Accounts accounts() {
        return FixedAccounts.withPassword("root", rootPassword());
    }

    @Override
    public Secret rootPassword() {
        return new Secret("apple " + name);
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public ExecHandler commands() {
        return exec -> {
            commands.add(exec.command());
            exec.stdout().write(exec.command().getBytes(StandardCharsets.UTF_8));
            return 0;
        };
    }

    @Override
    public FaultTarget faults() {
        return target;
    }

    @Override
    public void powerOn(Network connected) {
        network = connected;
        connected.up();
    }

    @Override
    public void powerOff() {
        if (network != null) {
            network.cutPower();
        }
    }

    @Override
    public void reset() {
        if (network != null) {
            network.cutPower();
            network.up();
        }
    }

    @Override
    public void plug(String drive, String position) {
        target.note("plug " + drive + " " + position);
    }
}
