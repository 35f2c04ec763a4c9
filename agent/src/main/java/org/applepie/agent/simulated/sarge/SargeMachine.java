package org.applepie.agent.simulated.sarge;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
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

/** A Debian 3.1 machine behind an SSH port. */
public final class SargeMachine implements SimulatedMachine {

    // As OpenSSH 3.8.1 is compiled.
    private static final String PATH = "/usr/bin:/bin:/usr/sbin:/sbin";

    private final String name;
    private final String description;
    private final Secret password;
    private final SargeServer server;
    private final SargeFaults faults;

    private SargeMachine(
            String name, String description, Secret password, SargeServer server, Supplier<SargeServer> clone) {
        this.name = name;
        this.description = description;
        this.password = password;
        this.server = server;
        this.faults = new SargeFaults(server, clone);
        server.rootPassword(password);
    }

    /**
     * The HOWTO's mail server.
     *
     * @param speedKib how fast an array fills a member, in KiB per simulated second
     */
    public static SargeMachine mailhost(SimulatedTime time, long seed, long speedKib, Secret password) {
        return new SargeMachine(
                "mailhost",
                "A mail server with Debian 3.1 on one SCSI drive, and a second drive that is empty.",
                password,
                SargeServers.mailhost(time, new Random(seed), speedKib),
                () -> SargeServers.mailhost(time, new Random(seed + 1), speedKib));
    }

    /** The same on IDE drives. */
    public static SargeMachine idehost(SimulatedTime time, long seed, long speedKib, Secret password) {
        return new SargeMachine(
                "idehost",
                "A server with Debian 3.1 on one IDE drive, and a second drive that is empty.",
                password,
                SargeServers.idehost(time, new Random(seed), speedKib),
                () -> SargeServers.idehost(time, new Random(seed + 1), speedKib));
    }

    /** What is behind the port. */
    public SargeServer server() {
        return server;
    }

    /** Tells of every program that a process of this machine runs, or of another one that answers in its place. */
    public void watch(BiConsumer<SargeServer, List<String>> by) {
        faults.watch(by);
    }

    /** The machine that answers at this address at the moment: this one, unless a fault put another in its place. */
    public SargeServer answering() {
        return faults.answering();
    }

    /** Takes away what answers in its place, if anything does. */
    public void removeOther() {
        faults.answerAsItself();
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
        return Dialect.SARGE;
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
        faults.answerAsItself();
        server.powerOff();
        server.neverComeBack(false);
    }

    @Override
    public void reset() {
        server.reset();
    }

    @Override
    public void plug(String drive, String position) {
        faults.plug(drive, Positions.parse(position));
    }
}
