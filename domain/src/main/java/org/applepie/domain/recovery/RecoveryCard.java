package org.applepie.domain.recovery;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.applepie.domain.disk.BlockDevice;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.BootRecord;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.kernel.InstalledKernel;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Member;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Runbook.Family;

/**
 * The way to bring back a machine that does not start, for whoever stands before it. Pure: the same facts give the same card.
 * An empty text is not known; on paper it is a blank to be filled in by hand.
 *
 * @param family empty if no reading tells it: then the card is for a current system
 * @param asOf when the facts were read; empty if the server was never read
 * @param about name and value of what is known of the machine as a whole
 * @param never what must not be done, each with what comes of it
 */
public record RecoveryCard(
        String serverName,
        Optional<Family> family,
        Optional<Instant> asOf,
        List<Line> about,
        List<Plate> drives,
        List<Pair> arrays,
        List<Step> steps,
        List<String> never) {

    public RecoveryCard {
        about = List.copyOf(about);
        drives = List.copyOf(drives);
        arrays = List.copyOf(arrays);
        steps = List.copyOf(steps);
        never = List.copyOf(never);
    }

    /** A named fact. */
    public record Line(String name, String value) {}

    /**
     * A drive, by what a person finds on it.
     *
     * @param label the name on its sticker
     * @param mark its serial, or where it sits if it tells none
     * @param position where it sits, in people's words
     * @param path name by which commands here speak of it, with the kernel's name of the last boot where there is no other
     * @param starts what its first sector starts
     */
    public record Plate(
            String label, String mark, String model, String size, String position, String path, String starts) {}

    /**
     * An array.
     *
     * @param use where it is mounted, or swap
     * @param content its file system
     * @param members paths of its halves, in the order of the drives
     */
    public record Pair(
            String name,
            String uuid,
            String use,
            String content,
            String contentUuid,
            String state,
            List<String> members) {
        public Pair {
            members = List.copyOf(members);
        }

        boolean isSwap() {
            return use.equals("swap");
        }
    }

    /**
     * One thing to do.
     *
     * @param words what, why, and what must be seen
     * @param commands as root of the rescue system, in order
     */
    public record Step(String title, String words, List<Command> commands) {
        public Step {
            commands = List.copyOf(commands);
        }
    }

    /** The card of a server. @param known what the inventory knows of drives, for labels and positions */
    public static RecoveryCard of(Server server, Optional<Reading> reading, List<Drive> known) {
        Optional<Family> family =
                reading.filter(r -> r.host().os().known().isPresent()).map(Family::of);
        List<Plate> drives = reading.map(r -> drives(r, known)).orElse(List.of());
        List<Pair> arrays = reading.map(r -> arrays(r)).orElse(List.of());
        RescueSteps steps = new RescueSteps(
                drives, arrays, reading.flatMap(r -> r.host().kernel().known()).orElse(""));
        Rescue rescue =
                family.filter(f -> f == Family.LEGACY).isPresent() ? new LegacyRescue(steps) : new CurrentRescue(steps);
        return new RecoveryCard(
                server.name(),
                family,
                reading.map(Reading::takenAt),
                about(server, reading),
                drives.isEmpty() ? List.of(blank(), blank()) : drives,
                arrays,
                rescue.steps(),
                rescue.never());
    }

    private static Plate blank() {
        return new Plate("", "", "", "", "", "", "");
    }

    private static List<Line> about(Server server, Optional<Reading> reading) {
        return List.of(
                new Line("Address", server.endpoint().toString()),
                new Line(
                        "System",
                        reading.flatMap(r -> r.host().os().known())
                                .map(os -> os.prettyName())
                                .orElse("")),
                new Line(
                        "Machine id",
                        reading.flatMap(r -> r.host().machineId().known()).orElse("")),
                new Line(
                        "Kernel that ran",
                        reading.flatMap(r -> r.host().kernel().known()).orElse("")),
                new Line(
                        "Kernels in /boot",
                        reading.flatMap(r -> r.kernels().known())
                                .map(RecoveryCard::kernels)
                                .orElse("")),
                new Line(
                        "Boot loader",
                        reading.flatMap(r -> r.bootloader().known())
                                .map(RecoveryCard::bootloader)
                                .orElse("")),
                new Line("Rescue medium, and where it lies", ""),
                new Line("Last backup, and where it lies", ""));
    }

    private static String kernels(List<InstalledKernel> kernels) {
        return String.join(
                ", ",
                kernels.stream()
                        .map(k -> k.release().name() + (k.image() ? "" : " (without an image)"))
                        .toList());
    }

    private static String bootloader(org.applepie.domain.bootloader.Bootloader loader) {
        return switch (loader) {
            case org.applepie.domain.bootloader.Bootloader.Grub2(String platform, String version, String next) ->
                "GRUB " + version + " for " + platform;
            case org.applepie.domain.bootloader.Bootloader.Lilo(String version) -> "LILO " + version;
            case org.applepie.domain.bootloader.Bootloader.Other(String found) -> found;
        };
    }

    private static List<Plate> drives(Reading reading, List<Drive> known) {
        return sorted(reading).map(disk -> plate(disk, known)).toList();
    }

    private static Stream<Disk> sorted(Reading reading) {
        return reading.disks().orElse(List.of()).stream()
                .filter(d -> !d.removable())
                .sorted(Comparator.comparing(Disk::kernelName));
    }

    private static Plate plate(Disk disk, List<Drive> known) {
        Optional<Drive> drive = known.stream()
                .filter(d -> d.identity().isSameDriveAs(disk.identity()))
                .findFirst();
        return new Plate(
                drive.map(Drive::label).orElse(""),
                disk.identity().mark(),
                disk.identity().model(),
                disk.identity().sizeBytes() == 0 ? "" : disk.identity().sizeBytes() + " bytes",
                drive.map(Drive::position).orElse(""),
                path(disk),
                switch (disk.bootRecord()) {
                    case BootRecord.Grub g -> "GRUB";
                    case BootRecord.Lilo l -> "LILO";
                    case BootRecord.Empty e -> "nothing";
                    case BootRecord.Foreign f -> "something else";
                    case BootRecord.Unread u -> "";
                });
    }

    private static String path(Disk disk) {
        return disk.byId().isEmpty()
                ? "/dev/" + disk.kernelName()
                : "/dev/disk/by-id/" + disk.byId().getFirst();
    }

    private static String path(Disk disk, Partition partition) {
        return path(disk) + (disk.byId().isEmpty() ? "" : "-part") + partition.number();
    }

    private static List<Pair> arrays(Reading reading) {
        return reading.arrays().orElse(List.of()).stream()
                .sorted(Comparator.comparing(MdArray::kernelName))
                .map(array -> pair(array, reading))
                .toList();
    }

    private static Pair pair(MdArray array, Reading reading) {
        Optional<Mount> mount = reading.mounts().orElse(List.of()).stream()
                .filter(m -> m.sourceKernelName().equals(array.kernelName()))
                .min(Comparator.comparingInt(m -> m.mountPoint().length()));
        boolean swap = reading.swaps().orElse(List.of()).stream()
                .anyMatch(s -> s.kernelName().equals(array.kernelName()));
        Optional<BlockDevice.Mapped> device = reading.mapped().orElse(List.of()).stream()
                .filter(m -> m.kernelName().equals(array.kernelName()))
                .findFirst();
        List<String> names = array.members().stream().map(Member::kernelName).toList();
        return new Pair(
                array.kernelName(),
                array.uuid(),
                swap ? "swap" : mount.map(Mount::mountPoint).orElse(""),
                mount.map(Mount::type).orElse(swap ? "swap" : ""),
                device.map(d -> d.content().uuid()).orElse(""),
                array.isWhole()
                        ? "both halves in sync"
                        : array.inSync().size() + " of " + array.raidDevices() + " in sync",
                sorted(reading)
                        .flatMap(d -> d.partitions().stream()
                                .filter(p -> names.contains(p.kernelName()))
                                .map(p -> path(d, p)))
                        .toList());
    }
}
