package org.applepie.web.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.applepie.domain.disk.BlockDevice;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.disk.TableEntry;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;
import org.applepie.web.Show;
import org.applepie.web.disk.MapScale.Stretch;

/** The map of what a reading found. */
public final class ReadingMap {

    private static final Set<String> EXTENDED = Set.of("5", "f", "85");

    private final Reading reading;
    private final Map<String, String> labels;

    private ReadingMap(Reading reading, Map<String, String> labels) {
        this.reading = reading;
        this.labels = labels;
    }

    /** @param labels names on the stickers by what the drives are found by, {@link DriveIdentity#mark} */
    public static DiskMap draw(Reading reading, Map<String, String> labels) {
        List<Disk> disks = reading.disks().orElse(List.of());
        long longest =
                disks.stream().mapToLong(d -> d.identity().sizeBytes()).max().orElse(1);
        MapScale scale = new MapScale(longest);
        ReadingMap map = new ReadingMap(reading, labels);
        return new DiskMap(disks.stream().map(d -> map.bar(scale, d)).toList());
    }

    private DiskMap.Bar bar(MapScale scale, Disk disk) {
        String label = labels.getOrDefault(disk.identity().mark(), "");
        String name = label.isEmpty() ? disk.kernelName() : label + " (" + disk.kernelName() + ")";
        return scale.bar(name, detail(disk), disk.identity().sizeBytes(), stretches(disk));
    }

    private static String detail(Disk disk) {
        return "%s, %s, %s, %s"
                .formatted(
                        Show.orUnknown(disk.identity().model()),
                        disk.identity().mark(),
                        Show.bytes(disk.identity().sizeBytes()),
                        tableName(disk.table()));
    }

    private static String tableName(PartitionTable table) {
        return switch (table) {
            case PartitionTable.Dos t -> "MBR table " + t.diskId();
            case PartitionTable.Gpt t -> "GPT table";
            case PartitionTable.None t -> "no partition table";
            case PartitionTable.Other t -> "unknown table " + t.name();
        };
    }

    private List<Stretch> stretches(Disk disk) {
        List<Stretch> stretches = new ArrayList<>();
        for (TableEntry entry : entries(disk.table())) {
            if (!EXTENDED.contains(entry.type())) {
                stretches.add(stretch(disk, entry));
            }
        }
        if (stretches.isEmpty() && !disk.content().isEmpty()) {
            stretches.add(new Stretch(
                    0, disk.identity().sizeBytes(), kind(disk), disk.content().type(), whatIsOn(disk)));
        }
        return stretches;
    }

    private static List<TableEntry> entries(PartitionTable table) {
        return switch (table) {
            case PartitionTable.Dos t -> t.entries();
            case PartitionTable.Gpt t -> t.entries();
            case PartitionTable.None t -> List.of();
            case PartitionTable.Other t -> List.of();
        };
    }

    private Stretch stretch(Disk disk, TableEntry entry) {
        Optional<Partition> partition = disk.partitions().stream()
                .filter(p -> p.number() == entry.number())
                .findFirst();
        long start = entry.start() * disk.logicalSectorBytes();
        long size = entry.size() * disk.logicalSectorBytes();
        String text = entry.number() + partition.map(p -> " " + use(p)).orElse("");
        return new Stretch(
                start,
                size,
                partition.map(ReadingMap::kind).orElse("other"),
                text.strip(),
                partition.map(this::whatIsOn).orElse("the kernel does not know it"));
    }

    private static String kind(BlockDevice device) {
        return switch (device.content().type()) {
            case "" -> "blank";
            case "swap" -> "swap";
            case "linux_raid_member" -> "member";
            case "ext2", "ext3", "ext4", "xfs", "btrfs", "vfat" -> "file-system";
            default -> "other";
        };
    }

    /** Mount point, swap, array or type: the shortest word for what it is for. */
    private String use(BlockDevice device) {
        Optional<String> array = array(device).map(MdArray::kernelName);
        return mountPoint(device)
                .or(() -> array)
                .orElse(device.content().isEmpty() ? "blank" : device.content().type());
    }

    private String whatIsOn(BlockDevice device) {
        String content = device.content().isEmpty()
                ? "blank"
                : device.content().type() + " " + device.content().uuid();
        String mounted = mountPoint(device).map(m -> ", mounted on " + m).orElse("");
        String member = array(device).map(a -> ", member of " + a.kernelName()).orElse("");
        return content.strip() + mounted + member;
    }

    private Optional<String> mountPoint(BlockDevice device) {
        return reading.mounts().orElse(List.of()).stream()
                .filter(m -> m.sourceKernelName().equals(device.kernelName()))
                .map(Mount::mountPoint)
                .findFirst();
    }

    private Optional<MdArray> array(BlockDevice device) {
        return reading.arrays().orElse(List.of()).stream()
                .filter(a -> a.members().stream().anyMatch(m -> m.kernelName().equals(device.kernelName())))
                .findFirst();
    }
}
