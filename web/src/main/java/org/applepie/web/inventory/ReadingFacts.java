package org.applepie.web.inventory;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.applepie.domain.bootloader.Bootloader;
import org.applepie.domain.filesystem.SwapArea;
import org.applepie.domain.initramfs.Initramfs;
import org.applepie.domain.inventory.Host;
import org.applepie.domain.inventory.PackageManager;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;
import org.applepie.web.Show;
import org.applepie.web.Words;

/** The facts of a reading as rows of a table. */
final class ReadingFacts {

    private ReadingFacts() {}

    static List<FactRow> of(Reading reading) {
        Host host = reading.host();
        return List.of(
                FactRow.of("Host name", host.hostname()),
                FactRow.of("Operating system", host.os().map(Host.OsRelease::prettyName)),
                FactRow.of("Kernel", host.kernel()),
                FactRow.of("Firmware", host.firmware().map(Enum::name)),
                FactRow.of("Machine id", host.machineId()),
                FactRow.of("Boot id", host.bootId()),
                FactRow.of("Kernel command line", host.kernelCommandLine().map(words -> String.join(" ", words))),
                FactRow.of("Read as", host.uid().map(uid -> uid == 0 ? "root" : "user id " + uid)),
                FactRow.of("Boot loader", reading.bootloader().map(ReadingFacts::bootloader)),
                FactRow.of("Initramfs tool", reading.initramfs().map(ReadingFacts::initramfs)),
                FactRow.of("Arrays", reading.arrays().map(ReadingFacts::arrays)),
                FactRow.of("Swap", reading.swaps().map(ReadingFacts::swaps)),
                FactRow.of("Package manager", reading.packageManager().map(ReadingFacts::packages)),
                FactRow.of("Tools", reading.tools().map(ReadingFacts::tools)),
                FactRow.of("Active units", reading.activeUnits().map(units -> String.join(" ", units))),
                FactRow.of("Held by run", reading.runLock().map(lock -> lock.isEmpty() ? "none" : lock)));
    }

    private static String bootloader(Bootloader loader) {
        return switch (loader) {
            case Bootloader.Grub2 grub ->
                "GRUB %s for %s%s"
                        .formatted(
                                grub.version(),
                                grub.platform(),
                                grub.nextEntry().isEmpty() ? "" : ", once next: " + grub.nextEntry());
            case Bootloader.Lilo lilo -> "LILO " + lilo.version();
            case Bootloader.Other other -> "other: " + other.found();
        };
    }

    private static String initramfs(Initramfs tool) {
        return switch (tool) {
            case Initramfs.InitramfsTools t ->
                "initramfs-tools %s%s".formatted(t.version(), t.resume().isEmpty() ? "" : ", RESUME=" + t.resume());
            case Initramfs.InitrdTools t -> "initrd-tools " + t.version();
            case Initramfs.Dracut t -> "dracut " + t.version();
            case Initramfs.Other t -> "other: " + t.found();
        };
    }

    private static String arrays(List<MdArray> arrays) {
        return arrays.isEmpty()
                ? "none"
                : arrays.stream().map(ReadingFacts::array).collect(Collectors.joining("; "));
    }

    private static String array(MdArray array) {
        String members = array.members().stream()
                .map(m -> m.kernelName() + " " + Words.plain(m.state()))
                .collect(Collectors.joining(", "));
        return "%s %s %s, %d of %d in sync (%s)"
                .formatted(
                        array.kernelName(),
                        array.level(),
                        array.state(),
                        array.inSync().size(),
                        array.raidDevices(),
                        members);
    }

    private static String swaps(List<SwapArea> swaps) {
        return swaps.isEmpty()
                ? "none"
                : swaps.stream()
                        .map(s -> s.path() + " " + Show.bytes(s.sizeBytes()))
                        .collect(Collectors.joining("; "));
    }

    private static String packages(PackageManager state) {
        String lock = state.lockHolder().isEmpty() ? "free" : "locked by " + state.lockHolder();
        return state.broken().isEmpty() ? lock + ", whole" : lock + ", broken: " + String.join("; ", state.broken());
    }

    private static String tools(Map<String, String> tools) {
        return new TreeMap<>(tools)
                .entrySet().stream()
                        .map(t -> (t.getKey() + " " + t.getValue()).strip())
                        .collect(Collectors.joining(", "));
    }
}
