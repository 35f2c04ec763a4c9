package org.applepie.agent.simulated.debian;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.files.Format;
import org.applepie.agent.simulated.files.Namespace;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.machine.Block;

/**
 * /dev: the nodes of the kernel, the links of udev, and what others put there. Nodes and links follow the devices before each
 * look, so that nobody ever waits for udev.
 */
final class DevFiles {

    private static final int LOOPS = 8;

    private final Drivers drivers;
    private final Udev udev;
    private final FileSystem tree = new FileSystem(new Format("devtmpfs", "", "", 122_666, 122_666));
    private final View files;
    private final ReentrantLock keeping = new ReentrantLock();
    private Map<String, DeviceNumber> nodes = Map.of();
    private Map<String, String> links = Map.of();

    DevFiles(Drivers drivers, Udev udev) {
        this.drivers = drivers;
        this.udev = udev;
        this.files = new Namespace(
                        tree, "udev", new DeviceNumber(0, 5), List.of("rw"), () -> Boot.nanos(drivers.time()), drivers)
                .view();
        try {
            lasting();
        } catch (ErrnoException impossible) {
            throw new IllegalStateException(impossible);
        }
        tree.keptBy(this::keep);
    }

    FileSystem tree() {
        return tree;
    }

    private void lasting() throws ErrnoException {
        Map<String, DeviceNumber> open = Map.of(
                "null", new DeviceNumber(1, 3),
                "zero", new DeviceNumber(1, 5),
                "full", new DeviceNumber(1, 7),
                "random", new DeviceNumber(1, 8),
                "urandom", new DeviceNumber(1, 9),
                "tty", new DeviceNumber(5, 0),
                "ptmx", new DeviceNumber(5, 2));
        for (Map.Entry<String, DeviceNumber> device : open.entrySet()) {
            node("/" + device.getKey(), FileType.CHARACTER_DEVICE, device.getValue(), 0666);
        }
        node("/console", FileType.CHARACTER_DEVICE, new DeviceNumber(5, 1), 0600);
        node("/kmsg", FileType.CHARACTER_DEVICE, new DeviceNumber(1, 11), 0644);
        node("/tty1", FileType.CHARACTER_DEVICE, new DeviceNumber(4, 1), 0600);
        node("/ttyS0", FileType.CHARACTER_DEVICE, new DeviceNumber(4, 64), 0600);
        node("/loop-control", FileType.CHARACTER_DEVICE, new DeviceNumber(10, 237), 0660);
        for (int loop = 0; loop < LOOPS; loop++) {
            node("/loop" + loop, FileType.BLOCK_DEVICE, new DeviceNumber(7, loop), 0660);
        }
        for (String directory : List.of("/pts", "/shm", "/mqueue", "/hugepages", "/disk")) {
            files.makeDirectories(directory);
        }
        files.symlink("/proc/self/fd", "/fd");
        files.symlink("/proc/self/fd/0", "/stdin");
        files.symlink("/proc/self/fd/1", "/stdout");
        files.symlink("/proc/self/fd/2", "/stderr");
    }

    private void node(String path, FileType type, DeviceNumber number, int mode) throws ErrnoException {
        files.makeNode(path, type, number, mode);
        files.mode(path, mode);
    }

    /** Brings nodes and links to what there is. What others made in their place stays as it is. */
    void keep() {
        if (keeping.isHeldByCurrentThread()) {
            return;
        }
        keeping.lock();
        try {
            // udev has a table read again that somebody wrote, unless the drive is in use.
            drivers.disks().stream()
                    .filter(disk -> disk.outdated() && !drivers.busy(disk.whole()))
                    .forEach(Disk::reread);
            Map<String, DeviceNumber> wantedNodes = new LinkedHashMap<>();
            drivers.blocks().forEach(block -> wantedNodes.put("/" + block.node(), block.number()));
            Map<String, String> wantedLinks = new LinkedHashMap<>();
            udev.links().forEach((path, block) -> wantedLinks.put(path, target(path, block)));
            change(wantedNodes, wantedLinks);
        } finally {
            keeping.unlock();
        }
    }

    private static String target(String path, Block block) {
        long depth = path.chars().filter(c -> c == '/').count() - 1;
        return "../".repeat((int) depth) + block.node();
    }

    private void change(Map<String, DeviceNumber> wantedNodes, Map<String, String> wantedLinks) {
        if (wantedNodes.equals(nodes) && wantedLinks.equals(links)) {
            return;
        }
        links.forEach((path, target) -> {
            if (!target.equals(wantedLinks.get(path))) {
                remove(path);
            }
        });
        nodes.forEach((path, number) -> {
            if (!number.equals(wantedNodes.get(path))) {
                remove(path);
            }
        });
        wantedNodes.forEach((path, number) -> make(path, () -> {
            files.makeNode(path, FileType.BLOCK_DEVICE, number, 0660);
            files.owner(path, 0, 6);
        }));
        wantedLinks.forEach((path, target) -> make(path, () -> {
            files.makeDirectories(path.substring(0, path.lastIndexOf('/')));
            files.symlink(target, path);
        }));
        nodes = wantedNodes;
        links = wantedLinks;
    }

    private interface Making {
        void run() throws ErrnoException;
    }

    private void make(String path, Making making) {
        try {
            files.lstat(path);
        } catch (ErrnoException absent) {
            try {
                making.run();
            } catch (ErrnoException refused) {
                drivers.say("udev: failed to create /dev" + path + ": "
                        + refused.errno().text());
            }
        }
    }

    private void remove(String path) {
        try {
            files.unlink(path);
        } catch (ErrnoException gone) {
            // Somebody removed it before.
        }
    }
}
