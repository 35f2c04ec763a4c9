package org.applepie.agent.simulated.machine;

import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.applepie.agent.simulated.Network;
import org.applepie.agent.simulated.Terminal;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdDriver;
import org.applepie.agent.simulated.shell.Kernel;
import org.applepie.agent.simulated.shell.Program;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.agent.simulated.terminal.Tty;
import org.applepie.agent.simulated.terminal.TtyMachine;
import org.applepie.domain.remote.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A machine: its hardware, whatever runs on it, and its console. Between boots only the drives remember anything. Its own lock
 * guards it, so that several threads may use it.
 *
 * @param <R> one boot of it
 * @param <F> why a boot failed
 */
public abstract class Server<R extends Booted<?>, F> {

    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final Machine machine;
    private final SimulatedTime time;
    private final Console console = new Console();
    private Secret rootPassword = new Secret("");
    private Network network = new Unplugged();
    private @Nullable R running;
    private @Nullable F failure;
    private boolean cursed;
    private volatile Consumer<List<String>> spectator = command -> {};

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

    /** Tells of every program that a process runs: its name and arguments, before it begins. */
    public final void watch(Consumer<List<String>> by) {
        spectator = by;
    }

    /** Programs by their names, each of which tells whoever watches this machine; the shell is left out, which runs them. */
    protected final Map<String, Program> watched(Map<String, Program> programs) {
        return Watched.each(programs, words -> spectator.accept(words));
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
    public final Terminal terminal() {
        return tty();
    }

    /** The terminal from the machine's own side. */
    protected abstract Tty tty();

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
        public void refuse() {}

        @Override
        public void shutDown() {}

        @Override
        public void cutPower() {}
    }

    /** What the terminal asks for and brings about, with the lock held. */
    protected abstract class AtTerminal implements TtyMachine {
        @Override
        public final Optional<Kernel> kernel() {
            R now = running;
            return now == null ? Optional.empty() : now.kernel();
        }

        @Override
        public final String greeting() {
            R now = running;
            return now == null ? "" : now.greeting();
        }

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

    /** A root is mounted: from now on this boot runs. */
    protected final synchronized void runs(R booted) {
        running = booted;
        booted.whenListening(now -> listens(booted, now));
    }

    private synchronized void listens(R booted, boolean now) {
        if (running != booted) {
            return;
        }
        if (now) {
            network.up();
        } else {
            network.refuse();
        }
    }

    /** This boot, whether it came up or not; nothing while it is off. */
    protected final synchronized @Nullable R running() {
        return running;
    }

    /** The boot does not get any further. */
    protected final synchronized void fails(F reason) {
        failure = reason;
    }

    /** Nothing is in the way of the boot, or not any more. */
    protected final synchronized void mended() {
        failure = null;
    }

    /** Why it does not come up; empty while it is off or up. */
    public final synchronized Optional<F> failure() {
        return Optional.ofNullable(failure);
    }

    /** The boot that came up; empty while it is off or did not come up. */
    public final synchronized Optional<R> up() {
        return failure == null ? Optional.ofNullable(running) : Optional.empty();
    }

    /** Files of the running machine as root sees them. */
    public final synchronized Optional<View> files() {
        return up().map(Booted::view);
    }

    /** The arrays of the running machine. */
    public final synchronized Optional<MdDriver> arrays() {
        return up().map(now -> now.drivers().md());
    }

    /** Changes with every boot. */
    public final synchronized Optional<String> bootId() {
        return up().map(now -> now.drivers().bootId());
    }

    /** Processes of the running machine; empty while it is off or did not come up. */
    public final synchronized Optional<Kernel> kernel() {
        return up().flatMap(Booted::kernel);
    }

    /** Whether it runs and its SSH daemon takes connections. */
    public abstract boolean reachable();

    /** Whether the running system has its root on an array. */
    public final synchronized boolean rootOnArray() {
        return up().filter(now -> now.root().medium() instanceof MdArray).isPresent();
    }

    /** Switches on. */
    public abstract void powerOn();

    /** What an earlier boot could not read any more can be read again, if its drive answers. */
    protected final void forgetErrors() {
        machine.drives().values().stream()
                .filter(drive -> !drive.dead())
                .flatMap(drive -> drive.contents().values().stream())
                .forEach(content -> {
                    if (content instanceof Content.Files files) {
                        files.tree().failWith(null);
                    }
                });
    }

    /** Pulls the plug: nothing is written any more. */
    public final synchronized void powerOff() {
        end(false);
    }

    /** The machine goes off: in order, or because its power goes. */
    protected final synchronized void end(boolean orderly) {
        tty().nobody();
        R last = running;
        if (last != null) {
            if (orderly) {
                network.shutDown();
            } else {
                network.cutPower();
            }
            last.kernel().ifPresent(Kernel::stop);
            last.end(orderly);
        }
        running = null;
        failure = null;
        machine.powered(false);
    }

    /** Does what a program wanted the machine to do, with the lock held, after the moment that {@code init} needs for it. */
    protected final void soon(String init, Runnable wanted) {
        after(MOMENT, init, wanted);
    }

    /** Does something with the lock held after this time, whatever the machine does meanwhile. */
    protected final void after(Duration simulated, String what, Runnable wanted) {
        Thread.ofVirtual().name(what).start(() -> {
            try {
                time.sleep(simulated);
            } catch (InterruptedException never) {
                return;
            }
            synchronized (this) {
                wanted.run();
            }
        });
    }

    /** The reset button. */
    public final synchronized void reset() {
        end(false);
        powerOn();
    }

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
