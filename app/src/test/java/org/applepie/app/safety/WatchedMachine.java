package org.applepie.app.safety;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.applepie.agent.simulated.Network;
import org.applepie.agent.simulated.SimulatedMachine;
import org.applepie.agent.simulated.fault.FaultTarget;
import org.applepie.agent.simulated.ssh.Accounts;
import org.applepie.agent.simulated.ssh.Dialect;
import org.applepie.agent.simulated.ssh.ExecHandler;
import org.applepie.domain.remote.Secret;

/** A machine that tells when a fault strikes it. */
record WatchedMachine(SimulatedMachine machine, Consumer<String> struck) implements SimulatedMachine {

    @Override
    public String name() {
        return machine.name();
    }

    @Override
    public String description() {
        return machine.description();
    }

    @Override
    public Dialect dialect() {
        return machine.dialect();
    }

    @Override
    public Accounts accounts() {
        return machine.accounts();
    }

    @Override
    public Secret rootPassword() {
        return machine.rootPassword();
    }

    @Override
    public InstantSource clock() {
        return machine.clock();
    }

    @Override
    public ExecHandler commands() {
        return machine.commands();
    }

    @Override
    public void powerOn(Network network) {
        machine.powerOn(network);
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
    public void plug(String drive, String position) {
        machine.plug(drive, position);
    }

    @Override
    public FaultTarget faults() {
        FaultTarget target = machine.faults();
        return new FaultTarget() {
            @Override
            public List<String> drives() {
                return target.drives();
            }

            @Override
            public long sectors(String drive) {
                return target.sectors(drive);
            }

            @Override
            public List<String> mountPoints() {
                return target.mountPoints();
            }

            @Override
            public void reboot() {
                struck.accept("it reboots by itself");
                target.reboot();
            }

            @Override
            public void neverComeBack() {
                struck.accept("it will not come back by itself");
                target.neverComeBack();
            }

            @Override
            public void swapPositions(String drive, String other) {
                struck.accept(drive + " and " + other + " change places");
                target.swapPositions(drive, other);
            }

            @Override
            public void pull(String drive) {
                struck.accept(drive + " is pulled");
                target.pull(drive);
            }

            @Override
            public void ioError(String drive, long firstSector, long sectors, boolean writing) {
                struck.accept(drive + " fails at " + firstSector + ", " + sectors + " sectors, writing: " + writing);
                target.ioError(drive, firstSector, sectors, writing);
            }

            @Override
            public void fill(String mountPoint) {
                struck.accept(mountPoint + " is full");
                target.fill(mountPoint);
            }

            @Override
            public void putBackStale(String drive) {
                struck.accept(drive + " is put back as it was");
                target.putBackStale(drive);
            }

            @Override
            public void answerAsAnother() {
                struck.accept("another machine answers in its place");
                target.answerAsAnother();
            }
        };
    }
}
