package org.applepie.domain.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.applepie.domain.bootloader.Bootloader;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Mapped;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.Content;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.disk.Signature;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.filesystem.SwapArea;
import org.applepie.domain.initramfs.Initramfs;
import org.applepie.domain.kernel.InstalledKernel;
import org.applepie.domain.kernel.KernelRelease;
import org.applepie.domain.raid.MdArray;

/**
 * Readings for tests. {@link #typical()} is a captured Debian 12 server with /boot, swap and / on its only drive (apple,
 * sda) and a blank second one (pie, sdb); each {@code with} gives another one that differs in one thing.
 */
public record Readings(Reading reading) {

    public static final Instant TAKEN_AT = Instant.parse("2026-11-22T08:00:00Z");
    public static final DriveIdentity APPLE = new DriveIdentity("APPLE001", "", "QEMU HARDDISK", 2147483648L);
    public static final DriveIdentity PIE = new DriveIdentity("PIE001", "", "QEMU HARDDISK", 2147483648L);
    public static final String ROOT_UUID = "70070000-0a99-4e1e-8000-000000000006";
    public static final String BOOT_UUID = "b0070000-0a99-4e1e-8000-000000000001";
    public static final String SWAP_UUID = "5a990000-0a99-4e1e-8000-000000000005";

    /** The typical server. */
    public static Readings typical() {
        return captured("debian-12-mbr-single");
    }

    /** A captured answer by the name of its file. */
    public static Readings captured(String name) {
        return new Readings(ReadingParser.parse(answer(name), "SENTINEL", TAKEN_AT));
    }

    /** A reading to be varied. */
    public static Readings of(Reading reading) {
        return new Readings(reading);
    }

    /** An answer as the server might have given it. */
    public static Readings of(byte[] answer) {
        return new Readings(ReadingParser.parse(answer, "SENTINEL", TAKEN_AT));
    }

