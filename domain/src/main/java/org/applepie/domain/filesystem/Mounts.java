package org.applepie.domain.filesystem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.applepie.domain.disk.DeviceNames;

/** Reads /proc/self/mountinfo (proc(5)) together with the figures of df(1). */
public final class Mounts {

    private static final FileSystemUse UNKNOWN = new FileSystemUse(-1, -1, -1, -1, -1);

    private Mounts() {}

    /**
     * Everything mounted, in the kernel's order, so that of several on one mount point the last is the one seen. As
     * findmnt(8) does, a source which shows only a directory of its file system reads {@code /dev/sda6[/dir]}.
     *
     * @param df what {@code df -B1 --output=size,used,avail,itotal,iused,target} printed; may be empty
     * @throws IllegalArgumentException if a line of mountinfo has another form
     */
    public static List<Mount> parse(String mountinfo, String df, DeviceNames names) {
        List<MountinfoLine> lines = mountinfo
                .lines()
                .filter(l -> !l.isBlank())
                .map(MountinfoLine::parse)
                .toList();
        Map<String, FileSystemUse> byPath = FileSystemUse.parse(df);
        Map<String, FileSystemUse> byNumber = new HashMap<>();
        lines.forEach(line -> {
            FileSystemUse use = byPath.get(line.mountPoint());
            if (use != null) {
                byNumber.put(line.device(), use);
            }
        });
        return lines.stream()
                .map(line -> mount(line, byNumber.getOrDefault(line.device(), UNKNOWN), names))
                .toList();
    }

    private static Mount mount(MountinfoLine line, FileSystemUse use, DeviceNames names) {
        String kernelName =
                names.numbered(line.device()).or(() -> names.at(line.source())).orElse("");
        boolean partial = !line.root().equals("/") && line.source().startsWith("/dev/");
        return new Mount(
                line.mountPoint(),
                partial ? line.source() + "[" + line.root() + "]" : line.source(),
                kernelName,
                line.type(),
                line.options(),
                use.sizeBytes(),
                use.usedBytes(),
                use.availableBytes(),
                use.inodes(),
                use.inodesUsed());
    }
}
