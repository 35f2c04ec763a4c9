package org.applepie.agent.simulated.debian;

import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.Generated;
import org.applepie.agent.simulated.files.Propagation;
import org.applepie.agent.simulated.shell.Kernel;

/** What the initramfs and systemd mount before they look into fstab. */
final class FirstMounts {

    private static final List<String> STRICT = List.of("rw", "nosuid", "nodev", "noexec", "relatime");
    private static final List<String> ONLY = List.of("rw", "relatime");

    private FirstMounts() {}

    static void mount(Running running, Kernel kernel) {
        initramfs(running, kernel);
        systemd(running);
        try {
            running.namespace().propagate(running.view(), "/", Propagation.SHARED, true);
        } catch (ErrnoException impossible) {
            throw new IllegalStateException(impossible);
        }
        units(running);
    }

    private static void initramfs(Running running, Kernel kernel) {
        FileSystem sys = FileSystem.generated(
                "sysfs", Generated.tree(running.kernelFiles().sys()));
        running.mount("/sys", sys, "sysfs", 19, STRICT, "rw");
        FileSystem proc = FileSystem.generated("proc", kernel.proc(running.proc()));
        running.mount("/proc", proc, "proc", 20, STRICT, "rw");
        FileSystem dev = running.kernelFiles().dev();
        String size = "rw,size=490664k,nr_inodes=122666,mode=755,inode64";
        running.mount("/dev", dev, "udev", 5, List.of("rw", "nosuid", "relatime"), size);
        List<String> noCode = List.of("rw", "nosuid", "noexec", "relatime");
        running.mount("/dev/pts", empty("devpts"), "devpts", 21, noCode, "rw,gid=5,mode=620,ptmxmode=000");
        memory(running, "/run", 99_640, 22, STRICT, "rw,size=99640k,mode=755,inode64");
    }

    private static void systemd(Running running) {
        running.mount("/sys/kernel/security", empty("securityfs"), "securityfs", 6, STRICT, "rw");
        memory(running, "/dev/shm", 498_184, 23, List.of("rw", "nosuid", "nodev"), "rw,inode64");
        memory(running, "/run/lock", 5_120, 24, STRICT, "rw,size=5120k,inode64");
        running.mount("/sys/fs/cgroup", empty("cgroup2"), "cgroup2", 25, STRICT, "rw,nsdelegate,memory_recursiveprot");
        running.mount("/sys/fs/pstore", empty("pstore"), "pstore", 26, STRICT, "rw");
        running.mount("/sys/fs/bpf", empty("bpf"), "bpf", 27, STRICT, "rw,mode=700");
    }

    private static void units(Running running) {
        int credentials = 32;
        String automatic = "rw,fd=30,pgrp=1,timeout=0,minproto=5,maxproto=5,direct,pipe_ino=11286";
        running.mount("/proc/sys/fs/binfmt_misc", empty("autofs"), "systemd-1", 28, ONLY, automatic);
        running.mount("/dev/mqueue", empty("mqueue"), "mqueue", 18, STRICT, "rw");
        running.mount("/sys/kernel/debug", empty("debugfs"), "debugfs", 7, STRICT, "rw");
        running.mount("/dev/hugepages", empty("hugetlbfs"), "hugetlbfs", 29, ONLY, "rw,pagesize=2M");
        running.mount("/sys/kernel/tracing", empty("tracefs"), "tracefs", 12, STRICT, "rw");
        running.mount("/sys/kernel/config", empty("configfs"), "configfs", 30, STRICT, "rw");
        for (String unit : List.of("sysctl", "sysusers", "tmpfiles-setup-dev", "tmpfiles-setup")) {
            String place = "/run/credentials/systemd-" + unit + ".service";
            List<String> sealed = List.of("ro", "nosuid", "nodev", "noexec", "relatime");
            running.mount(place, empty("ramfs"), "ramfs", credentials++, sealed, "rw,mode=700");
        }
        running.mount("/sys/fs/fuse/connections", empty("fusectl"), "fusectl", 31, STRICT, "rw");
    }

    private static void memory(
            Running running, String point, long kib, int minor, List<String> options, String ofItself) {
        running.mount(point, Running.memory("tmpfs", kib, 124_546), "tmpfs", minor, options, ofItself);
    }

    private static FileSystem empty(String type) {
        return FileSystem.generated(type, Generated.tree(Map.of()));
    }
}
