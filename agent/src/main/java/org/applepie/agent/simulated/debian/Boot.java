package org.applepie.agent.simulated.debian;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.applepie.agent.simulated.files.Namespace;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.MdArray;
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
        Initrd initrd = loaded.initrd();
        drivers.say("Linux version " + loaded.kernel() + " " + KernelPackage.build(loaded.kernel()));
        drivers.say("Command line: " + drivers.commandLine());
        if (!initrd.kernel().equals(loaded.kernel())
                || !initrd.modules().containsAll(List.of("sd_mod", "virtio_scsi"))) {
            throw lost(wanted(), "there is no driver for any drive");
        }
        initrd.modules().stream().filter(module -> !module.startsWith("raid")).forEach(drivers::load);
        console.say("Begin: Running /scripts/local-block ... done.");
        boolean arrays =
                initrd.files().contains("usr/sbin/mdadm") && initrd.modules().contains("raid1");
        Assembly assembly = new Assembly(drivers, MdadmConf.parse(String.join("\n", initrd.arrays())), "");
        if (arrays) {
            assembly.start(false);
        }
        Optional<Block> root = find(wanted());
        if (root.isEmpty() && arrays) {
            console.say("Begin: Waiting for root file system ... mdadm: started degraded arrays");
            assembly.start(true);
            root = find(wanted());
        }
        return mounted(root.orElseThrow(() -> lost(wanted(), "it does not exist")));
    }

    private Failed lost(String wanted, String why) {
        console.say("Gave up waiting for root file system device.  Common problems:\n"
                + " - Boot args (cat /proc/cmdline)\n   - Check rootdelay= (did the system wait long enough?)\n"
                + " - Missing modules (cat /proc/modules; ls /dev)\n"
                + "ALERT!  " + wanted + " does not exist (" + why + ").  Dropping to a shell!\n(initramfs) ");
        return new Failed(BootFailure.NO_ROOT);
    }

    private String wanted() {
        for (String word : drivers.commandLine().split(" ")) {
            if (word.startsWith("root=")) {
                return word.substring("root=".length());
            }
        }
        return "";
    }

    private Optional<Block> find(String wanted) {
        return drivers.blocks().stream()
                .filter(block -> wanted.equals(block.path())
                        || FileSystems.uuid(drivers, block)
                                .filter(uuid -> wanted.equals("UUID=" + uuid))
                                .isPresent())
                .findFirst();
    }

    private Running mounted(Block root) throws Failed {
        Content.Files files =
                FileSystems.files(drivers, root).orElseThrow(() -> lost(root.path(), "it has no file system"));
        files.tree().readOnly(false);
        if (root.medium() instanceof MdArray array) {
            array.written();
        }
        Namespace namespace = new Namespace(
                files.tree(),
                root.path(),
                root.number(),
                List.of("rw", "relatime"),
                () -> nanos(drivers.time()),
                drivers);
        drivers.say("EXT4-fs (" + root.node() + "): mounted filesystem with ordered data mode. Quota mode: none.");
        Running running = new Running(drivers, namespace, root, console, random, power);
        running.superOptions(files.tree(), "rw,errors=remount-ro");
        return running;
    }

    static long nanos(SimulatedTime time) {
        return time.now().getEpochSecond() * 1_000_000_000L + time.now().getNano();
    }
}
