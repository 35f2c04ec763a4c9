package org.applepie.agent.simulated.debian;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.applepie.agent.simulated.files.Namespace;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.Console;
import org.applepie.agent.simulated.shell.SimulatedTime;

/** From a kernel in memory to a mounted root: init of the initramfs. */
final class Boot {

    private final Drivers drivers;
    private final Loaded loaded;
    private final Console console;
    private final Random random;
    private final Power power;

    Boot(Drivers drivers, Loaded loaded, Console console, Random random, Power power) {
        this.drivers = drivers;
        this.loaded = loaded;
        this.console = console;
        this.random = random;
        this.power = power;
    }

    /** Mounts root, or says why not. */
    Running root() throws Failed {
        console.say("Loading Linux " + loaded.kernel() + " ...");
        for (String word : drivers.commandLine().split(" ")) {
            if (word.startsWith("root=UUID=")) {
                return mounted(word.substring("root=UUID=".length()));
            }
        }
        throw new Failed(BootFailure.NO_ROOT);
    }

    private Running mounted(String uuid) throws Failed {
        for (Block block : drivers.blocks()) {
            Optional<Content.Files> files = files(block);
            if (files.isPresent()
                    && files.get().uuid().toString().equals(uuid)
                    && drivers.holder(block).isEmpty()) {
                files.get().tree().readOnly(false);
                Namespace namespace = new Namespace(
                        files.get().tree(),
                        block.path(),
                        block.number(),
                        List.of("rw", "relatime"),
                        () -> nanos(drivers.time()),
                        drivers);
                Running running = new Running(drivers, namespace, block, console, random, power);
                running.superOptions(files.get().tree(), "rw,errors=remount-ro");
                return running;
            }
        }
        console.say("ALERT!  UUID=" + uuid + " does not exist.  Dropping to a shell!");
        throw new Failed(BootFailure.NO_ROOT);
    }

    private static Optional<Content.Files> files(Block block) {
        try {
            return block.medium().content() instanceof Content.Files files ? Optional.of(files) : Optional.empty();
        } catch (DriveFailure dead) {
            return Optional.empty();
        }
    }

    static long nanos(SimulatedTime time) {
        return time.now().getEpochSecond() * 1_000_000_000L + time.now().getNano();
    }
}
