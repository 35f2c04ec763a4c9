package org.applepie.agent.simulated.debian;

import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.Generated;
import org.applepie.agent.simulated.shell.Kernel;

/** What the initramfs and systemd mount before they look into fstab. */
final class FirstMounts {

    private static final List<String> STRICT = List.of("rw", "nosuid", "nodev", "noexec", "relatime");
    private static final List<String> ONLY = List.of("rw", "relatime");

    private FirstMounts() {}

    static void mount(Running running, Kernel kernel) {
        FileSystem sys = FileSystem.generated("sysfs", Generated.tree(running.kernelFiles().sys()));
        running.mount("/sys", sys, "sysfs", 19, STRICT, "rw");
        FileSystem proc = FileSystem.generated("proc", kernel.proc(running.proc()));
        running.mount("/proc", proc, "proc", 20, STRICT, "rw");
        running.mount(
                "/dev",
                running.kernelFiles().dev(),
                "udev",
                5,
                List.of("rw", "nosuid", "relatime"),
                "rw,size=490664k,nr_inodes=122666,mode=755,inode64");
        running.mount(
                "/dev/pts",
                FileSystem.generated("devpts", Generated.tree(Map.of())),
                "devpts",
                21,
                List.of("rw", "nosuid", "noexec", "relatime"),
                "rw,gid=5,mode=620,ptmxmode=000");
        running.mount(
                "/run",
                Running.memory("tmpfs", 99_640, 124_546),
                "tmpfs",
                22,
                STRICT,
                "rw,size=99640k,mode=755,inode64");
        running.mount(
                "/dev/shm",
                Running.memory("tmpfs", 498_184, 124_546),
                "tmpfs",
                23,
                List.of("rw", "nosuid", "nodev"),
                "rw,inode64");
        running.mount("/run/lock", Running.memory("tmpfs", 5_120, 124_546), "tmpfs", 24, STRICT, "rw,size=5120k,inode64");
        running.mount(
                "/dev/mqueue",
                FileSystem.generated("mqueue", Generated.tree(Map.of())),
                "mqueue",
                18,
                STRICT,
                "rw");
        running.mount(
                "/dev/hugepages",
                FileSystem.generated("hugetlbfs", Generated.tree(Map.of())),
                "hugetlbfs",
                29,
                ONLY,
                "rw,pagesize=2M");
    }
}
