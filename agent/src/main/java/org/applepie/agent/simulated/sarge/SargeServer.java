package org.applepie.agent.simulated.sarge;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.machine.Server;
import org.applepie.agent.simulated.sarge.BootLoader.Failed;
import org.applepie.agent.simulated.shell.Signal;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.agent.simulated.terminal.Tty;

/**
 * A Debian 3.1 machine: its hardware, whatever runs on it, and its console. Between boots only the drives remember anything. Safe
 * for use by several threads.
 */
public final class SargeServer extends Server<Running, BootFailure> {

    private final Random random;
    private final long speedKib;
    private final Map<Long, Instant> mountTimes = new HashMap<>();
    private final Tty terminal = new Tty(this, new AtOwnTerminal());
    private boolean single;

    /**
     * @param random decides ids and UUIDs, so that the same seed gives the same machine
     * @param speedKib how fast an array fills a member, in KiB per simulated second
     */
    public SargeServer(Machine machine, SimulatedTime time, Random random, long speedKib) {
        super(machine, time);
        this.random = random;
        this.speedKib = speedKib;
    }

    Random random() {
        return random;
    }

    /** Init scripts whose daemons run; empty while it is not up. */
    public synchronized Set<String> services() {
        return up().map(now -> Set.copyOf(now.services())).orElse(Set.of());
    }

    @Override
    protected Tty tty() {
        return terminal;
    }

    /** What the terminal asks for and brings about, with the lock held. */
    private final class AtOwnTerminal extends AtTerminal {
        @Override
        public void goOn() {
            SargeServer.this.goOn();
        }

        @Override
        public void boot(String label) {
            end(false);
            powerOn(Optional.of(label));
        }
    }

    @Override
    public synchronized boolean reachable() {
        return up().filter(now -> now.services().contains("ssh")).isPresent();
    }

    /** Whether somebody at the console has a shell: in every run level, but not after a boot that failed. */
    public synchronized boolean usable() {
        return up().isPresent();
    }

    /** Whether it is in single user mode. */
    public synchronized boolean single() {
        return single;
    }

    /** Switches on; with nobody at the console LILO takes its default. */
    @Override
    public synchronized void powerOn() {
        powerOn(Optional.empty());
    }

    /** Switches on, and types a label at LILO's prompt. */
    public synchronized void powerOn(String label) {
        powerOn(Optional.of(label));
    }

    private void powerOn(Optional<String> typed) {
        if (machine().powered()) {
            return;
        }
        machine().powered(true);
        forgetErrors();
        mended();
        single = false;
        try {
            if (cursed()) {
                throw new Failed(BootFailure.DEAD);
            }
            boot(typed);
        } catch (Failed failed) {
            fails(failed.reason());
            switch (failed.reason()) {
                case CHECK_FAILED -> terminal.maintenance();
                case WAITS_AT_PROMPT -> terminal.loader();
                default -> terminal.nobody();
            }
        }
    }

    private void boot(Optional<String> typed) throws Failed {
        BootLoader.Loaded loaded = new BootLoader(machine(), screen()).load(typed);
        String bootId = Drivers.uuid(random).toString();
        Drivers drivers =
                new Drivers(loaded.kernel(), machine(), time(), bootId, loaded.commandLine(), speedKib, mountTimes);
        Running booted = new Boot(drivers, loaded, screen(), random).root();
        runs(booted);
        booted.startKernel(time(), new Going(booted), this::watched);
        booted.initialize();
        normal(booted);
    }

    /** Run level 2. */
    private void normal(Running now) {
        now.startServices();
        if (now.services().contains("ssh")) {
            network().up();
        }
        terminal.login();
    }

    /** From the maintenance shell, or its prompt, on to where it would have gone: only a root that failed its check is in the way. */
    private void goOn() {
        Running now = running();
        if (now == null) {
            return;
        }
        if (failure().equals(Optional.of(BootFailure.CHECK_FAILED)) && !now.isRootChecked()) {
            reset();
            return;
        }
        if (failure().equals(Optional.of(BootFailure.CHECK_FAILED))) {
            mended();
            now.initializeUnchecked();
        } else if (!single) {
            return;
        }
        single = false;
        killAll(now);
        normal(now);
    }

    private static void killAll(Running now) {
        now.kernel().ifPresent(kernel -> kernel.processes().forEach(process -> process.signal(Signal.KILL)));
    }

    /** What becomes of the machine when a program of this boot wants it to go down; init needs a moment for it. */
    private final class Going implements Shutdown.Power {

        private final Running boot;

        Going(Running boot) {
            this.boot = boot;
        }

        @Override
        public void become(Shutdown.Wish wish) {
            soon("init", () -> {
                if (running() == boot) {
                    switch (wish) {
                        case REBOOT -> reboot();
                        case HALT -> halt();
                        case SINGLE -> singleUser();
                        case NORMAL -> goOn();
                    }
                }
            });
        }

        @Override
        public Instant now() {
            return time().now();
        }
    }

    /** What reboot(8) does. */
    public synchronized void reboot() {
        screen().say("The system is going down for reboot NOW!");
        end(true);
        powerOn(Optional.empty());
    }

    /** What {@code shutdown -h now} does. */
    public synchronized void halt() {
        screen().say("The system is going down for system halt NOW!");
        end(true);
    }

    /** What {@code init 1} does: daemons end, sshd first, then all else, and the console asks for root's password. */
    public synchronized void singleUser() {
        up().ifPresent(now -> {
            screen().say("INIT: Switching to runlevel: 1\nINIT: Sending processes the TERM signal");
            terminal.nobody();
            now.services().clear();
            network().shutDown();
            killAll(now);
            single = true;
            terminal.maintenance();
        });
    }

    @Override
    public synchronized void stir() {
        up().ifPresent(now -> now.drivers().stir(now.root().medium()));
    }
}
