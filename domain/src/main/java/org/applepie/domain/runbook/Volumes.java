package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.disk.TableEntry;
import org.applepie.domain.filesystem.Fstab;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.filesystem.SwapArea;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.runbook.Runbook.Family;

/** Finds what on apple is mirrored: every partition, or a reason. Nothing on it may be left behind unseen. */
final class Volumes {

    private static final Set<String> EXTENDED = Set.of("5", "f", "85");
    private static final Set<String> FILE_SYSTEMS = Set.of("ext4", "ext3");

    private final Reading reading;
    private final Disk apple;
    private final Findings findings;

    Volumes(Reading reading, Disk apple, Findings findings) {
        this.reading = reading;
        this.apple = apple;
        this.findings = findings;
    }

    static boolean isExtended(TableEntry entry) {
        return EXTENDED.contains(entry.type());
    }

    List<Volume> find() {
        if (!(apple.table() instanceof PartitionTable.Dos table)) {
            return List.of();
        }
        otherSwap();
        partitionsOutsideTheTable(table);
        List<Volume> volumes = new ArrayList<>();
        table.entries().stream()
                .filter(entry -> !isExtended(entry))
                .sorted(Comparator.comparingInt(TableEntry::number))
                .forEach(entry -> volume(entry).ifPresent(volumes::add));
        findings.refuseIf(
                volumes.stream().filter(Volume::isSwap).count() > 1,
                "several-swaps",
                "The drive has more than one swap partition in use.",
                "Turn all but one off and take them out of the table.");
        return volumes;
    }

    /** A table that was not read whole would leave a partition behind, and the system with it. */
    private void partitionsOutsideTheTable(PartitionTable.Dos table) {
        apple.partitions().stream()
                .filter(p -> table.entries().stream().noneMatch(e -> e.number() == p.number()))
                .forEach(p -> findings.refuse(
                        "kernel-sees-another-table",
                        "The kernel knows partition " + p.number() + ", which is not in the table on the drive.",
                        "Reboot the server so that the kernel reads the table again."));
    }

    private Optional<Volume> volume(TableEntry entry) {
        Optional<Partition> partition = apple.partitions().stream()
                .filter(p -> p.number() == entry.number())
                .findFirst();
        if (partition.isEmpty() || partition.get().sizeBytes() != entry.size() * apple.logicalSectorBytes()) {
            findings.refuse(
                    "kernel-sees-another-table",
                    "The kernel's partition " + entry.number() + " differs from the table on the drive.",
                    "Reboot the server so that the kernel reads the table again.");
            return Optional.empty();
        }
        findings.refuseIf(
                !partition.get().holders().isEmpty(),
                "partition-held",
                name(partition.get()) + " is held by "
                        + String.join(", ", partition.get().holders()) + " (LVM, LUKS, md or the like).",
                "Such stacks are not supported by this goal.");
        return swapOn(partition.get()).or(() -> fileSystemOn(partition.get()));
    }

    private Optional<Volume> swapOn(Partition partition) {
        boolean inUse = swaps().stream().anyMatch(s -> s.kernelName().equals(partition.kernelName()));
        if (!inUse) {
            return Optional.empty();
        }
        requireInFstab(partition, Volume.SWAP);
        if (Family.of(reading) == Family.CURRENT) {
            requireUuid(partition);
        }
        return Optional.of(Volume.swap(partition));
    }

    private Optional<Volume> fileSystemOn(Partition partition) {
        List<Mount> mounts = reading.mounts().orElse(List.of()).stream()
                .filter(m -> m.sourceKernelName().equals(partition.kernelName()))
                .toList();
        Optional<Mount> main = mounts.stream()
                .filter(m -> fstabDevice(m.mountPoint())
                        .filter(d -> names(d, partition))
                        .isPresent())
                .findFirst();
        if (main.isEmpty()) {
            refuseUnmounted(partition, mounts);
            return Optional.empty();
        }
        findings.refuseIf(
                !FILE_SYSTEMS.contains(main.get().type()),
                "file-system-not-supported",
                name(partition) + " at " + main.get().mountPoint() + " is "
                        + main.get().type() + ".",
                "Only ext4 and ext3 are supported for now.");
        requireUuid(partition);
        requireNoNestedDevice(main.get());
        return Optional.of(Volume.of(partition, main.get()));
    }

