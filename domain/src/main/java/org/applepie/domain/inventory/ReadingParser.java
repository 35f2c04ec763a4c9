package org.applepie.domain.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.applepie.domain.bootloader.Bootloader;
import org.applepie.domain.bootloader.InstalledBootloader;
import org.applepie.domain.bootloader.grub.GrubEnvironment;
import org.applepie.domain.disk.BlockDevices;
import org.applepie.domain.disk.DeviceNames;
import org.applepie.domain.disk.sfdisk.SfdiskDump;
import org.applepie.domain.filesystem.Mounts;
import org.applepie.domain.filesystem.Swaps;
import org.applepie.domain.initramfs.Initramfs;
import org.applepie.domain.initramfs.InstalledInitramfs;
import org.applepie.domain.kernel.InstalledKernel;
import org.applepie.domain.raid.MdArrays;
import org.applepie.domain.remote.FramedAnswer;

/** Reads what {@link ReadingScript} printed. Whatever is missing, cut short or strange becomes an unknown fact, never a guess. */
public final class ReadingParser {

    private static final DeviceNames NO_NAMES = new DeviceNames(Map.of(), Map.of());
    private static final String CONF_D = "/etc/initramfs-tools/conf.d/";

    private final FramedAnswer answer;
    private final Map<String, FileFact> files;

    private ReadingParser(FramedAnswer answer) {
        this.answer = answer;
        this.files = FileReading.all(answer);
    }

    /**
     * Reads an answer; never fails whatever the server sent.
     *
     * @param stdout what the script printed
     * @param sentinel the word it was given
     */
    public static Reading parse(byte[] stdout, String sentinel, Instant takenAt) {
        return new ReadingParser(FramedAnswer.of(stdout, sentinel)).reading(takenAt);
    }

    private Reading reading(Instant takenAt) {
        if (answer.part("platform").text().equals("legacy")) {
            return new LegacyReading(answer, files).reading(takenAt);
        }
        Fact<BlockDevices> devices = Facts.of(
                "disks",
                () -> BlockDevices.of(answer, dump -> SfdiskDump.parse(dump).table()));
        DeviceNames names = devices.map(BlockDevices::names).orElse(NO_NAMES);
        Fact<Map<String, String>> packages =
                Facts.of("packages", () -> InstalledPackages.parse(answer.part("packages")));
        return new Reading(
                takenAt,
                HostReading.of(answer),
                devices.map(BlockDevices::disks),
                devices.map(BlockDevices::mapped),
                Facts.of("arrays", () -> MdArrays.of(answer)),
                Facts.of(
                        answer,
                        "mountinfo",
                        text -> Mounts.parse(text, answer.part("df").text(), names)),
                Facts.of(answer, "swaps", text -> Swaps.parse(text, names)),
                bootloader(packages),
                initramfs(packages),
                files,
                Facts.of(
                        answer,
                        "tools",
                        text -> ToolPackages.versions(text, packages.orElse(Map.of()), ToolPackages::of)),
                Facts.of("package manager", () -> PackageManagerReading.of(answer)),
                Facts.of(answer, "units", ReadingParser::units),
                FileReading.runLock(answer),
                packages,
                Facts.of(answer, "kernels", InstalledKernel::parse));
    }

    private Fact<Bootloader> bootloader(Fact<Map<String, String>> packages) {
        return switch (packages) {
            case Fact.Unknown<Map<String, String>>(String reason) -> Fact.unknown(reason);
            case Fact.Known<Map<String, String>>(Map<String, String> installed) ->
                Facts.of("boot loader", () -> InstalledBootloader.of(installed, nextEntry()));
        };
    }

    private String nextEntry() {
        return switch (file("/boot/grub/grubenv")) {
            case FileFact.Absent absent -> "";
            case FileFact.Present(String text) -> GrubEnvironment.parse(text).nextEntry();
            case FileFact.Unreadable(String reason) -> throw new IllegalArgumentException("grubenv: " + reason);
        };
    }

    private Fact<Initramfs> initramfs(Fact<Map<String, String>> packages) {
        return switch (packages) {
            case Fact.Unknown<Map<String, String>>(String reason) -> Fact.unknown(reason);
            case Fact.Known<Map<String, String>>(Map<String, String> installed) ->
                Facts.of("initramfs", () -> InstalledInitramfs.of(installed, initramfsConfiguration()));
        };
    }

    private List<String> initramfsConfiguration() {
        List<String> paths = new ArrayList<>(List.of("/etc/initramfs-tools/initramfs.conf"));
        new TreeMap<>(files).keySet().stream().filter(p -> p.startsWith(CONF_D)).forEach(paths::add);
        return paths.stream()
                .map(this::file)
                .map(fact -> switch (fact) {
                    case FileFact.Absent absent -> "";
                    case FileFact.Present(String text) -> text;
                    case FileFact.Unreadable(String reason) -> throw new IllegalArgumentException(reason);
                })
                .toList();
    }

    private FileFact file(String path) {
        return files.getOrDefault(path, new FileFact.Unreadable("the answer does not hold " + path));
    }

    /**
     * Lines of systemctl list-units: unit, load, active, sub, description. Active are those that run or wait, also those on
     * the way there or back; a one-shot unit that has ended writes nothing any more, and stopping it would undo its work.
     */
    private static List<String> units(String text) {
        return text.lines()
                .map(line -> line.strip().split("\\s+", 5))
                .filter(words -> words.length >= 4 && !words[3].equals("exited"))
                .map(words -> words[0])
                .toList();
    }
}
