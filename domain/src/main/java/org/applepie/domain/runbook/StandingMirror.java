package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.applepie.domain.disk.BlockDevice;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.BootRecord;
import org.applepie.domain.disk.Content;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Member;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.domain.runbook.Runbook.Family;

/**
 * The mirror a server stands on already: its two drives and what their arrays carry, or every reason why it is none that may
 * be worked on. Each array must be whole: what is done to a mirror is done while both halves are the same.
 */
final class StandingMirror {

    private final Reading reading;
    private final List<Drive> known;
    private final Findings findings;
    private final boolean legacy;

    /** @param known what the inventory knows of drives, for their labels */
    StandingMirror(Reading reading, List<Drive> known, Findings findings) {
        this.reading = reading;
        this.known = known;
        this.findings = findings;
        this.legacy = Family.of(reading) == Family.LEGACY;
    }

    /** What was found. @param layout as it is; nothing in it is still to be made */
    record Found(Situation situation, Layout layout) {}

    /** An array and the partition number it has on both drives. */
    private record Pair(MdArray array, int partition) {}

    /** Empty if the two drives and their arrays could not be told; other reasons are among the findings. */
    Optional<Found> find() {
        List<MdArray> arrays = reading.arrays().orElse(List.of()).stream()
                .sorted(Comparator.comparing(MdArray::kernelName))
                .toList();
        findings.refuseIf(
                arrays.isEmpty(),
                "no-arrays",
                "The server has no running arrays, so nothing is mirrored.",
                "Take it to RAID1 first, with the goal mirror-root.");
        arrays.forEach(this::whole);
        List<Disk> disks = drives(arrays);
        List<Pair> pairs = arrays.stream().flatMap(a -> pair(a).stream()).toList();
        if (arrays.isEmpty() || disks.size() != 2 || pairs.size() != arrays.size()) {
            return Optional.empty();
        }
        disks.forEach(this::check);
        apart(disks);
        return found(disks, pairs);
    }

    private void whole(MdArray array) {
        findings.refuseIf(
                !array.level().equals("raid1") || array.raidDevices() != 2,
                "array-not-a-pair",
                array.kernelName() + " is " + array.level() + " of " + array.raidDevices()
                        + " devices, not RAID1 of two.",
                "Only mirrors of two drives are supported.");
        findings.refuseIf(
                !array.isWhole(),
                "array-not-whole",
                array.kernelName() + " has " + array.inSync().size() + " of " + array.raidDevices()
                        + " halves in sync"
                        + array.recovery()
                                .map(r -> ", and a " + r.action() + " runs")
                                .orElse("")
                        + ". What is built now would know one half only.",
                "Repair the mirror and wait until every array shows [UU], then read the server again.");
    }

    /** The drives the arrays lie on, apple first. */
    private List<Disk> drives(List<MdArray> arrays) {
        Set<String> members = new TreeSet<>();
        arrays.forEach(a -> a.members().stream().map(Member::kernelName).forEach(members::add));
        List<Disk> disks = reading.disks().orElse(List.of()).stream()
                .filter(d -> d.partitions().stream().anyMatch(p -> members.contains(p.kernelName())))
                .sorted(Comparator.comparingInt(this::rank).thenComparing(Disk::kernelName))
                .toList();
        findings.refuseIf(
                !arrays.isEmpty() && disks.size() != 2,
                "not-two-drives",
                "The arrays lie on " + disks.size() + " drives that the reading shows.",
                "Only mirrors of two drives, with arrays on their partitions, are supported.");
        return disks;
    }

    private int rank(Disk disk) {
        return switch (given(disk)) {
            case "apple" -> 0;
            case "pie" -> 2;
            default -> 1;
        };
    }

    private Optional<Pair> pair(MdArray array) {
        List<Integer> numbers = reading.disks().orElse(List.of()).stream()
                .flatMap(d -> d.partitions().stream())
                .filter(p ->
                        array.members().stream().anyMatch(m -> m.kernelName().equals(p.kernelName())))
                .map(Partition::number)
                .toList();
        boolean alike = numbers.size() == 2 && numbers.get(0).equals(numbers.get(1));
        findings.refuseIf(
                !alike,
                "arrays-unusual",
                "The halves of " + array.kernelName() + " are not one partition of the same number on each drive.",
                "Such arrays are not supported; do the work by hand.");
        return alike ? Optional.of(new Pair(array, numbers.getFirst())) : Optional.empty();
    }

    private void check(Disk disk) {
        findings.refuseIf(
                !disk.identity().isRecognisable() || disk.byId().isEmpty() && !legacy,
                "drive-not-recognisable",
                "Drive " + disk.kernelName() + " does not say enough of itself to be known again.",
                "Without an identity a command could hit the wrong drive. In a virtual machine give the drive a serial; on an old system install smartmontools.");
        findings.refuseIf(
                !(disk.table() instanceof PartitionTable.Dos),
                "unknown-table",
                "Drive " + disk.kernelName() + " has no MBR partition table that could be read for certain.",
                "Only MBR tables are supported for now.");
        boolean starts =
                legacy ? disk.bootRecord() instanceof BootRecord.Lilo : disk.bootRecord() instanceof BootRecord.Grub;
        findings.refuseIf(
                !starts,
                "no-boot-record",
                "The first sector of drive " + disk.kernelName() + " does not start " + (legacy ? "LILO" : "GRUB")
                        + ", so the server would not start from it alone.",
                legacy
                        ? "Set boot= to the array of /boot and raid-extra-boot=mbr in /etc/lilo.conf, run lilo, then read the server again."
                        : "Run grub-install on that drive, then read the server again.");
    }