    /** The bytes of a captured answer. */
    public static byte[] answer(String name) {
        try (InputStream stream = Readings.class.getResourceAsStream("reading/" + name + ".txt")) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A captured answer with one part replaced (exit code 0). */
    public static byte[] answerWith(String name, String part, String content) {
        return answerWith(name, part, content, 0, "");
    }

    /** A captured answer with one part replaced or, if it has none, added. */
    public static byte[] answerWith(String name, String part, String content, int exitCode, String complaint) {
        String all = new String(answer(name), StandardCharsets.ISO_8859_1);
        String frame = "SENTINEL begin " + part + "\n" + content + "\nSENTINEL end " + part + " " + exitCode + " "
                + complaint + "\n";
        int begin = all.indexOf("SENTINEL begin " + part + "\n");
        int end = begin < 0 ? -1 : all.indexOf('\n', all.indexOf("\nSENTINEL end " + part + " ", begin) + 1) + 1;
        String changed = begin < 0 ? frame + all : all.substring(0, begin) + frame + all.substring(end);
        return changed.getBytes(StandardCharsets.ISO_8859_1);
    }

    public Disk apple() {
        return reading.disk(APPLE).orElseThrow();
    }

    public Disk pie() {
        return reading.disk(PIE).orElseThrow();
    }

    public Readings withDisks(Fact<List<Disk>> disks) {
        return with(new Parts(reading).disks(disks));
    }

    /** Replaces the drive of that identity. */
    public Readings withDisk(DriveIdentity identity, UnaryOperator<Disk> change) {
        return withDisks(reading.disks()
                .map(disks -> disks.stream()
                        .map(d -> d.identity().equals(identity) ? change.apply(d) : d)
                        .toList()));
    }

    public Readings withPie(UnaryOperator<Disk> change) {
        return withDisk(PIE, change);
    }

    public Readings withApple(UnaryOperator<Disk> change) {
        return withDisk(APPLE, change);
    }

    public Readings withoutDisk(DriveIdentity identity) {
        return withDisks(reading.disks()
                .map(disks -> disks.stream()
                        .filter(d -> !d.identity().equals(identity))
                        .toList()));
    }

    public Readings withPieOfSize(long bytes) {
        return withPie(d -> withIdentity(d, new DriveIdentity(PIE.serial(), PIE.wwn(), PIE.model(), bytes)));
    }

    public Readings withPieSignatures(Signature... signatures) {
        return withPie(d -> withSignatures(d, List.of(signatures)));
    }

    public Readings withMapped(Mapped... mapped) {
        return with(new Parts(reading).mapped(Fact.of(List.of(mapped))));
    }

    public Readings withArrays(MdArray... arrays) {
        return with(new Parts(reading).arrays(Fact.of(List.of(arrays))));
    }

    public Readings withArrays(Fact<List<MdArray>> arrays) {
        return with(new Parts(reading).arrays(arrays));
    }

    public Readings withMounts(Fact<List<Mount>> mounts) {
        return with(new Parts(reading).mounts(mounts));
    }

    public Readings withMount(Mount mount) {
        List<Mount> mounts = new ArrayList<>(reading.mounts().orElse(List.of()));
        mounts.removeIf(m -> m.mountPoint().equals(mount.mountPoint()));
        mounts.add(mount);
        return withMounts(Fact.of(mounts));
    }

    public Readings withoutMount(String mountPoint) {
        return withMounts(reading.mounts()
                .map(mounts -> mounts.stream()
                        .filter(m -> !m.mountPoint().equals(mountPoint))
                        .toList()));
    }

    public Readings withSwaps(SwapArea... swaps) {
        return with(new Parts(reading).swaps(Fact.of(List.of(swaps))));
    }

    public Readings withBootloader(Fact<Bootloader> bootloader) {
        return with(new Parts(reading).bootloader(bootloader));
    }

    public Readings withInitramfs(Fact<Initramfs> initramfs) {
        return with(new Parts(reading).initramfs(initramfs));
    }

    public Readings withFile(String path, FileFact file) {
        Map<String, FileFact> files = new HashMap<>(reading.files());
        files.put(path, file);
        return with(new Parts(reading).files(files));
    }

    public Readings withFile(String path, String text) {
        return withFile(path, new FileFact.Present(text));
    }

    public Readings withTools(Fact<Map<String, String>> tools) {
        return with(new Parts(reading).tools(tools));
    }

    public Readings withTool(String name, String version) {
        Map<String, String> tools = new HashMap<>(reading.tools().orElse(Map.of()));
        tools.put(name, version);
        return withTools(Fact.of(Map.copyOf(tools)));
    }

    public Readings withoutTool(String name) {
        Map<String, String> tools = new HashMap<>(reading.tools().orElse(Map.of()));
        tools.remove(name);
        return withTools(Fact.of(Map.copyOf(tools)));
    }

    public Readings withPackageManager(Fact<PackageManager> packageManager) {
        return with(new Parts(reading).packageManager(packageManager));
    }

    public Readings withActiveUnits(String... units) {
        return with(new Parts(reading).activeUnits(Fact.of(List.of(units))));
    }

    public Readings withRunLock(Fact<String> runLock) {
        return with(new Parts(reading).runLock(runLock));
    }

    public Readings withPackage(String name, String version) {
        Map<String, String> packages = new HashMap<>(reading.packages().orElse(Map.of()));
        packages.put(name, version);
        return with(new Parts(reading).packages(Fact.of(Map.copyOf(packages))));
    }

    public Readings withKernels(Fact<List<InstalledKernel>> kernels) {
        return with(new Parts(reading).kernels(kernels));
    }

    /** These kernels, whole, from old to new. */
    public Readings withKernels(String... releases) {
        return withKernels(Fact.of(Stream.of(releases)
                .map(release -> new InstalledKernel(new KernelRelease(release), true, true))
                .toList()));
    }

    public Readings withHost(UnaryOperator<Host> change) {
        return with(new Parts(reading).host(change.apply(reading.host())));
    }

    public Readings withFirmware(Fact<Host.Firmware> firmware) {
        return withHost(h -> new Host(
                h.os(), h.hostname(), h.kernel(), firmware, h.machineId(), h.bootId(), h.kernelCommandLine(), h.uid()));
    }

    public Readings withUid(Fact<Integer> uid) {
        return withHost(h -> new Host(
                h.os(), h.hostname(), h.kernel(), h.firmware(), h.machineId(), h.bootId(), h.kernelCommandLine(), uid));
    }

    public Readings withOs(Fact<Host.OsRelease> os) {
        return withHost(h -> new Host(
                os, h.hostname(), h.kernel(), h.firmware(), h.machineId(), h.bootId(), h.kernelCommandLine(), h.uid()));
    }

    public Readings withMachineId(Fact<String> machineId) {
        return withHost(h -> new Host(
                h.os(), h.hostname(), h.kernel(), h.firmware(), machineId, h.bootId(), h.kernelCommandLine(), h.uid()));
    }

    public static Disk withIdentity(Disk d, DriveIdentity identity) {
        return disk(d, identity, d.byId(), d.table(), d.partitions(), d.signatures(), d.content(), d.holders());
    }

    public static Disk withById(Disk d, String... byId) {
        return disk(
                d, d.identity(), List.of(byId), d.table(), d.partitions(), d.signatures(), d.content(), d.holders());
    }

    public static Disk withTable(Disk d, PartitionTable table, Partition... partitions) {
        return disk(d, d.identity(), d.byId(), table, List.of(partitions), d.signatures(), d.content(), d.holders());
    }

    public static Disk withSignatures(Disk d, List<Signature> signatures) {
        return disk(d, d.identity(), d.byId(), d.table(), d.partitions(), signatures, d.content(), d.holders());
    }

    public static Disk withContent(Disk d, Content content) {
        return disk(d, d.identity(), d.byId(), d.table(), d.partitions(), d.signatures(), content, d.holders());
    }

    public static Disk withHolders(Disk d, String... holders) {
        return disk(
                d, d.identity(), d.byId(), d.table(), d.partitions(), d.signatures(), d.content(), List.of(holders));
    }

    /** The drive with one partition changed. */
    public static Disk withPartition(Disk d, int number, UnaryOperator<Partition> change) {
        List<Partition> partitions = d.partitions().stream()
                .map(p -> p.number() == number ? change.apply(p) : p)
                .toList();
        return disk(d, d.identity(), d.byId(), d.table(), partitions, d.signatures(), d.content(), d.holders());
    }

    private static Disk disk(
            Disk d,
            DriveIdentity identity,
            List<String> byId,
            PartitionTable table,
            List<Partition> partitions,
            List<Signature> signatures,
            Content content,
            List<String> holders) {
        return new Disk(
                d.kernelName(),
                identity,
                byId,
                d.logicalSectorBytes(),
                d.physicalSectorBytes(),
                d.rotational(),
                d.transport(),
                d.removable(),
                d.readOnly(),
                table,
                partitions,
                d.bootRecord(),
                signatures,
                content,
                holders);
    }

    private static Readings with(Parts parts) {
        return new Readings(parts.reading());
    }

    /** A reading whose parts can be set one by one. */
    private static final class Parts {
        private final Reading old;
        private Host host;
        private Fact<List<Disk>> disks;
        private Fact<List<Mapped>> mapped;
        private Fact<List<MdArray>> arrays;
        private Fact<List<Mount>> mounts;
        private Fact<List<SwapArea>> swaps;
        private Fact<Bootloader> bootloader;
        private Fact<Initramfs> initramfs;
        private Map<String, FileFact> files;
        private Fact<Map<String, String>> tools;
        private Fact<PackageManager> packageManager;
        private Fact<List<String>> activeUnits;
        private Fact<String> runLock;
        private Fact<Map<String, String>> packages;
        private Fact<List<InstalledKernel>> kernels;

        Parts(Reading r) {
            old = r;
            host = r.host();
            disks = r.disks();
            mapped = r.mapped();
            arrays = r.arrays();
            mounts = r.mounts();
            swaps = r.swaps();
            bootloader = r.bootloader();
            initramfs = r.initramfs();
            files = r.files();
            tools = r.tools();
            packageManager = r.packageManager();
            activeUnits = r.activeUnits();
            runLock = r.runLock();
            packages = r.packages();
            kernels = r.kernels();
        }

        Parts host(Host value) {
            host = value;
            return this;
        }

        Parts disks(Fact<List<Disk>> value) {
            disks = value;
            return this;
        }

        Parts mapped(Fact<List<Mapped>> value) {
            mapped = value;
            return this;
        }

        Parts arrays(Fact<List<MdArray>> value) {
            arrays = value;
            return this;
        }

        Parts mounts(Fact<List<Mount>> value) {
            mounts = value;
            return this;
        }

        Parts swaps(Fact<List<SwapArea>> value) {
            swaps = value;
            return this;
        }

        Parts bootloader(Fact<Bootloader> value) {
            bootloader = value;
            return this;
        }

        Parts initramfs(Fact<Initramfs> value) {
            initramfs = value;
            return this;
        }

        Parts files(Map<String, FileFact> value) {
            files = value;
            return this;
        }

        Parts tools(Fact<Map<String, String>> value) {
            tools = value;
            return this;
        }

        Parts packageManager(Fact<PackageManager> value) {
            packageManager = value;
            return this;
        }

        Parts activeUnits(Fact<List<String>> value) {
            activeUnits = value;
            return this;
        }

        Parts runLock(Fact<String> value) {
            runLock = value;
            return this;
        }

        Parts packages(Fact<Map<String, String>> value) {
            packages = value;
            return this;
        }

        Parts kernels(Fact<List<InstalledKernel>> value) {
            kernels = value;
            return this;
        }

        Reading reading() {
            return new Reading(
                    old.takenAt(),
                    host,
                    disks,
                    mapped,
                    arrays,
                    mounts,
                    swaps,
                    bootloader,
                    initramfs,
                    files,
                    tools,
                    packageManager,
                    activeUnits,
                    runLock,
                    packages,
                    kernels);
        }
    }
}
