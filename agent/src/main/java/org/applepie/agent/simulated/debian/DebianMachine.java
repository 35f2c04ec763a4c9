package org.applepie.agent.simulated.debian;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.function.Supplier;
import org.applepie.agent.simulated.Cabinet;
import org.applepie.agent.simulated.Network;
import org.applepie.agent.simulated.SimulatedMachine;
import org.applepie.agent.simulated.Terminal;
import org.applepie.agent.simulated.fault.FaultTarget;
import org.applepie.agent.simulated.machine.LoginShell;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.agent.simulated.ssh.Accounts;
import org.applepie.agent.simulated.ssh.Dialect;
import org.applepie.agent.simulated.ssh.ExecHandler;
import org.applepie.agent.simulated.ssh.FixedAccounts;
import org.applepie.domain.remote.Secret;

/** A machine with a current Debian behind an SSH port. */
public final class DebianMachine implements SimulatedMachine {

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final String name;
    private final String description;
    private final Secret password;
    private final DebianServer server;
    private final DebianFaults faults;

    private DebianMachine(
            String name, String description, Secret password, DebianServer server, Supplier<DebianServer> clone) {
        this.name = name;
        this.description = description;
        this.password = password;
        this.server = server;
        this.faults = new DebianFaults(server, clone);
        server.rootPassword(password);
    }

    /**
     * A mail server with Debian 12.
     *
     * @param speedKib how fast an array fills a member, in KiB per simulated second
     */
    public static DebianMachine postoffice(SimulatedTime time, long seed, long speedKib, Secret password) {
        return new DebianMachine(
                "postoffice",
                "A mail server with Debian 12 on one SCSI drive, and a second drive that is empty.",
                password,
                DebianServers.postoffice(time, new Random(seed), speedKib),
                () -> DebianServers.postoffice(time, new Random(seed + 1), speedKib));
    }

    /** What is behind the port. */
    public DebianServer server() {
        return server;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Dialect dialect() {
        return Dialect.MODERN;
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
        return new InstantSource() {
            @Override
            public Instant instant() {
                return server.time().now();
            }
        };
    }

    @Override
    public ExecHandler commands() {
        return new LoginShell(PATH, () -> faults.answering().kernel());
    }

    @Override
    public Terminal terminal() {
        return server.terminal();
    }

    @Override
    public Cabinet cabinet() {
        return new Cabinet(server.machine().powered(), faults.bays());
    }

    @Override
    public FaultTarget faults() {
        return faults;
    }

    @Override
    public void powerOn(Network network) {
        faults.answerAsItself();
        server.connect(network);
        server.powerOn();
    }

    @Override
    public void powerOff() {
        server.powerOff();
        server.neverComeBack(false);
    }

    @Override
    public void reset() {
        server.reset();
    }

    @Override
    public void plug(String drive, String position) {
        faults.plug(drive, position);
    }
}
