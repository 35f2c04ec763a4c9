package org.applepie.agent.simulated.machine;

import java.io.OutputStream;
import java.util.Optional;
import org.applepie.agent.simulated.Network;
import org.applepie.agent.simulated.Terminal;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.shell.Kernel;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.agent.simulated.terminal.TtyMachine;
import org.applepie.domain.remote.Secret;

/**
 * A machine: its hardware, whatever runs on it, and its console. Between boots only the drives remember anything. Its own lock
 * guards it, so that several threads may use it.
 */
public abstract class Server {

    private final Machine machine;
    private final SimulatedTime time;
    private final Console console = new Console();
    private Secret rootPassword = new Secret("");
    private Network network = new Unplugged();
    private boolean cursed;

    protected Server(Machine machine, SimulatedTime time) {
        this.machine = machine;
        this.time = time;
    }

    public final Machine machine() {
        return machine;
    }

    public final SimulatedTime time() {
        return time;
    }

    /** All that was ever on the screen. */
    public final String console() {
        return console.text();
    }

    /** The screen itself. */
    protected final Console screen() {
        return console;
    }

    /** Its screen and keyboard, at which root may log in. */
    public abstract Terminal terminal();

    /** What root logs in with at the terminal. */
    public final synchronized void rootPassword(Secret password) {
        rootPassword = password;
    }

    /** Connects its SSH port; to be done while it is off. */
    final synchronized void connect(Network to) {
        network = to;
    }

    /** What the SSH port is connected to. */
    protected final synchronized Network network() {
        return network;
    }

    /** Where nobody listens. */
    private static final class Unplugged implements Network {
        @Override
        public void up() {}

        @Override
        public void shutDown() {}

        @Override
        public void cutPower() {}
    }

    /** What the terminal asks for and brings about, with the lock held. */
    protected abstract class AtTerminal implements TtyMachine {
        @Override
        public final Secret rootPassword() {
            return rootPassword;
        }

        @Override
        public final String shown() {
            return console.text();
        }

        @Override
        public final OutputStream glass() {
            return console;
        }
    }

    /** Files of the running machine as root sees them. */
    public abstract Optional<View> files();

    /** Processes of the running machine; empty while it is off or did not come up. */
    public abstract Optional<Kernel> kernel();

    /** Switches on. */
    public abstract void powerOn();

    /** Pulls the plug: nothing is written any more. */
    public abstract void powerOff();

    /** The reset button. */
    public abstract void reset();

    /** Lets members fail that are on drives which do not answer, as the next access does. */
    public abstract void stir();

    /** From the next boot on nothing comes up, until the curse is taken off. */
    public final synchronized void neverComeBack(boolean now) {
        cursed = now;
    }

    /** Whether no boot comes up. */
    protected final synchronized boolean cursed() {
        return cursed;
    }
}