    private void requireNoNestedDevice(Mount mount) {
        findings.refuseIf(
                !mount.mountPoint().startsWith("/") || mount.mountPoint().matches(".*[\\s\\\\].*"),
                "odd-mount-point",
                "The mount point " + mount.mountPoint() + " holds blanks or backslashes.",
                "Mount it at a plain path.");
    }

    private void refuseUnmounted(Partition partition, List<Mount> mounts) {
        String seen = mounts.isEmpty()
                ? "is neither mounted nor swap in use"
                : "is mounted at " + mounts.getFirst().mountPoint() + " without a matching line in /etc/fstab";
        findings.refuse(
                "partition-unaccounted",
                name(partition) + " ("
                        + (partition.content().isEmpty()
                                ? "no known content"
                                : partition.content().type()) + ") " + seen
                        + "; its content would be lost when the drive is adopted.",
                "Mount it by a line in /etc/fstab, or take the partition out of the table if nobody needs it.");
    }

    private void requireInFstab(Partition partition, String what) {
        boolean found = entries().stream().anyMatch(e -> e.type().equals(what) && names(e.device(), partition));
        findings.refuseIf(
                !found,
                "swap-not-in-fstab",
                "Swap on " + name(partition) + " has no line in /etc/fstab.",
                "Add one, so that it is clear what the next boot does.");
    }

    private void requireUuid(Partition partition) {
        findings.refuseIf(
                !partition.content().uuid().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
                "no-uuid",
                name(partition) + " has no usual UUID: " + partition.content().uuid() + ".",
                "Give it one (tune2fs -U random, or mkswap anew).");
    }

    private void otherSwap() {
        swaps().stream()
                .filter(s -> !s.kernelName().startsWith("zram"))
                .filter(s -> apple.partitions().stream()
                        .noneMatch(p -> p.kernelName().equals(s.kernelName())))
                .forEach(s -> findings.refuse(
                        "swap-elsewhere",
                        "Swap is in use at " + s.path() + ", which is a file or lies on another drive.",
                        "Turn it off (swapoff) and take it out of /etc/fstab; it can be made anew afterwards."));
    }

    private Optional<String> fstabDevice(String mountPoint) {
        return entries().stream()
                .filter(e -> e.mountPoint().equals(mountPoint))
                .map(Fstab.Entry::device)
                .findFirst();
    }

    private List<Fstab.Entry> entries() {
        return Fstab.parse(reading.file("/etc/fstab").orElse("")).entries();
    }

    private List<SwapArea> swaps() {
        return reading.swaps().orElse(List.of());
    }

    /** True if the device field of a line of fstab means this partition, in this reading. */
    private boolean names(String device, Partition partition) {
        String value = device.substring(device.indexOf('=') + 1).replace("\"", "");
        return switch (device.contains("=") ? device.substring(0, device.indexOf('=')) : "") {
            case "UUID" -> value.equalsIgnoreCase(partition.content().uuid());
            case "LABEL" -> value.equals(partition.content().label());
            case "PARTUUID" -> value.equalsIgnoreCase(partition.partUuid());
            case "" ->
                device.equals("/dev/" + partition.kernelName())
                        || device.equals(
                                "/dev/disk/by-uuid/" + partition.content().uuid())
                        || apple.byId().stream()
                                .anyMatch(id -> device.equals("/dev/disk/by-id/" + id + "-part" + partition.number()));
            default -> false;
        };
    }

    private static String name(Partition partition) {
        return "Partition " + partition.number() + " of the system's drive";
    }
}
