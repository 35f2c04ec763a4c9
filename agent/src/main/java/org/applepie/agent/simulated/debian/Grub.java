package org.applepie.agent.simulated.debian;

import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.hardware.TreeDigest;
import org.applepie.agent.simulated.machine.Console;

/** From power on to a kernel in memory. */
final class Grub {

    static final String KERNEL = "HdrS Linux kernel ";

    private final Machine machine;
    private final Console console;

    Grub(Machine machine, Console console) {
        this.machine = machine;
        this.console = console;
    }

    Loaded load() throws Failed {
        for (SimulatedDrive drive : machine.bootOrder()) {
            for (Content content : drive.contents().values()) {
                Optional<Loaded> loaded = content instanceof Content.Files files ? load(files) : Optional.empty();
                if (loaded.isPresent()) {
                    return loaded.get();
                }
            }
        }
        console.say("No bootable device.");
        throw new Failed(BootFailure.NOTHING_TO_BOOT);
    }

    private static Optional<Loaded> load(Content.Files files) {
        View view = TreeDigest.view(files.tree());
        try {
            String line = view.text("/grub/grub.cfg")
                    .lines()
                    .filter(one -> one.strip().startsWith("linux\t"))
                    .findFirst()
                    .orElseThrow();
            Initrd initrd = Initrd.parse(view.text("/initrd.img-" + Drivers.RELEASE)).orElseThrow();
            return Optional.of(new Loaded(
                    Drivers.RELEASE, initrd, "BOOT_IMAGE=" + line.strip().substring("linux\t".length())));
        } catch (ErrnoException | java.util.NoSuchElementException absent) {
            return Optional.empty();
        }
    }
}
