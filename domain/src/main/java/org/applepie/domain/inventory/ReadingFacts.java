package org.applepie.domain.inventory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.applepie.domain.bootloader.Bootloader;
import org.applepie.domain.disk.BlockDevice.Mapped;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.initramfs.Initramfs;
import org.applepie.domain.kernel.InstalledKernel;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Recovery;

/** A reading as named texts, in order, without what changes by itself from minute to minute. */
final class ReadingFacts {

    private final Map<String, String> facts = new LinkedHashMap<>();

    private ReadingFacts() {}

    static Map<String, String> of(Reading reading) {
        ReadingFacts facts = new ReadingFacts();
        facts.host(reading.host());
        facts.devices(reading);
        facts.each("arrays", reading.arrays(), facts::array);
        facts.each("mounts", reading.mounts(), facts::mount);
        facts.put(
                "swap",
                reading.swaps(),
                swaps -> swaps.stream()
                        .map(s -> s.path() + " of " + s.sizeBytes() + " bytes")
                        .collect(Collectors.joining(", ")));
        facts.software(reading);
        return facts.facts;
    }

    private void host(Host host) {
        put("operating system", host.os(), Host.OsRelease::prettyName);
        put("host name", host.hostname(), Function.identity());
        put("kernel", host.kernel(), Function.identity());
        put("firmware", host.firmware(), Enum::name);
        put("machine id", host.machineId(), Function.identity());
        put("boot id", host.bootId(), Function.identity());
        put("kernel command line", host.kernelCommandLine(), words -> String.join(" ", words));
        put("user id", host.uid(), String::valueOf);
    }

    private void devices(Reading reading) {
        each("drives", reading.disks(), disk -> DriveFacts.of(disk, this::fact));
        each("other devices", reading.mapped(), this::mapped);
    }

    private void mapped(Mapped device) {
        fact(
                "device " + device.kernelName(),
                device.kind() + " on " + String.join(", ", device.parents()) + ", " + device.sizeBytes() + " bytes, "
                        + DriveFacts.shown(device.content()));
    }

    private void array(MdArray array) {
        String members = array.members().stream()
                .map(m -> m.kernelName() + " " + m.state() + " in place " + m.slot())
                .sorted()
                .collect(Collectors.joining(", "));
        fact(
                "array " + array.uuid(),
                array.kernelName() + " " + array.level() + " " + array.state() + ", " + array.raidDevices()
                        + " places: " + members
                        + array.recovery()
                                .map(Recovery::action)
                                .map(a -> ", " + a)
                                .orElse("") + ", mismatches "
                        + array.mismatchCount());
    }

    /** The kernel's own file systems come and go and have no device. */
    private void mount(Mount mount) {
        if (!mount.sourceKernelName().isEmpty() || mount.source().contains("/")) {
            fact("mount " + mount.mountPoint(), mount.source() + " " + mount.type() + " " + mount.options());
        }
    }

    private void software(Reading reading) {
        put("boot loader", reading.bootloader(), ReadingFacts::shown);
        put("initramfs", reading.initramfs(), ReadingFacts::shown);
        each("kernels", reading.kernels(), k -> fact("kernel " + k.release().name(), shown(k)));
        each(
                "packages",
                reading.packages().map(TreeMap::new).map(Map::entrySet).map(List::copyOf),
                p -> fact("package " + p.getKey(), p.getValue()));
        new TreeMap<>(reading.files()).forEach((path, file) -> fact("file " + path, shown(file)));
        each(
                "tools",
                reading.tools().map(TreeMap::new).map(Map::entrySet).map(List::copyOf),
                tool -> fact("tool " + tool.getKey(), "there " + tool.getValue()));
        put(
                "package manager",
                reading.packageManager(),
                p -> (p.lockHolder().isEmpty() ? "free" : "locked by " + p.lockHolder())
                        + (p.broken().isEmpty() ? "" : "; " + String.join("; ", p.broken())));
        each("units", reading.activeUnits(), unit -> fact("unit " + unit, "active"));
        put("run lock", reading.runLock(), Function.identity());
    }

    private static String shown(Bootloader loader) {
        return switch (loader) {
            case Bootloader.Grub2(String platform, String version, String nextEntry) ->
                "GRUB " + version + " for " + platform + (nextEntry.isEmpty() ? "" : ", next entry " + nextEntry);
            case Bootloader.Lilo(String version) -> "LILO " + version;
            case Bootloader.Other(String found) -> found;
        };
    }

    private static String shown(Initramfs initramfs) {
        return switch (initramfs) {
            case Initramfs.InitramfsTools(String version, String resume) ->
                "initramfs-tools " + version + (resume.isEmpty() ? "" : ", resume from " + resume);
            case Initramfs.InitrdTools(String version) -> "initrd-tools " + version;
            case Initramfs.Dracut(String version) -> "dracut " + version;
            case Initramfs.Other(String found) -> found;
        };
    }

    private static String shown(InstalledKernel kernel) {
        return "there" + (kernel.image() ? ", with an image" : ", without an image")
                + (kernel.modules() ? "" : ", without modules");
    }

    private static String shown(FileFact file) {
        return switch (file) {
            case FileFact.Present(String text) -> text;
            case FileFact.Absent absent -> "not there";
            case FileFact.Unreadable(String reason) -> "unreadable: " + reason;
        };
    }

    /** Several of one name are told together. */
    private void fact(String name, String text) {
        facts.merge(name, text, (first, second) -> first + "\n" + second);
    }

    private <T> void put(String name, Fact<T> fact, Function<T, String> shown) {
        fact(
                name,
                switch (fact) {
                    case Fact.Known<T>(T value) -> shown.apply(value);
                    case Fact.Unknown<T>(String reason) -> "unknown: " + reason;
                });
    }

    private <T> void each(String name, Fact<List<T>> fact, Consumer<T> add) {
        switch (fact) {
            case Fact.Known<List<T>>(List<T> values) -> values.forEach(add);
            case Fact.Unknown<List<T>>(String reason) -> fact(name, "unknown: " + reason);
        }
    }
}
