package org.applepie.agent.simulated.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.machine.Server;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.agent.simulated.terminal.Tty;
import org.jspecify.annotations.Nullable;

/**
 * A machine with a current Debian: its hardware, whatever runs on it, and its console. Between boots only the drives remember
 * anything. Safe for use by several threads.
 */
public final class DebianServer extends Server<Running, BootFailure> {

    // Nobody watches a machine that starts again and again for ever.
    private static final int TRIES = 5;

    private final Random random;
    private final long speedKib;
    private final Tty terminal = new Tty(this, new AtOwnTerminal());
    private boolean bootedBefore;

    /**
     * @param random decides ids, UUIDs and in which order a boot finds the drives, so that the same seed gives the same machine
     * @param speedKib how fast an array fills a member, in KiB per simulated second
     */
    public DebianServer(Machine machine, SimulatedTime time, Random random, long speedKib) {
        super(machine, time);
        this.random = random;
        this.speedKib = speedKib;
    }

    @Override
    protected Tty tty() {
        return terminal;
    }

    /** What the terminal asks for and brings about, with the lock held. */
    private final class AtOwnTerminal extends AtTerminal {
        @Override
        public void goOn() {
            Running now = running();
            if (now != null && failure().equals(Optional.of(BootFailure.EMERGENCY))) {
                mended();
                arrive(now);
            }
        }

        @Override
        public void boot(String label) {
            throw new UnsupportedOperationException("GRUB has a menu here, and no prompt for labels");
        }
    }

    @Override
    public synchronized boolean reachable() {
        return up().filter(now -> now.units().active("ssh.service")).isPresent();
    }

    /** Whether a unit of this full name is active, {@code cron.service}. */
    public synchronized boolean active(String unit) {
        return up().filter(now -> now.units().active(unit)).isPresent();
    }

    @Override
    public synchronized void powerOn() {
        if (machine().powered()) {
            return;
        }
        machine().powered(true);
        forgetErrors();
        mended();
        boot(TRIES);
    }

    // An initramfs that was told so by panic= starts the machine again where it would else wait for a person.
    private void boot(int tries) {
        Loaded loaded = null;
        try {
            if (cursed()) {
                throw new Failed(BootFailure.DEAD);
            }
            loaded = new Grub(machine(), screen()).load();
            boot(loaded);
        } catch (Failed failed) {
            boolean again = loaded != null && failed.reason() == BootFailure.NO_ROOT && panics(loaded);
            if (again && tries > 1) {
                screen().say("Rebooting automatically due to panic= boot argument");
                boot(tries - 1);
            } else {
                fails(failed.reason());
                terminal.nobody();
            }
        }
    }

    private static boolean panics(Loaded loaded) {
        return (" " + loaded.commandLine() + " ").matches(".* panic=[1-9][0-9]* .*");
    }

    private void boot(Loaded loaded) throws Failed {
        String bootId = Drivers.uuid(random).toString();
        Drivers drivers =
                new Drivers(loaded.kernel(), machine(), found(), time(), bootId, loaded.commandLine(), speedKib);
        Going going = new Going();
        Running booted = new Boot(drivers, loaded, screen(), random, going).root();
        going.boot = booted;
        runs(booted);
        booted.startKernel(this::watched);
        arrive(booted);
    }

    // From a mounted root to a machine that can be logged in to, or to the emergency shell.
    private void arrive(Running booted) {
        try {
            new Systemd(booted).start();
            terminal.login();
            if (booted.units().active("ssh.service")) {
                network().up();
            }
        } catch (Failed failed) {
            fails(failed.reason());
            terminal.maintenance();
        }
    }

    // Drives are probed at the same time since kernel 5.x; which of them is sda is decided anew by every boot.
    private List<SimulatedDrive> found() {
        List<SimulatedDrive> order = new ArrayList<>(machine().drives().values());
        if (bootedBefore && random.nextInt(3) == 0) {
            java.util.Collections.reverse(order);
        }
        bootedBefore = true;
        return order;
    }

    /** What becomes of the machine when a program of this boot wants it to go down; systemd needs a moment for it. */
    private final class Going implements Power {

        private @Nullable Running boot;

        @Override
        public void become(Wish wish) {
            soon("systemd", () -> {
                if (running() == boot) {
                    switch (wish) {
                        case REBOOT -> reboot();
                        case HALT -> halt();
                    }
                }
            });
        }
    }

    /** What {@code systemctl reboot} does. */
    public synchronized void reboot() {
        screen().say("[  OK  ] Reached target reboot.target - System Reboot.");
        end(true);
        powerOn();
    }

    /** What {@code systemctl poweroff} does. */
    public synchronized void halt() {
        screen().say("[  OK  ] Reached target poweroff.target - System Power Off.");
        end(true);
    }

    @Override
    public synchronized void stir() {
        up().ifPresent(now -> now.drivers().stir());
    }
}
