package org.applepie.app.run;

import java.time.Instant;
import java.util.List;
import org.applepie.agent.simulated.SimulatedMachine;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.sarge.SargeMachine;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.remote.Secret;

/** The drill on the mailhost with Debian 3.1. */
class ProveEachDriveTest extends DriveDrill {

    private final SargeMachine mailhost = SargeMachine.mailhost(
            SimulatedTime.scaled(Instant.parse("2006-04-24T17:33:20Z"), 200), 7, 200_000, new Secret("pie"));

    @Override
    SimulatedMachine machine() {
        return mailhost;
    }

    @Override
    Machine hardware() {
        return mailhost.server().machine();
    }

    @Override
    boolean reachable() {
        return mailhost.server().reachable();
    }

    @Override
    String screen() {
        return mailhost.server().console();
    }

    @Override
    void halt() {
        mailhost.server().halt();
    }

    @Override
    List<MdArray> arrays() {
        return mailhost.server().arrays().orElseThrow().arrays();
    }

    @Override
    String seat(String drive) {
        return drive.equals("apple") ? "scsi/host0/bus0/target0/lun0" : "scsi/host0/bus0/target1/lun0";
    }
}
