package org.applepie.domain.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.applepie.domain.bootloader.Bootloader;
import org.applepie.domain.disk.BlockDevices;
import org.applepie.domain.disk.DeviceNames;
import org.applepie.domain.disk.DeviceNumber;
import org.applepie.domain.disk.LegacyDevices;
import org.applepie.domain.disk.ProcPartitions;
import org.applepie.domain.disk.sfdisk.SfdiskDump;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.filesystem.PosixDf;
import org.applepie.domain.filesystem.ProcMounts;
import org.applepie.domain.filesystem.Swaps;
import org.applepie.domain.initramfs.Initramfs;
import org.applepie.domain.kernel.InstalledKernel;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.remote.FramedAnswer;
import org.applepie.domain.remote.Part;

/** Reads the answer of a server with kernel 2.4: the same facts, told by other files and by tools of 2005. */
final class LegacyReading {

    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final DeviceNames NO_NAMES = new DeviceNames(Map.of(), Map.of());

    private final FramedAnswer answer;
    private final Map<String, FileFact> files;

    /** @param files those of the answer */
    LegacyReading(FramedAnswer answer, Map<String, FileFact> files) {
        this.answer = answer;
        this.files = files;
    }

    Reading reading(Instant takenAt) {
        Fact<ProcPartitions> partitions = Facts.of(answer, "partitions", ProcPartitions::parse);
        DeviceNames names = partitions.map(ProcPartitions::names).orElse(NO_NAMES);
        Fact<List<MdArray>> arrays = Facts.of("arrays", () -> LegacyArrays.of(answer, names));
        Fact<BlockDevices> devices = devices(partitions, arrays);
        Host host = HostReading.legacy(answer);
        Fact<Map<String, String>> packages = Facts.of("packages", () -> packages(answer.part("packages")));
        return new Reading(
                takenAt,
                host,
                devices.map(BlockDevices::disks),
                devices.map(BlockDevices::mapped),
                arrays,
                mounts(host, names),
                Facts.of(answer, "swaps", text -> Swaps.parse(text, names)),
                packages.map(LegacyReading::bootloader),
                packages.map(LegacyReading::initramfs),
                files,
                Facts.of(
                        answer,
                        "tools",
                        text -> ToolPackages.versions(text, packages.orElse(Map.of()), ToolPackages::ofLegacy)),
                Facts.of("package manager", () -> PackageManagerReading.of(answer)),
                Facts.of(answer, "services", text -> text.lines().sorted().toList()),
                FileReading.runLock(answer),
                packages,
                Facts.of(answer, "kernels", InstalledKernel::parse));
    }

    private Fact<BlockDevices> devices(Fact<ProcPartitions> partitions, Fact<List<MdArray>> arrays) {
        return switch (partitions) {
            case Fact.Unknown<ProcPartitions>(String reason) -> Fact.unknown(reason);
            case Fact.Known<ProcPartitions>(ProcPartitions rows) ->
                Facts.of(
                        "disks",
                        () -> LegacyDevices.of(
                                answer,
                                rows,
                                dump -> SfdiskDump.parse(dump).table(),
                                LegacyArrays::superblock,
                                LegacyArrays.holders(arrays)));
        };
    }

    private Fact<List<Mount>> mounts(Host host, DeviceNames names) {
        String root =
                host.kernelCommandLine().map(words -> rootName(words, names)).orElse("");
        return Facts.of(
                answer,
                "mounts",
                text -> ProcMounts.parse(text, PosixDf.parse(answer.part("df").text()), names, root));
    }

    /** LILO hands the root over as a device number, a person may have typed a path. */
    private static String rootName(List<String> words, DeviceNames names) {
        return words.stream()
                .filter(w -> w.startsWith("root="))
                .map(w -> w.substring("root=".length()))
                .reduce((earlier, later) -> later)
                .flatMap(root -> root.startsWith("/dev/") ? names.at(root) : number(root))
                .orElse("");
    }

    private static Optional<String> number(String root) {
        try {
            return DeviceNumber.ofHexadecimal(root).kernelName();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Lines {@code name version want flag status} of dpkg-query, which ends with 1 if it does not know one of the names. */
    private static Map<String, String> packages(Part part) {
        if (part.exitCode() != 0 && part.exitCode() != 1) {
            throw new IllegalArgumentException(part.failure());
        }
        Map<String, String> installed = new TreeMap<>();
        part.text().lines().map(line -> BLANKS.split(line.strip())).forEach(words -> {
            if (words.length == 5 && !words[4].equals("not-installed") && !words[4].equals("config-files")) {
                installed.put(words[0], words[1]);
            }
        });
        return installed;
    }

    private static Bootloader bootloader(Map<String, String> installed) {
        String lilo = installed.get("lilo");
        String grub = installed.get("grub");
        if (lilo != null) {
            return new Bootloader.Lilo(lilo);
        }
        return new Bootloader.Other(grub == null ? "none known" : "grub " + grub);
    }

    private static Initramfs initramfs(Map<String, String> installed) {
        String other = installed.containsKey("initramfs-tools") ? "initramfs-tools" : "yaird";
        String initrdTools = installed.get("initrd-tools");
        if (installed.containsKey(other) || initrdTools == null) {
            return new Initramfs.Other(installed.containsKey(other) ? other : "none known");
        }
        return new Initramfs.InitrdTools(initrdTools);
    }
}
