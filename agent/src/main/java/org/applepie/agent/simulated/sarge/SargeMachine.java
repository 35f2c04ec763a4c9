package org.applepie.agent.simulated.sarge;

import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.applepie.agent.simulated.machine.ServerAtPort;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.agent.simulated.ssh.Dialect;
import org.applepie.domain.remote.Secret;

/** A Debian 3.1 machine behind an SSH port. */
public final class SargeMachine extends ServerAtPort<SargeServer> {

    private final SargeFaults faults;

    private SargeMachine(
            String name, String description, Secret password, SargeServer server, Supplier<SargeServer> clone) {
        this(name, description, password, server, new SargeFaults(server, clone));
    }

    private SargeMachine(String name, String description, Secret password, SargeServer server, SargeFaults faults) {
        super(name, description, password, server, faults);
        this.faults = faults;
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
    protected String path() {
        // As OpenSSH 3.8.1 is compiled.
        return "/usr/bin:/bin:/usr/sbin:/sbin";
    }

    @Override
    public Dialect dialect() {
        return Dialect.SARGE;
    }

    @Override
    public void powerOff() {
        faults.answerAsItself();
        super.powerOff();
    }
}
