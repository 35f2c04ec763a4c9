package org.applepie.agent.simulated.debian;

import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.Fstab;

/** What systemd does from a mounted root to a machine that can be logged in to. */
final class Systemd {

    private static final String UUID = "/dev/disk/by-uuid/";

    private final Running running;

    Systemd(Running running) {
        this.running = running;
    }

    /** Goes to the multi-user target; to be called again when a person is done with the emergency shell. */
    void start() throws Failed {
        arrays();
        running.kernelFiles().settle();
        for (Fstab entry : Fstab.read(running.view())) {
            if (done(entry)) {
                continue;
            }
            if (entry.swap()) {
                device(entry).ifPresent(this::swap);
            } else if (!entry.point().equals("/") && entry.automatic()) {
                mount(entry);
            }
        }
        network();
    }

    // udev takes up members as it finds them; what is not complete by then waits for a timer and is started without
    // them.
    private void arrays() {
        if (running.view().exists("/usr/sbin/mdadm")) {
            Assembly assembly = new Assembly(running.drivers(), MdadmConf.of(running.view()), running.host());
            assembly.start(false);
            assembly.start(true);
            if (!running.drivers().md().arrays().isEmpty()) {
                MdMonitor.start(running);
            }
        }
    }

    private void swap(Block block) {
        if (FileSystems.swap(running.drivers(), block)) {
            if (block.medium() instanceof MdArray array) {
                array.written();
            }
            running.drivers().swaps().add(block);
            running.drivers().say("Adding " + (block.kib() - 4) + "k swap on " + block.path() + ".");
        }
    }

    private boolean done(Fstab entry) {
        return entry.swap()
                ? device(entry).filter(running.drivers().swaps()::contains).isPresent()
                : running.namespace().mounts(running.view()).stream()
                        .anyMatch(mount -> mount.point().equals(entry.point()));
    }

    private Optional<Block> device(Fstab entry) {
        String source = entry.source();
        return running.drivers().blocks().stream()
                .filter(block -> source.equals(block.path())
                        || FileSystems.uuid(running.drivers(), block)
                                .filter(uuid -> source.equals("UUID=" + uuid) || source.equals(UUID + uuid))
                                .isPresent())
                .findFirst();
    }

    private void mount(Fstab entry) throws Failed {
        Optional<Block> block = device(entry);
        Optional<Content.Files> files = block.flatMap(one -> FileSystems.files(running.drivers(), one));
        if (files.isEmpty()) {
            missing(entry);
            return;
        }
        if (entry.pass() > 0) {
            checked(entry);
        }
        if (block.get().medium() instanceof MdArray array) {
            array.written();
        }
        try {
            files.get().tree().readOnly(entry.options().contains("ro"));
            running.namespace()
                    .mount(
                            running.view(),
                            entry.point(),
                            files.get().tree(),
                            block.get().path(),
                            block.get().number(),
                            List.of(entry.options().contains("ro") ? "ro" : "rw", "relatime"));
        } catch (ErrnoException refused) {
            missing(entry);
        }
    }

    private void missing(Fstab entry) throws Failed {
        if (entry.options().contains("nofail")) {
            return;
        }
        running.console()
                .say("[ TIME ] Timed out waiting for device " + entry.source() + ".\n[DEPEND] Dependency failed for "
                        + entry.point()
                        + ".\n[DEPEND] Dependency failed for local-fs.target - Local File Systems.\n"
                        + "You are in emergency mode. After logging in, type \"journalctl -xb\" to view\n"
                        + "system logs, \"systemctl reboot\" to reboot, \"systemctl default\" or \"exit\"\n"
                        + "to boot into default mode.");
        throw new Failed(BootFailure.EMERGENCY);
    }

    // The unit that checked it stays active.
    private void checked(Fstab entry) {
        String device = entry.source().replaceFirst("^UUID=", UUID);
        String name =
                "systemd-fsck@" + device.substring(1).replace("-", "\\x2d").replace('/', '-') + ".service";
        running.units().add(new Units.Unit(name, "exited", "File System Check on " + device));
        running.units().start(name);
    }

    private void network() {
        try {
            running.view().makeDirectories("/run/systemd/system");
        } catch (ErrnoException refused) {
            running.console()
                    .say("Failed to create /run/systemd/system: "
                            + refused.errno().text());
        }
        running.console().say("[  OK  ] Started ssh.service - OpenBSD Secure Shell server.");
    }
}
