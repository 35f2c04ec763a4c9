package org.applepie.domain.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Mapped;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.ProcPartitions.Row;
import org.applepie.domain.remote.FramedAnswer;
import org.applepie.domain.remote.Part;

/**
 * Block devices as kernel 2.4 tells of them: /proc/partitions for all of them and for where they sit, /proc/ide and
 * /proc/scsi for what they are, tools for what is on them.
 */
public final class LegacyDevices {

    private static final int SECTOR = 512;
    private static final Pattern ARRAY = Pattern.compile("md[0-9]+");
    private static final Pattern DRIVE = Pattern.compile("[hs]d[a-z]+");

    private final ProcPartitions partitions;
    private final Function<String, List<String>> holders;
    private final LegacyTables tables;
    private final LegacySignatures signatures;
    private final LegacyIdentities identities;

    private LegacyDevices(
            FramedAnswer answer,
            ProcPartitions partitions,
            Function<String, PartitionTable> dumpReader,
            Function<Part, List<Signature>> superblocks,
            Function<String, List<String>> holders) {
        this.partitions = partitions;
        this.holders = holders;
        this.tables = new LegacyTables(answer, dumpReader);
        this.signatures = new LegacySignatures(answer, superblocks);
        this.identities = new LegacyIdentities(answer);
    }

    /**
     * Puts together the parts {@code ide:*}, {@code scsi}, {@code smart:*}, {@code table:*}, {@code sector:*},
     * {@code blkid:*}, {@code features:*} and {@code examine:*}.
     *
     * @param dumpReader reads what {@code sfdisk -d} printed; throws IllegalArgumentException if it cannot
     * @param superblocks reads what {@code mdadm -E} answered of one device
     * @param holders kernel names of the arrays that run on a device, by its kernel name
     * @throws IllegalArgumentException with the reason, if a device has no kind that is known
     */
    public static BlockDevices of(
            FramedAnswer answer,
            ProcPartitions partitions,
            Function<String, PartitionTable> dumpReader,
            Function<Part, List<Signature>> superblocks,
            Function<String, List<String>> holders) {
        return new LegacyDevices(answer, partitions, dumpReader, superblocks, holders).assemble();
    }

    private BlockDevices assemble() {
        List<Disk> disks = new ArrayList<>();
        List<Mapped> mapped = new ArrayList<>();
        for (Row row : partitions.rows()) {
            if (ARRAY.matcher(row.kernelName()).matches()) {
                mapped.add(array(row));
            } else if (DRIVE.matcher(row.kernelName()).matches() && identities.isDrive(row.kernelName())) {
                disks.add(disk(row));
            }
        }
        return new BlockDevices(disks, mapped, partitions.names());
    }

    private Mapped array(Row row) {
        String name = row.kernelName();
        List<String> parents = partitions.rows().stream()
                .map(Row::kernelName)
                .filter(member -> holders.apply(member).contains(name))
                .toList();
        List<Signature> found = signatures.of(name);
        return new Mapped(
                name, "raid1", parents, row.kibibytes() * 1024, found, signatures.content(name, found), List.of());
    }

    private Disk disk(Row row) {
        String name = row.kernelName();
        PartitionTable table = tables.table(name);
        List<Signature> found = new ArrayList<>(signatures.of(name));
        tables.unexplained(name).ifPresent(found::add);
        return new Disk(
                name,
                identities.of(row),
                List.of(),
                SECTOR,
                SECTOR,
                true,
                name.startsWith("h") ? "ide" : "scsi",
                false,
                false,
                table,
                partitionsOf(row, table),
                tables.bootRecord(name),
                found,
                LegacySignatures.content(found),
                holders.apply(name));
    }

    private List<Partition> partitionsOf(Row drive, PartitionTable table) {
        return partitions.rows().stream()
                .filter(row -> row.number().partition() > 0
                        && row.number().drive().equals(drive.number())
                        && row.kernelName().startsWith(drive.kernelName()))
                .map(row -> partition(row, table))
                .toList();
    }

    private Partition partition(Row row, PartitionTable table) {
        int number = row.number().partition();
        Optional<TableEntry> entry =
                entries(table).stream().filter(e -> e.number() == number).findFirst();
        List<Signature> found = row.kibibytes() <= 1 ? List.of() : signatures.of(row.kernelName());
        return new Partition(
                row.kernelName(),
                number,
                entry.map(TableEntry::start).orElse(-1L),
                entry.map(e -> bytes(row, e)).orElse(row.kibibytes() * 1024),
                "",
                found,
                signatures.content(row.kernelName(), found),
                holders.apply(row.kernelName()));
    }

    /** The kernel counts whole KiB; a partition may have a sector more. */
    private static long bytes(Row row, TableEntry entry) {
        return entry.size() / 2 == row.kibibytes() ? entry.size() * SECTOR : row.kibibytes() * 1024;
    }

    private static List<TableEntry> entries(PartitionTable table) {
        return table instanceof PartitionTable.Dos dos ? dos.entries() : List.of();
    }
}
