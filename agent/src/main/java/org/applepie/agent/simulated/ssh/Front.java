package org.applepie.agent.simulated.ssh;

import java.util.List;
import org.applepie.agent.simulated.Network;
import org.applepie.agent.simulated.fault.Fault;
import org.applepie.agent.simulated.fault.FaultTarget;
import org.applepie.agent.simulated.fault.Schedule;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;

/**
 * Where commands come to one simulated machine, and where the faults of its connections happen. Starts down. Safe for many
 * threads, commands of the machine among them.
 */
public abstract class Front implements Network, AutoCloseable {

    private final FrontState state;
    private final FaultTarget target;

    /** @param target the machine behind it, for the faults in {@code schedule} that are not of the connection */
    Front(ExecHandler handler, Schedule schedule, FaultTarget target) {
        this.state = new FrontState(handler, schedule, this::strike);
        this.target = target;
    }

    final FrontState state() {
        return state;
    }

    public abstract Endpoint endpoint();

    /** The machine's own key, whatever it shows at the moment. */
    public abstract HostKey hostKey();

    /** The machine has booted so far that it takes connections. Nothing of an earlier hang remains. */
    @Override
    public abstract void up();

    @Override
    public abstract void refuse();

    /** The machine shuts down: channels are closed without an exit code, then the connections. */
    @Override
    public abstract void shutDown();

    /** The machine is gone from one moment to the next. */
    @Override
    public abstract void cutPower();

    /** Cuts every connection there is, behind what was sent already; new ones are welcome. */
    public abstract void cut();

    /** From now on nothing is answered, until the machine comes up anew. */
    abstract void hang();

    /** Shows a host key that nobody has seen before. */
    abstract void showAnotherKey();

    /** Shows the machine's own host key again. */
    public abstract void showOwnKey();

    /** Makes faults happen, in order. */
    public final void strike(List<Fault> faults) {
        faults.forEach(this::strike);
    }

    private void strike(Fault fault) {
        switch (fault) {
            case Fault.DropConnection() -> cut();
            case Fault.Hang() -> hang();
            case Fault.WrongHostKey() -> {
                showAnotherKey();
                cut();
            }
            case Fault.SecondMachine(boolean sameHostKey) -> {
                target.answerAsAnother();
                if (!sameHostKey) {
                    showAnotherKey();
                }
                cut();
            }
            case Fault.OfMachine ofMachine -> ofMachine.strike(target);
        }
    }

    @Override
    public abstract void close();
}