    private void apart(List<Disk> disks) {
        Disk apple = disks.getFirst();
        Disk pie = disks.getLast();
        findings.refuseIf(
                apple.identity().isSameDriveAs(pie.identity()),
                "drives-look-alike",
                "Both drives say the same of themselves.",
                "Two drives that cannot be told apart are never worked on; replace one of them.");
        findings.refuseIf(
                label(apple, "apple").equals(label(pie, "pie")),
                "labels-alike",
                "Both drives carry the label " + label(pie, "pie") + ".",
                "Give each drive a label of its own on its page, as on its sticker.");
    }

    private Optional<Found> found(List<Disk> disks, List<Pair> pairs) {
        List<PlannedArray> arrays = new ArrayList<>();
        List<Volume> volumes = new ArrayList<>();
        for (Pair pair : pairs) {
            volume(disks.getFirst(), pair)
                    .ifPresentOrElse(
                            v -> {
                                volumes.add(v);
                                arrays.add(array(disks.getFirst(), pair, v));
                            },
                            () -> unused(pair.array()));
        }
        strays(disks);
        boolean root = volumes.stream().anyMatch(v -> v.mountPoint().equals("/"));
        findings.refuseIf(
                !root,
                "root-not-on-array",
                "The root file system is not on one of the arrays ("
                        + reading.mount("/").map(Mount::source).orElse("not mounted") + ").",
                "Take the system to RAID1 first, with the goal mirror-root.");
        if (!root || disks.stream().anyMatch(d -> !(d.table() instanceof PartitionTable.Dos))) {
            return Optional.empty();
        }
        Disk apple = disks.getFirst();
        Disk pie = disks.getLast();
        return Optional.of(new Found(
                new Situation(reading, apple, label(apple, "apple"), pie, label(pie, "pie"), true, List.of(), volumes),
                new Layout(drive(apple, "apple"), drive(pie, "pie"), arrays, apple.logicalSectorBytes())));
    }

    /** Nobody can say what such an array is for, so nobody could prove afterwards that it is as it was. */
    private void unused(MdArray array) {
        findings.refuse(
                "array-unaccounted",
                array.kernelName()
                        + " lies on the two drives beside the mirror, but is neither mounted nor swap in use.",
                "Mount it or use it for swap, with a line in /etc/fstab. If nobody needs it, stop it with mdadm --stop /dev/"
                        + array.kernelName()
                        + " and take its line out of mdadm.conf. Then read the server again.");
    }

    /** What an array carries; nothing if nothing uses it. */
    private Optional<Volume> volume(Disk apple, Pair pair) {
        Partition half = apple.partitions().stream()
                .filter(p -> p.number() == pair.partition())
                .findFirst()
                .orElseThrow();
        String name = pair.array().kernelName();
        Content content = reading.mapped().orElse(List.of()).stream()
                .filter(m -> m.kernelName().equals(name))
                .map(BlockDevice::content)
                .findFirst()
                .orElse(Content.NONE);
        if (reading.swaps().orElse(List.of()).stream()
                .anyMatch(s -> s.kernelName().equals(name))) {
            return Optional.of(volume(half, content, Volume.SWAP, Volume.SWAP, 0, 0, 0));
        }
        return reading.mounts().orElse(List.of()).stream()
                .filter(m -> m.sourceKernelName().equals(name))
                .min(Comparator.comparingInt(m -> m.mountPoint().length()))
                .map(m ->
                        volume(half, content, m.mountPoint(), m.type(), m.usedBytes(), m.availableBytes(), m.inodes()));
    }

    private static Volume volume(
            Partition half, Content content, String mountPoint, String type, long used, long available, long inodes) {
        return new Volume(
                half.number(),
                mountPoint,
                type,
                content.uuid(),
                content.label(),
                content.features(),
                half.sizeBytes(),
                used,
                available,
                Math.max(0, inodes));
    }

    private PlannedArray array(Disk apple, Pair pair, Volume volume) {
        return new PlannedArray(
                pair.array().kernelName(),
                legacy ? "" : pair.array().uuid(),
                pair.partition(),
                volume.mountPoint(),
                volume.type(),
                volume.uuid(),
                volume.uuid(),
                volume.label(),
                volume.sizeBytes() / apple.logicalSectorBytes());
    }

    /** A half that is used past its array writes what the other half does not know. */
    private void strays(List<Disk> disks) {
        List<String> plain = disks.stream()
                .flatMap(d -> d.partitions().stream())
                .map(Partition::kernelName)
                .toList();
        Stream.concat(
                        reading.mounts().orElse(List.of()).stream()
                                .filter(m -> plain.contains(m.sourceKernelName()))
                                .map(m -> m.mountPoint() + " is mounted from " + m.sourceKernelName()),
                        reading.swaps().orElse(List.of()).stream()
                                .filter(s -> plain.contains(s.kernelName()))
                                .map(s -> s.kernelName() + " is used for swap"))
                .forEach(use -> findings.refuse(
                        "not-all-on-arrays",
                        use + ", past the arrays.",
                        "Bring everything on these two drives onto arrays first."));
    }

    private PlannedDrive drive(Disk disk, String otherwise) {
        PartitionTable.Dos table = (PartitionTable.Dos) disk.table();
        return new PlannedDrive(
                label(disk, otherwise), disk.identity(), Situation.path(disk), table.entries(), table.diskId());
    }

    private String label(Disk disk, String otherwise) {
        String given = given(disk);
        return given.isEmpty() ? otherwise : given;
    }

    private String given(Disk disk) {
        return known.stream()
                .filter(d -> d.identity().isSameDriveAs(disk.identity()))
                .map(Drive::label)
                .filter(l -> !l.isBlank())
                .findFirst()
                .orElse("");
    }
}
