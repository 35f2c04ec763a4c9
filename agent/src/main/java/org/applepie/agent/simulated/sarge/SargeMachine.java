package org.applepie.agent.simulated.sarge;

import java.util.Random;
import java.util.function.Supplier;
import org.applepie.agent.simulated.machine.ServerAtPort;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.agent.simulated.ssh.Dialect;
import org.applepie.domain.remote.Secret;

/** A Debian 3.1 machine behind an SSH port. */
public final class SargeMachine extends ServerAtPort<SargeServer> {

    private SargeMachine(
            String name, String description, Secret password, SargeServer server, Supplier<SargeServer> clone) {
        super(name, description, password, server, new SargeFaults(server, clone));
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

    @Override
    protected String path() {
        // As OpenSSH 3.8.1 is compiled.
        return "/usr/bin:/bin:/usr/sbin:/sbin";
    }

    @Override
    public Dialect dialect() {
        return Dialect.SARGE;
    }
}
