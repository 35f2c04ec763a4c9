package org.applepie.agent.simulated;

import java.util.List;
import org.applepie.agent.simulated.fault.Fault;
import org.applepie.agent.simulated.fault.Schedule;
import org.applepie.agent.simulated.ssh.DirectFront;
import org.applepie.agent.simulated.ssh.Front;
import org.applepie.agent.simulated.ssh.MachineKeys;
import org.applepie.agent.simulated.ssh.SshFront;
import org.applepie.domain.remote.Credential;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Sudo;

/** A simulated machine and the way into it: all that is needed to reach it, and its controls. */
public final class SimulatedServer {

    private final SimulatedMachine machine;
    private final Schedule faults;
    private final Front front;
    private final Controls controls = new Hands();

    private SimulatedServer(SimulatedMachine machine, Schedule faults, Front front) {
        this.machine = machine;
        this.faults = faults;
        this.front = front;
    }

    /** Behind a real SSH port on loopback. */
    static SimulatedServer overSsh(SimulatedMachine machine) {
        Schedule faults = new Schedule(machine.clock());
        MachineKeys keys = MachineKeys.generate(machine.dialect());
        machine.hostKeys(keys.texts());
        return new SimulatedServer(
                machine,
                faults,
                new SshFront(
                        machine.dialect(), machine.accounts(), keys, machine.commands(), faults, machine.faults()));
    }

    /** Without a port. */
    static SimulatedServer inMemory(SimulatedMachine machine) {
        Schedule faults = new Schedule(machine.clock());
        return new SimulatedServer(
                machine,
                faults,
                new DirectFront(
                        machine.name(),
                        machine.dialect(),
                        machine.accounts(),
                        machine.commands(),
                        faults,
                        machine.faults(),
                        machine.hostKey()));
    }

    Front front() {
        return front;
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
            machine.powerOn(front);
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
        public Cabinet cabinet() {
            return machine.cabinet();
        }

        @Override
        public Terminal console() {
            return machine.terminal();
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
}
