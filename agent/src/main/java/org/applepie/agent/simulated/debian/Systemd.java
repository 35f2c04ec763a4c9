package org.applepie.agent.simulated.debian;

import java.util.List;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.Fstab;

/** What systemd does from a mounted root to a machine that can be logged in to. */
final class Systemd {

    private final Running running;

    Systemd(Running running) {
        this.running = running;
    }

    void start() throws Failed {
        running.kernelFiles().settle();
        for (Fstab entry : Fstab.read(running.view())) {
            if (entry.point().equals("/")) {
                continue;
            }
            Block block = device(entry.source());
            if (entry.swap()) {
                running.drivers().swaps().add(block);
            } else {
                mount(entry, block);
            }
        }
        running.units().start("ssh.service");
        running.console().say("\nDebian GNU/Linux 12 " + running.host() + " ttyS0\n\n" + running.host() + " login: ");
    }

    private Block device(String source) throws Failed {
        for (Block block : running.drivers().blocks()) {
            if (source.equals("UUID=" + uuid(block)) && running.drivers().holder(block).isEmpty()) {
                return block;
            }
        }
        running.console().say("You are in emergency mode.");
        throw new Failed(BootFailure.EMERGENCY);
    }

    private static String uuid(Block block) {
        try {
            return switch (block.medium().content()) {
                case Content.Files files -> files.uuid().toString();
                case Content.Swap swap -> swap.uuid().toString();
                case Content.Zeros zeros -> "";
                case Content.Foreign foreign -> "";
                case Content.Garbage garbage -> "";
            };
        } catch (DriveFailure dead) {
            return "";
        }
    }

    private void mount(Fstab entry, Block block) throws Failed {
        try {
            if (block.medium().content() instanceof Content.Files files) {
                running.namespace()
                        .mount(
                                running.view(),
                                entry.point(),
                                files.tree(),
                                block.path(),
                                block.number(),
                                List.of("rw", "relatime"));
            }
        } catch (ErrnoException | DriveFailure refused) {
            throw new Failed(BootFailure.EMERGENCY);
        }
    }
}
