package org.applepie.agent.simulated.debian;

import java.util.LinkedHashMap;
import java.util.Map;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.files.Format;
import org.applepie.agent.simulated.files.Generated;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.TreeDigest;

/** What the kernel and udev show of themselves as files: /proc, /sys and /dev of one boot. */
final class KernelFiles {

    private final Running running;

    KernelFiles(Running running) {
        this.running = running;
    }

    /** What /proc has besides the processes. */
    Map<String, Generated> proc() {
        Map<String, Generated> files = new LinkedHashMap<>();
        files.put("cmdline", Generated.text(() -> running.drivers().commandLine() + "\n"));
        files.put(
                "sys",
                Generated.tree(Map.of(
                        "kernel",
                        Generated.tree(Map.of(
                                "osrelease",
                                Generated.text(() -> Drivers.RELEASE + "\n"),
                                "hostname",
                                Generated.text(() -> running.host() + "\n"),
                                "random",
                                Generated.tree(Map.of(
                                        "boot_id",
                                        Generated.text(
                                                () -> running.drivers().bootId() + "\n"))))))));
        return files;
    }

    /** All of /sys. */
    Map<String, Generated> sys() {
        return new LinkedHashMap<>();
    }

    /** What is mounted at /dev: device nodes, and what others put there. */
    FileSystem dev() {
        FileSystem tree = new FileSystem(Format.of("devtmpfs"));
        View view = TreeDigest.view(tree);
        try {
            Map<String, DeviceNumber> characters = Map.of(
                    "null", new DeviceNumber(1, 3),
                    "zero", new DeviceNumber(1, 5),
                    "random", new DeviceNumber(1, 8),
                    "urandom", new DeviceNumber(1, 9),
                    "tty", new DeviceNumber(5, 0),
                    "console", new DeviceNumber(5, 1));
            for (Map.Entry<String, DeviceNumber> device : characters.entrySet()) {
                view.makeNode("/" + device.getKey(), FileType.CHARACTER_DEVICE, device.getValue(), 0666);
                view.mode("/" + device.getKey(), 0666);
            }
            view.makeDirectories("/pts");
            view.makeDirectories("/shm");
            view.makeDirectories("/mqueue");
            view.makeDirectories("/hugepages");
        } catch (ErrnoException impossible) {
            throw new IllegalStateException(impossible);
        }
        return tree;
    }

    /** udev has seen all there is: /dev has a node and its links for every block device, and no others. */
    void settle() {}
}
