package org.applepie.domain.disk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Mapped;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.remote.FramedAnswer;
import org.applepie.domain.remote.Part;

/** Puts the devices of one answer together from what several tools say of them. */
final class DeviceAssembly {

    /** Marks of a partition table rather than of contents. */
    private static final Set<String> TABLES = Set.of(
            "dos", "gpt", "PMBR", "mac", "bsd", "sun", "sgi", "solaris-x86", "unixware", "ultrix", "atari", "aix");

    private final FramedAnswer answer;
    private final Function<String, PartitionTable> dumpReader;
    private final Map<String, List<Map<String, String>>> rows;
    private final SysfsBlocks sysfs;
    private final ByIdLinks byId;
    private final WipefsListing marks;

    DeviceAssembly(FramedAnswer answer, Function<String, PartitionTable> dumpReader) {
        this.answer = answer;
        this.dumpReader = dumpReader;
        rows = LsblkPairs.byKernelName(required("lsblk"));
        sysfs = new SysfsBlocks(required("blocks"));
        byId = new ByIdLinks(answer.part("by-id").text());
        marks = WipefsListing.of(answer);
    }

    static boolean isTable(String signatureType) {
        return TABLES.contains(signatureType);
    }

    private String required(String name) {
        Part part = answer.part(name);
        if (!part.succeeded()) {
            throw new IllegalArgumentException(part.failure());
        }
        return part.text();
    }

    BlockDevices assemble() {
        List<Disk> disks = new ArrayList<>();
        List<Mapped> mapped = new ArrayList<>();
        Map<String, String> byNumber = new HashMap<>();
        Map<String, String> byName = new HashMap<>();
        rows.forEach((name, rowsOfDevice) -> {
            Map<String, String> row = rowsOfDevice.getFirst();
            byNumber.put(row.getOrDefault("MAJ_MIN", "").strip(), name);
            byName.put(row.getOrDefault("NAME", "").replace('!', '/'), name);
            byName.put(name, name);
            if (isDrive(name, row)) {
                disks.add(disk(name, row));
            } else if (!isPartitionOfDrive(name)
                    && !row.getOrDefault("TYPE", "").equals("rom")) {
                mapped.add(mapped(name, rowsOfDevice));
            }
        });
        return new BlockDevices(disks, mapped, new DeviceNames(byNumber, byName));
    }

    private static boolean isDrive(String name, Map<String, String> row) {
        return "disk".equals(row.get("TYPE")) && !name.matches("(zram|ram|dm-|md)[0-9].*");
    }

    private boolean isPartitionOfDrive(String name) {
        Map<String, String> row = rows.getOrDefault(name, List.of(Map.of())).getFirst();
        String parent = parent(row);
        Map<String, String> above = rows.getOrDefault(parent, List.of(Map.of())).getFirst();
        return "part".equals(row.get("TYPE")) && sysfs.partitionNumber(name) > 0 && isDrive(parent, above);
    }

    private static String parent(Map<String, String> row) {
        return row.getOrDefault("PKNAME", "").replace('!', '/');
    }

    private Disk disk(String name, Map<String, String> row) {
        DriveIdentity identity = new DriveIdentity(
                text(row, "SERIAL"), text(row, "WWN"), text(row, "MODEL"), Math.max(0, number(row, "SIZE")));
        int logical = sectorBytes(row, "LOG_SEC");
        List<Signature> signatures = marks.of(name);
        return new Disk(
                name,
                identity,
                byId.ofDrive(name, identity.serial()),
                logical,
                sectorBytes(row, "PHY_SEC"),
                flag(row, "ROTA"),
                text(row, "TRAN"),
                flag(row, "RM"),
                flag(row, "RO"),
                TableReading.of(answer.part("table:" + asInSysfs(name)), dumpReader, signatures, text(row, "PTTYPE")),
                partitions(name, logical),
                bootRecord(name),
                signatures,
                content(row, signatures),
                sysfs.holders(name));
    }

    private List<Partition> partitions(String drive, int logicalSectorBytes) {
        return rows.entrySet().stream()
                .filter(e -> isPartitionOfDrive(e.getKey())
                        && parent(e.getValue().getFirst()).equals(drive))
                .map(e -> partition(e.getKey(), e.getValue().getFirst(), logicalSectorBytes))
                .sorted(Comparator.comparingInt(Partition::number))
                .toList();
    }

    private Partition partition(String name, Map<String, String> row, int logicalSectorBytes) {
        List<Signature> signatures = marks.of(name);
        return new Partition(
                name,
                sysfs.partitionNumber(name),
                sysfs.start512(name) < 0 ? -1 : sysfs.start512(name) * 512 / logicalSectorBytes,
                number(row, "SIZE"),
                text(row, "PARTUUID"),
                signatures,
                content(row, signatures),
                sysfs.holders(name));
    }

    private Mapped mapped(String name, List<Map<String, String>> rowsOfDevice) {
        Map<String, String> row = rowsOfDevice.getFirst();
        List<Signature> signatures = marks.of(name);
        List<String> parents = sysfs.parents(name).isEmpty()
                ? rowsOfDevice.stream()
                        .map(DeviceAssembly::parent)
                        .filter(p -> !p.isEmpty())
                        .toList()
                : sysfs.parents(name);
        return new Mapped(
                name,
                text(row, "TYPE"),
                parents,
                number(row, "SIZE"),
                signatures,
                content(row, signatures),
                sysfs.holders(name));
    }

    private BootRecord bootRecord(String name) {
        Part part = answer.part("sector:" + asInSysfs(name));
        if (!part.succeeded()) {
            return new BootRecord.Unread(part.failure());
        }
        try {
            return FirstSector.parse(part.text());
        } catch (IllegalArgumentException e) {
            return new BootRecord.Unread(String.valueOf(e.getMessage()));
        }
    }

    /** wipefs looks at the device itself; lsblk may repeat what udev noted earlier, so it only speaks where wipefs is not clear. */
    private static Content content(Map<String, String> row, List<Signature> signatures) {
        List<Signature> contents =
                signatures.stream().filter(s -> !isTable(s.type())).toList();
        boolean oneKind = contents.stream().map(Signature::type).distinct().count() <= 1;
        if (oneKind && contents.stream().noneMatch(Signature::isUnread)) {
            return contents.isEmpty() ? Content.NONE : merged(contents);
        }
        return new Content(text(row, "FSTYPE"), text(row, "UUID"), text(row, "LABEL"));
    }

    private static Content merged(List<Signature> sameType) {
        return new Content(
                sameType.getFirst().type(),
                firstFilled(sameType.stream().map(Signature::uuid).toList()),
                firstFilled(sameType.stream().map(Signature::label).toList()));
    }

    private static String firstFilled(List<String> texts) {
        return texts.stream().filter(t -> !t.isEmpty()).findFirst().orElse("");
    }

    private static String asInSysfs(String name) {
        return name.replace('/', '!');
    }

    private static String text(Map<String, String> row, String key) {
        return row.getOrDefault(key, "").strip();
    }

    private static boolean flag(Map<String, String> row, String key) {
        return text(row, key).equals("1");
    }

    private static long number(Map<String, String> row, String key) {
        String value = text(row, key);
        return value.matches("[0-9]{1,18}") ? Long.parseLong(value) : -1;
    }

    private static int sectorBytes(Map<String, String> row, String key) {
        long bytes = number(row, key);
        if (bytes < 512 || bytes > 1 << 20) {
            throw new IllegalArgumentException("lsblk gives a sector size of " + text(row, key));
        }
        return (int) bytes;
    }
}
