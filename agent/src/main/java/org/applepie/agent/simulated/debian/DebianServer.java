package org.applepie.agent.simulated.debian;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
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

    // Nobody chooses in the few seconds that a menu usually waits, and no time passes for them.
    private static final int USUAL_SECONDS = 10;

    private final Random random;
    private final long speedKib;
    private final Tty terminal = new Tty(this, new AtOwnTerminal());
    private boolean bootedBefore;
    private @Nullable Waiting atMenu;
    private Runnable person = () -> {};

    /** A menu of GRUB that is shown and waits for somebody. @param tries boots that are left if this one panics */
    private record Waiting(GrubShell menu, int tries) {}

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
            Waiting waiting = atMenu;
            if (waiting == null) {
                return;
            }
            String wanted = label.strip();
            if (wanted.isEmpty()) {
                leaveMenu(waiting, waiting.menu()::start);
            } else if (waiting.menu().has(wanted)) {
                leaveMenu(waiting, () -> waiting.menu().start(wanted));
            } else {
                // Any key ends the countdown.
                atMenu = new Waiting(waiting.menu(), waiting.tries());
                terminal.loader();
            }
        }
    }

    /** Calls somebody to the keyboard, with the machine's lock held, whenever a menu of GRUB waits longer than usual. */
    public synchronized void whenMenuWaits(Runnable calls) {
        person = calls;
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

    private void boot(int tries) {
        atMenu = null;
        try {
            if (cursed()) {
                throw new Failed(BootFailure.DEAD);
            }
            GrubShell menu = new Grub(machine(), screen()).menu();
            if (menu.seconds() > USUAL_SECONDS) {
                waitAtMenu(new Waiting(menu, tries));
            } else {
                boot(menu::start, tries);
            }
        } catch (Failed failed) {
            fails(failed.reason());
            terminal.nobody();
        }
    }

    private void waitAtMenu(Waiting waiting) {
        atMenu = waiting;
        int seconds = waiting.menu().seconds();
        screen().say("GNU GRUB  version 2.06-13+deb12u2\n\n "
                + String.join("\n ", waiting.menu().titles())
                + "\n\nThe highlighted entry will be executed automatically in " + seconds + "s.");
        terminal.loader();
        person.run();
        if (atMenu == waiting) {
            after(Duration.ofSeconds(seconds), "menu", () -> leaveMenu(waiting, waiting.menu()::start));
        }
    }

    private void leaveMenu(Waiting waiting, Supplier<Optional<Loaded>> chosen) {
        if (atMenu == waiting && machine().powered()) {
            atMenu = null;
            terminal.nobody();
            boot(chosen, waiting.tries());
        }
    }

    // An initramfs that was told so by panic= starts the machine again where it would else wait for a person.
    private void boot(Supplier<Optional<Loaded>> chosen, int tries) {
        Loaded loaded = null;
        try {
            loaded = chosen.get().orElseThrow(() -> new Failed(BootFailure.GRUB_SHELL));
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
