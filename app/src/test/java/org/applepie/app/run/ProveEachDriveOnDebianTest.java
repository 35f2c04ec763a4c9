package org.applepie.app.run;

import java.time.Instant;
import java.util.List;
import org.applepie.agent.simulated.SimulatedMachine;
import org.applepie.agent.simulated.debian.DebianMachine;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.remote.Secret;

/** The drill on a machine with a current Debian. */
class ProveEachDriveOnDebianTest extends DriveDrill {

    private final DebianMachine postoffice = DebianMachine.postoffice(
            SimulatedTime.scaled(Instant.parse("2026-11-22T12:00:00Z"), 200), 7, 200_000, new Secret("pie"));

    @Override
    SimulatedMachine machine() {
        return postoffice;
    }

    @Override
    Machine hardware() {
        return postoffice.server().machine();
    }

    @Override
    boolean reachable() {
        return postoffice.server().reachable();
    }

    @Override
    String screen() {
        return postoffice.server().console();
    }

    @Override
    void halt() {
        postoffice.server().halt();
    }

    @Override
    List<MdArray> arrays() {
        return postoffice.server().arrays().orElseThrow().arrays();
    }

    @Override
    String seat(String drive) {
        return drive.equals("apple") ? "0:0:0:0" : "0:0:1:0";
    }
}
