package org.applepie.agent.simulated.sarge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.Generated;
import org.applepie.agent.simulated.files.MountEntry;
import org.applepie.agent.simulated.hardware.DriveModel;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.machine.Block;

/** /proc of 2.4.27, as far as its devices, arrays, mounts, swap and memory go. Processes come from elsewhere. */
final class ProcFiles {

    private static final long MEMORY_KIB = 516_168;

    private final Drivers kernel;
    private final Supplier<List<MountEntry>> mounts;
    private final Supplier<Generated.Tree> tree;
    private final Supplier<String> host;

    /** @param whole makes a /proc of these files and of the processes */
    ProcFiles(
            Drivers kernel,
            Supplier<List<MountEntry>> mounts,
            Function<Map<String, Generated>, Generated.Tree> whole,
            Supplier<String> host) {
        this.host = host;
        this.kernel = kernel;
        this.mounts = mounts;
        this.tree = () -> whole.apply(files());
    }

    FileSystem tree() {
        return FileSystem.generated("proc", tree.get());
    }

    private Map<String, Generated> files() {
        Map<String, Generated> files = new LinkedHashMap<>();
        files.put("partitions", Generated.text(this::partitions));
        files.put("mdstat", Generated.text(() -> Mdstat.of(kernel)));
        files.put("mounts", Generated.text(this::mounts));
        files.put("swaps", Generated.text(() -> Swaps.table(kernel)));
        files.put("locks", Generated.text(() -> ""));
        files.put("cmdline", Generated.text(() -> kernel.commandLine() + "\n"));
        files.put("meminfo", Generated.text(this::meminfo));
        files.put("filesystems", Generated.text(ProcFiles::fileSystems));
        files.put("modules", Generated.text(this::modules));
        files.put("version", Generated.text(() -> Uname.line(kernel.release())));
        files.put("uptime", Generated.text(this::uptime));
        files.put("loadavg", Generated.text(() -> "0.00 0.00 0.00 1/28 412\n"));
        files.put("scsi", Generated.tree(Map.of("scsi", Generated.text(this::scsi))));
        files.put("ide", Generated.tree(ide()));
        files.put("sys", sys());
        return files;
    }

    private Generated sys() {
        Map<String, Generated> kernelFiles = new LinkedHashMap<>();
        kernelFiles.put("osrelease", Generated.text(() -> kernel.release() + "\n"));
        kernelFiles.put("hostname", Generated.text(() -> host.get() + "\n"));
        kernelFiles.put("random", Generated.tree(Map.of("boot_id", Generated.text(() -> kernel.bootId() + "\n"))));
        Map<String, Generated> raid = new LinkedHashMap<>();
        raid.put("speed_limit_min", Generated.control(() -> "100\n", text -> {}));
        raid.put("speed_limit_max", Generated.control(() -> "100000\n", text -> {}));
        return Generated.tree(Map.of(
                "kernel", Generated.tree(kernelFiles), "dev", Generated.tree(Map.of("raid", Generated.tree(raid)))));
    }

    private String partitions() {
        StringBuilder text = new StringBuilder("major minor  #blocks  name\n\n");
        for (Block block : kernel.blocks()) {
            text.append("%4d  %4d %10d %s\n"
                    .formatted(block.number().major(), block.number().minor(), block.kib(), block.name()));
        }
        return text.toString();
    }

    private String mounts() {
        StringBuilder text = new StringBuilder("rootfs / rootfs rw 0 0\n");
        for (MountEntry mount : mounts.get()) {
            boolean root = mount.point().equals("/");
            String mode = mount.fileSystem().isReadOnly() || mount.options().contains("ro") ? "ro" : "rw";
            text.append(root ? "/dev/root" : mount.source())
                    .append(" ")
                    .append(mount.point())
                    .append(" ")
                    .append(mount.type())
                    .append(" ")
                    .append(mode)
                    .append(" 0 0\n");
        }
        return text.toString();
    }

    long swapKib() {
        return kernel.swaps().stream()
                .mapToLong(swap -> Mkswap.pages(swap.kib()) * 4)
                .sum();
    }

