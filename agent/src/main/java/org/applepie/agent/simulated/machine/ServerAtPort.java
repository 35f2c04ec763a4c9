package org.applepie.agent.simulated.machine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.applepie.agent.simulated.Cabinet;
import org.applepie.agent.simulated.Network;
import org.applepie.agent.simulated.SimulatedMachine;
import org.applepie.agent.simulated.Terminal;
import org.applepie.agent.simulated.fault.FaultTarget;
import org.applepie.agent.simulated.ssh.Accounts;
import org.applepie.agent.simulated.ssh.ExecHandler;
import org.applepie.agent.simulated.ssh.FixedAccounts;
import org.applepie.domain.remote.Secret;

/**
 * A machine behind an SSH port, where root logs in with a password.
 *
 * @param <S> what is behind the port
 */
public abstract class ServerAtPort<S extends Server<?, ?>> implements SimulatedMachine {

    private final String name;
    private final String description;
    private final Secret password;
    private final S server;
    private final Faults<S> faults;

    /** @param faults what can be done to {@code server} */
    protected ServerAtPort(String name, String description, Secret password, S server, Faults<S> faults) {
        this.name = name;
        this.description = description;
        this.password = password;
        this.server = server;
        this.faults = faults;
        server.rootPassword(password);
    }

    /** The PATH that sshd gives to commands. */
    protected abstract String path();

    /** What is behind the port. */
    public final S server() {
        return server;
    }

    /** Tells of every program that a process of this machine runs, or of another one that answers in its place. */
    public final void watch(BiConsumer<S, List<String>> by) {
        faults.watch(by);
    }

    /** The machine that answers at this address at the moment: this one, unless a fault put another in its place. */
    public final S answering() {
        return faults.answering();
    }

    /** Takes away what answers in its place, if anything does. */
    public final void removeOther() {
        faults.answerAsItself();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String description() {
        return description;
    }

    @Override
    public final Accounts accounts() {
        return FixedAccounts.withPassword("root", password);
    }

    @Override
    public final Secret rootPassword() {
        return password;
    }

    @Override
    public final Optional<String> hostKey() {
        return HostKeyFiles.first(server.machine(), dialect());
    }

    @Override
    public final void hostKeys(List<String> keys) {
        HostKeyFiles.write(server.machine(), name, keys);
    }

    @Override
    public final InstantSource clock() {
        return new InstantSource() {
            @Override
            public Instant instant() {
                return server.time().now();
            }
        };
    }

    @Override
    public final ExecHandler commands() {
        return new LoginShell(path(), () -> faults.answering().kernel());
    }

    @Override
    public final Terminal terminal() {
        return server.terminal();
    }

    @Override
    public final Cabinet cabinet() {
        return new Cabinet(server.machine().powered(), faults.bays());
    }

    @Override
    public final FaultTarget faults() {
        return faults;
    }

    @Override
    public final void powerOn(Network network) {
        faults.answerAsItself();
        server.connect(network);
        server.powerOn();
    }

    @Override
    public final void powerOff() {
        faults.answerAsItself();
        server.powerOff();
        server.neverComeBack(false);
    }

    @Override
    public final void reset() {
        server.reset();
    }

    @Override
    public final void plug(String drive, String position) {
        faults.plug(drive, position);
    }
}
