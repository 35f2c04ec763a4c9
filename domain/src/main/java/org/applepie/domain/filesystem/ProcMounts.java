package org.applepie.domain.filesystem;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.applepie.domain.disk.DeviceNames;

/** Reads /proc/mounts of Linux 2.4 together with the figures of {@code df -P}. */
public final class ProcMounts {

    private static final String ROOT = "/dev/root";
    private static final Pattern OPTIONS = Pattern.compile("r[ow](,.*)?");

    private ProcMounts() {}

    /**
     * Everything mounted, in the kernel's order, without the rootfs below the root. The kernel calls the root's device
     * {@code /dev/root} whatever it is.
     *
     * @param df figures by mount point; without a row they are unknown
     * @param rootKernelName what {@code root=} of the kernel's command line says, such as {@code md2}; empty if unknown
     * @throws IllegalArgumentException if it is cut short, a line has another form, or the root's device is unknown
     */
    public static List<Mount> parse(String mounts, PosixDf df, DeviceNames names, String rootKernelName) {
        if (!mounts.endsWith("\n")) {
            throw new IllegalArgumentException("/proc/mounts is cut short");
        }
        return mounts.lines()
                .map(line -> line.split(" ", -1))
                .map(words -> mount(words, df, names, rootKernelName))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Mount> mount(String[] words, PosixDf df, DeviceNames names, String rootKernelName) {
        if (words.length != 6
                || !words[1].startsWith("/")
                || !OPTIONS.matcher(words[3]).matches()) {
            throw new IllegalArgumentException("/proc/mounts has a line of another form");
        }
        if (words[2].equals("rootfs")) {
            return Optional.empty();
        }
        String source = OctalEscapes.decode(words[0]);
        if (source.equals(ROOT) && rootKernelName.isEmpty()) {
            throw new IllegalArgumentException("/proc/mounts does not tell the root's device, nor does anything else");
        }
        String kernelName =
                source.equals(ROOT) ? rootKernelName : names.at(source).orElse("");
        String mountPoint = OctalEscapes.decode(words[1]);
        PosixDf.Row use = df.at(mountPoint).orElse(new PosixDf.Row("", -1, -1, -1, mountPoint));
        return Optional.of(new Mount(
                mountPoint,
                source,
                kernelName,
                words[2],
                words[3],
                use.sizeBytes(),
                use.usedBytes(),
                use.availableBytes(),
                -1,
                -1));
    }
}