    private String meminfo() {
        long used = 87_452;
        StringBuilder text = new StringBuilder("        total:    used:    free:  shared: buffers:  cached:\n");
        text.append("Mem:  %d %d %d        0 %d %d\n"
                .formatted(MEMORY_KIB * 1024, used * 1024, (MEMORY_KIB - used) * 1024, 9612 * 1024, 47_348 * 1024));
        text.append("Swap: %d        0 %d\n".formatted(swapKib() * 1024, swapKib() * 1024));
        row(text, "MemTotal:", MEMORY_KIB);
        row(text, "MemFree:", MEMORY_KIB - used);
        row(text, "MemShared:", 0);
        row(text, "Buffers:", 9612);
        row(text, "Cached:", 47_348);
        row(text, "SwapCached:", 0);
        row(text, "SwapTotal:", swapKib());
        row(text, "SwapFree:", swapKib());
        return text.toString();
    }

    private static void row(StringBuilder text, String name, long kib) {
        text.append("%-13s%8d kB\n".formatted(name, kib));
    }

    /** What free(1) prints. */
    String free() {
        long swap = swapKib();
        return "             total       used       free     shared    buffers     cached\n"
                + "Mem:    %10d %10d %10d %10d %10d %10d\n"
                        .formatted(MEMORY_KIB, 87_452, MEMORY_KIB - 87_452, 0, 9612, 47_348)
                + "-/+ buffers/cache: %10d %10d\n".formatted(30_492, MEMORY_KIB - 30_492)
                + "Swap:   %10d %10d %10d\n".formatted(swap, 0, swap);
    }

    private static String fileSystems() {
        return "nodev\trootfs\nnodev\tbdev\nnodev\tproc\nnodev\tsockfs\nnodev\ttmpfs\nnodev\tshm\nnodev\tpipefs\n"
                + "\tcramfs\nnodev\tramfs\nnodev\tdevfs\nnodev\tdevpts\n\text2\n\text3\nnodev\tusbdevfs\nnodev\tusbfs\n";
    }

    private String modules() {
        StringBuilder text = new StringBuilder();
        for (String module : kernel.modules().stream().toList().reversed()) {
            int users = module.equals("md") || module.equals("raid1")
                    ? kernel.md().arrays().size()
                    : 1;
            String by = module.equals("md") && kernel.raid1() ? " [raid1]" : "";
            text.append("%-18s %7d %3d%s\n".formatted(module, 14_000, users, by));
        }
        return text.toString();
    }

    private String uptime() {
        double seconds = kernel.uptime().toMillis() / 1000.0;
        return "%.2f %.2f\n".formatted(seconds, seconds * 0.95);
    }

    private String scsi() {
        StringBuilder text = new StringBuilder("Attached devices: ");
        boolean none = true;
        for (Disk disk : kernel.disks()) {
            if (disk.position() instanceof Position.Scsi at) {
                DriveModel model = disk.drive().model();
                text.append(none ? "\n" : "")
                        .append("Host: scsi%d Channel: %02d Id: %02d Lun: %02d\n"
                                .formatted(at.host(), at.channel(), at.id(), at.lun()))
                        .append("  Vendor: %-8s Model: %-16s Rev: %-4s\n"
                                .formatted(model.vendor(), model.name(), model.revision()))
                        .append("  Type:   Direct-Access                    ANSI SCSI revision: 03\n");
                none = false;
            }
        }
        return none ? text.append("none\n").toString() : text.toString();
    }

    private Map<String, Generated> ide() {
        Map<String, Generated> drives = new LinkedHashMap<>();
        for (Disk disk : kernel.disks()) {
            if (disk.position() instanceof Position.Ide) {
                drives.put(disk.node(), ide(disk));
            }
        }
        return drives;
    }

    private static Generated ide(Disk disk) {
        Map<String, Generated> files = new LinkedHashMap<>();
        long sectors = disk.drive().sectors();
        files.put("model", Generated.text(() -> disk.drive().model().name() + "\n"));
        files.put("capacity", Generated.text(() -> sectors + "\n"));
        files.put("media", Generated.text(() -> "disk\n"));
        files.put(
                "geometry",
                Generated.text(() ->
                        "physical     16383/16/63\nlogical      " + new Geometry(sectors).cylinders() + "/255/63\n"));
        files.put("identify", Generated.text(() -> IdeIdentity.of(disk.drive())));
        return Generated.tree(files);
    }
}
