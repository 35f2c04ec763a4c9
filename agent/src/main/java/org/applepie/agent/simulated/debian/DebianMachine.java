package org.applepie.agent.simulated.debian;

import java.util.Random;
import java.util.function.Supplier;
import org.applepie.agent.simulated.machine.ServerAtPort;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.agent.simulated.ssh.Dialect;
import org.applepie.domain.remote.Secret;

/** A machine with a current Debian behind an SSH port. */
public final class DebianMachine extends ServerAtPort<DebianServer> {

    private DebianMachine(
            String name, String description, Secret password, DebianServer server, Supplier<DebianServer> clone) {
        super(name, description, password, server, new DebianFaults(server, clone));
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

    @Override
    protected String path() {
        return "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    }

    @Override
    public Dialect dialect() {
        return Dialect.MODERN;
    }
}
