package org.applepie.app.run;

import java.time.Instant;
import org.applepie.agent.simulated.debian.DebianMachine;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.remote.Secret;

/** The drill on a machine with a current Debian. */
class ProveEachDriveOnDebianTest extends DriveDrill {

    ProveEachDriveOnDebianTest() {
        super(Witness.of(DebianMachine.postoffice(
                SimulatedTime.scaled(Instant.parse("2026-11-22T12:00:00Z"), 200), 7, 200_000, new Secret("pie"))));
    }

    @Override
    String seat(String drive) {
        return drive.equals("apple") ? "0:0:0:0" : "0:0:1:0";
    }
}
