package org.applepie.app.run;

import java.time.Instant;
import org.applepie.agent.simulated.sarge.SargeMachine;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.remote.Secret;

/** The drill on the mailhost with Debian 3.1. */
class ProveEachDriveTest extends DriveDrill {

    ProveEachDriveTest() {
        super(Witness.of(SargeMachine.mailhost(
                SimulatedTime.scaled(Instant.parse("2006-04-24T17:33:20Z"), 200), 7, 200_000, new Secret("pie"))));
    }

    @Override
    String seat(String drive) {
        return drive.equals("apple") ? "scsi/host0/bus0/target0/lun0" : "scsi/host0/bus0/target1/lun0";
    }
}
