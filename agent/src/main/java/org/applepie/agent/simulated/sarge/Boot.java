package org.applepie.agent.simulated.sarge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.Namespace;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdDevice;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.Console;
import org.applepie.agent.simulated.sarge.BootLoader.Failed;
import org.applepie.agent.simulated.sarge.BootLoader.Loaded;
import org.applepie.agent.simulated.shell.SimulatedTime;

/** From a kernel in memory to a mounted root: linuxrc of the initrd. */
final class Boot {

    private static final String PANIC = """
            pivot_root: No such file or directory
            /sbin/init: 432: cannot open dev/console: No such file
            Kernel panic: Attempted to kill init!""";

    private final Drivers drivers;
    private final Loaded loaded;
    private final Console console;
    private final Random random;
    private final SimulatedTime time;

    Boot(Drivers drivers, Loaded loaded, Console console, Random random) {
        this.drivers = drivers;
        this.loaded = loaded;
        this.console = console;
        this.random = random;
        this.time = drivers.time();
    }

    /** Mounts root, or says why not. */
    Running root() throws Failed {
        console.say("Linux version " + loaded.kernel());
        // insmod takes no module of another kernel
        List<String> modules = loaded.initrd().kernel().equals(loaded.kernel())
                ? loaded.initrd().modules()
                : List.of();
        modules.forEach(drivers::load);
        startArray(modules);
        DeviceNumber number = rootNumber();
        Optional<Block> root = drivers.block(number);
        if (root.isEmpty()) {
            console.say("mount: special device /dev2/root2 does not exist\n" + PANIC);
            throw new Failed(missing(number, modules));
        }
        if (root.get().medium() instanceof Region region && !driven(region, modules)) {
            console.say(PANIC);
            throw new Failed(BootFailure.NO_DISK_DRIVER);
        }
        Optional<Content.Files> files = drivers.forMount(root.get());
        if (files.isEmpty()) {
            console.say("mount: fs type ext3 not supported by kernel\n" + PANIC);
            throw new Failed(BootFailure.ROOT_MISSING);
        }
        return running(root.get(), files.get());
    }

    private BootFailure missing(DeviceNumber number, List<String> modules) {
        if (number.major() != 9) {
            return BootFailure.ROOT_MISSING;
        }
        if (!drivers.raid1()) {
            return BootFailure.NO_RAID_MODULE;
        }
        return diskDriversFirst(modules) ? BootFailure.ROOT_ARRAY_MISSING : BootFailure.NO_DISK_DRIVER;
    }

    private DeviceNumber rootNumber() {
        for (String word : loaded.commandLine().split(" ")) {
            if (word.matches("root=[0-9a-f]{1,4}")) {
                int packed = Integer.parseInt(word.substring(5), 16);
                return new DeviceNumber(packed >>> 8, packed & 0xff);
            }
        }
        return drivers.blocks().stream()
                .filter(block -> block.path().equals(loaded.initrd().root()))
                .map(Block::number)
                .findFirst()
                .orElse(new DeviceNumber(0, 0));
    }

    private static boolean diskDriversFirst(List<String> modules) {
        int md = modules.indexOf("md") < 0 ? modules.indexOf("raid1") : modules.indexOf("md");
        return List.of("sd_mod", "aic7xxx", "ide-disk", "ide-detect").stream()
                .mapToInt(modules::indexOf)
                .allMatch(at -> at < md);
    }

    private boolean driven(Region region, List<String> modules) {
        Position position = drivers.diskOf(region.drive()).orElseThrow().position();
        return modules.containsAll(Mkinitrd.modulesOf(position));
    }

    private void startArray(List<String> modules) {
        InitrdImage initrd = loaded.initrd();
        if (initrd.array().isEmpty()) {
            return;
        }
        int minor = initrd.array().get();
        if (!drivers.raid1()) {
            console.say("mdadm: error opening /devfs/md/" + minor + ": No such device");
            return;
        }
        if (!diskDriversFirst(modules)) {
            console.say("mdadm: no devices found for /devfs/md/" + minor);
            return;
        }
        Optional<MdArray> array = assemble(minor, initrd);
        console.say(array.map(started -> "mdadm: /devfs/md/" + minor + " has been started with " + started.working()
                        + (started.working() == 1 ? " drive" : " drives")
                        + (started.degraded() ? " (out of " + started.raidDisks() + ")." : "."))
                .orElse("mdadm: no devices found for /devfs/md/" + minor));
    }

    private Optional<MdArray> assemble(int minor, InitrdImage initrd) {
        List<MdDevice> members = new ArrayList<>();
        for (String path : initrd.members()) {
            drivers.node(path.substring("/dev/".length()))
                    .filter(block -> block.medium() instanceof Region region && carries(region, initrd.uuid()))
                    .ifPresent(block -> members.add(block.member()));
        }
        try {
            return drivers.md().assemble(minor, members);
        } catch (ErrnoException | DriveFailure refused) {
            return Optional.empty();
        }
    }

    private static boolean carries(Region region, String uuid) {
        try {
            return region.superblock()
                    .filter(block -> block.uuid().equals(uuid))
                    .isPresent();
        } catch (DriveFailure failure) {
            return false;
        }
    }

    private Running running(Block root, Content.Files files) {
        FileSystem tree = files.tree();
        tree.readOnly(false);
        drivers.mount(files, root.number());
        console.say(
                "kjournald starting.  Commit interval 5 seconds\nEXT3-fs: mounted filesystem with ordered data mode.");
        Namespace namespace =
                new Namespace(tree, "/dev/root", root.number(), List.of("rw"), () -> nanos(time), drivers);
        return new Running(drivers, namespace, root, console, random);
    }

    static long nanos(SimulatedTime time) {
        return time.now().getEpochSecond() * 1_000_000_000L + time.now().getNano();
    }
}
