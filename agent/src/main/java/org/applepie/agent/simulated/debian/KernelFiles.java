package org.applepie.agent.simulated.debian;

import java.util.Map;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.Generated;

/** What the kernel and udev show of themselves as files: /proc, /sys and /dev of one boot. */
final class KernelFiles {

    private final ProcFiles proc;
    private final SysFiles sys;
    private final Udev udev;
    private final DevFiles dev;

    KernelFiles(Running running) {
        proc = new ProcFiles(running);
        sys = new SysFiles(running.drivers());
        udev = new Udev(running.drivers());
        dev = new DevFiles(running.drivers(), udev);
    }

    /** What /proc has besides the processes. */
    Map<String, Generated> proc() {
        return new LiveMap(proc::files);
    }

    /** All of /sys. */
    Map<String, Generated> sys() {
        return sys.files();
    }

    /** What is mounted at /dev: device nodes, and what others put there. */
    FileSystem dev() {
        return dev.tree();
    }

    /** What udev knows of each device. */
    Udev udev() {
        return udev;
    }

    /** udev has seen all there is: /dev has a node and its links for every block device, and no others. */
    void settle() {
        dev.keep();
    }
}
