package org.applepie.agent.simulated.debian;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.Generated;
import org.applepie.agent.simulated.machine.Block;

/** /proc of Linux 6.1, as far as its devices, arrays, swap, modules and memory go. Processes come from elsewhere. */
final class ProcFiles {

    private static final long MEMORY_KIB = 996_368;
    private static final long FREE_KIB = 712_204;

    private final Running running;
    private final Drivers kernel;
    private long speedMin = 1000;
    private long speedMax = 200_000;

    ProcFiles(Running running) {
        this.running = running;
        this.kernel = running.drivers();
    }

    Map<String, Generated> files() {
        Map<String, Generated> files = new LinkedHashMap<>();
        files.put("partitions", Generated.text(this::partitions));
        if (kernel.modules().contains("md_mod")) {
            files.put("mdstat", Generated.text(() -> Mdstat.of(kernel)));
        }
        files.put("mounts", Generated.link("self/mounts"));
        files.put("swaps", Generated.text(this::swaps));
        files.put("locks", Generated.text(() -> ""));
        files.put("cmdline", Generated.text(() -> kernel.commandLine() + "\n"));
        files.put("meminfo", Generated.text(this::meminfo));
        files.put("filesystems", Generated.text(this::fileSystems));
        files.put("modules", Generated.text(this::modules));
        files.put("version", Generated.text(this::version));
        files.put("devices", Generated.text(this::devices));
        files.put("uptime", Generated.text(this::uptime));
        files.put("loadavg", Generated.text(() -> "0.00 0.00 0.00 1/76 412\n"));
        files.put("sys", sys());
        return files;
    }

    private Generated sys() {
        return Generated.tree(Map.of(
                "kernel",
                Generated.tree(Map.of(
                        "ostype", Generated.text(() -> "Linux\n"),
                        "osrelease", Generated.text(() -> kernel.release() + "\n"),
                        "version", Generated.text(() -> KernelPackage.build(kernel.release()) + "\n"),
                        "hostname", Generated.text(() -> running.host() + "\n"),
                        "random",
                                Generated.tree(Map.of(
                                        "boot_id", Generated.text(() -> kernel.bootId() + "\n"),
                                        "uuid", Generated.text(() -> Drivers.uuid(running.random()) + "\n"))))),
                "dev",
                Generated.tree(Map.of("raid", Generated.tree(speedLimits()))),
                "fs",
                Generated.tree(Map.of("binfmt_misc", Generated.tree(Map.of())))));
    }

    private Map<String, Generated> speedLimits() {
        return Map.of(
                "speed_limit_min",
                Generated.control(() -> speedMin + "\n", text -> speedMin = number(text)),
                "speed_limit_max",
                Generated.control(() -> speedMax + "\n", text -> {
                    speedMax = number(text);
                    kernel.md().speedKib(Math.max(1, Math.min(kernel.fullSpeedKib(), speedMax)));
                }));
    }

    private static long number(String text) throws ErrnoException {
        if (!text.strip().matches("[0-9]{1,9}")) {
            throw new ErrnoException(Errno.EINVAL);
        }
        return Long.parseLong(text.strip());
    }

    private String partitions() {
        StringBuilder text = new StringBuilder("major minor  #blocks  name\n\n");
        for (Block block : kernel.blocks()) {
            text.append("%4d  %7d %10d %s\n"
                    .formatted(block.number().major(), block.number().minor(), block.kib(), block.name()));
        }
        return text.toString();
    }

    /** What the kernel can use of a swap area, in KiB: all pages but the first. */
    static long usable(Block swap) {
        return swap.kib() / 4 * 4 - 4;
    }

    private long swapKib() {
        return kernel.swaps().stream().mapToLong(ProcFiles::usable).sum();
    }

    private String swaps() {
        StringBuilder text = new StringBuilder("Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n");
        int priority = -2;
        for (Block swap : kernel.swaps()) {
            text.append("%-40spartition\t%d\t\t0\t\t%d\n".formatted(swap.path(), usable(swap), priority--));
        }
        return text.toString();
    }

    private String meminfo() {
        StringBuilder text = new StringBuilder();
        row(text, "MemTotal:", MEMORY_KIB);
        row(text, "MemFree:", FREE_KIB);
        row(text, "MemAvailable:", 812_440);
        row(text, "Buffers:", 12_160);
        row(text, "Cached:", 176_412);
        row(text, "SwapCached:", 0);
        row(text, "Active:", 84_920);
        row(text, "Inactive:", 138_004);
        row(text, "SwapTotal:", swapKib());
        row(text, "SwapFree:", swapKib());
        row(text, "Dirty:", 0);
        row(text, "Writeback:", 0);
        row(text, "Shmem:", 488);
        row(text, "Slab:", 38_236);
        return text.toString();
    }

    private static void row(StringBuilder text, String name, long kib) {
        text.append("%-15s %8d kB\n".formatted(name, kib));
    }

    private String fileSystems() {
        String virtual = List.of(
                        "sysfs",
                        "tmpfs",
                        "bdev",
                        "proc",
                        "cgroup",
                        "cgroup2",
                        "cpuset",
                        "devtmpfs",
                        "configfs",
                        "debugfs",
                        "tracefs",
                        "securityfs",
                        "sockfs",
                        "bpf",
                        "pipefs",
                        "ramfs",
                        "hugetlbfs",
                        "devpts",
                        "mqueue",
                        "pstore",
                        "autofs")
                .stream()
                .map(type -> "nodev\t" + type + "\n")
                .collect(Collectors.joining());
        return virtual + "\text3\n\text2\n\text4\n";
    }

    private String modules() {
        return List.copyOf(kernel.modules()).reversed().stream()
                .map(module -> "%s 16384 %d - Live 0x0000000000000000\n".formatted(module, users(module)))
                .collect(Collectors.joining());
    }

    private int users(String module) {
        return switch (module) {
            case "raid1", "md_mod" -> kernel.md().arrays().size();
            default -> 1;
        };
    }

    private String version() {
        return "Linux version " + kernel.release()
                + " (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for"
                + " Debian) 2.40) " + KernelPackage.build(kernel.release()) + "\n";
    }

    private String devices() {
        String arrays = kernel.modules().contains("md_mod") ? "  9 md\n" : "";
        return "Character devices:\n  1 mem\n  4 /dev/vc/0\n  4 tty\n  4 ttyS\n  5 /dev/tty\n  5 /dev/console\n"
                + "  5 /dev/ptmx\n  7 vcs\n 10 misc\n 21 sg\n136 pts\n\nBlock devices:\n  7 loop\n  8 sd\n" + arrays
                + "259 blkext\n";
    }

    private String uptime() {
        double seconds = kernel.uptime().toMillis() / 1000.0;
        return String.format(Locale.ROOT, "%.2f %.2f\n", seconds, seconds * 1.9);
    }
}
