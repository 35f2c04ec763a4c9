package org.applepie.agent.simulated;

import java.util.List;
import org.applepie.agent.simulated.fault.Fault;
import org.applepie.agent.simulated.fault.Schedule;
import org.applepie.agent.simulated.ssh.MachineKeys;
import org.applepie.agent.simulated.ssh.SshFront;
import org.applepie.domain.remote.Credential;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Sudo;

/** A simulated machine with its SSH port: all that is needed to reach it, and its controls. */
public final class SimulatedServer {

    private final SimulatedMachine machine;
    private final Schedule faults;
    private final SshFront front;
    private final Controls controls = new Hands();

    SimulatedServer(SimulatedMachine machine) {
        this.machine = machine;
        this.faults = new Schedule(machine.clock());
        this.front = new SshFront(
                machine.dialect(),
                machine.accounts(),
                MachineKeys.generate(machine.dialect()),
                machine.commands(),
                faults,
                machine.faults());
    }

    public SimulatedMachine machine() {
        return machine;
    }

    public String name() {
        return machine.name();
    }

    public Endpoint endpoint() {
        return front.endpoint();
    }

    public HostKey hostKey() {
        return front.hostKey();
    }

    /** Root's log-in, with the right host key pinned. */
    public Login login() {
        return new Login(
                endpoint(),
                "root",
                new Credential.Password(machine.rootPassword()),
                new Sudo.NotNeeded(),
                hostKey(),
                null);
    }

    public Controls controls() {
        return controls;
    }

    void end() {
        machine.powerOff();
        front.close();
    }

    private final class Hands implements Controls {

        @Override
        public void powerOn() {
            machine.powerOn(new Line(front));
        }

        @Override
        public void powerOff() {
            machine.powerOff();
        }

        @Override
        public void reset() {
            machine.reset();
        }

        @Override
        public void unplug(String drive) {
            machine.faults().pull(drive);
        }

        @Override
        public void plug(String drive, String position) {
            machine.plug(drive, position);
        }

        @Override
        public Schedule faults() {
            return faults;
        }

        @Override
        public void strike(Fault fault) {
            front.strike(List.of(fault));
        }

        @Override
        public void showOwnKey() {
            front.showOwnKey();
        }
    }

    /** The machine's side of its port. */
    private record Line(SshFront front) implements Network {
        @Override
        public void up() {
            front.up();
        }

        @Override
        public void shutDown() {
            front.shutDown();
        }

        @Override
        public void cutPower() {
            front.cutPower();
        }
    }
}
