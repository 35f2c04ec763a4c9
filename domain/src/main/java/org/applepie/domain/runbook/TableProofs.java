package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.disk.Signature;
import org.applepie.domain.disk.TableEntry;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.runbook.Proofs.Judgement;

/** Judges what concerns partition tables and partitions. */
final class TableProofs {

    /** DOS types of an extended partition: it holds other partitions, and the first of their tables is its mark. */
    private static final Set<String> EXTENDED = Set.of("5", "f", "85");

    private TableProofs() {}

    static Judgement tableIs(Check.TableIs check, Reading reading) {
        return Evidence.of(Evidence.drive(check.label(), check.identity(), reading), disk -> switch (disk.table()) {
            case PartitionTable.Dos(String id, List<TableEntry> entries) ->
                Evidence.of(
                        byNumber(entries).equals(byNumber(check.entries())),
                        "the table of " + check.label() + " should be " + shown(check.entries()) + " and is "
                                + shown(entries));
            case PartitionTable.Gpt gpt -> noDosTable(check.label(), "a gpt table");
            case PartitionTable.None none -> noDosTable(check.label(), "no table");
            case PartitionTable.Other other -> noDosTable(check.label(), other.name());
        });
    }

    private static Judgement noDosTable(String label, String found) {
        return Evidence.notHeld("drive " + label + " should have a dos table; found: " + found);
    }

    private static List<TableEntry> byNumber(List<TableEntry> entries) {
        return entries.stream()
                .sorted(Comparator.comparingInt(TableEntry::number))
                .toList();
    }

    private static String shown(List<TableEntry> entries) {
        return byNumber(entries).stream()
                .map(e -> e.number() + ": start " + e.start() + " size " + e.size() + " type " + e.type()
                        + (e.bootable() ? " bootable" : ""))
                .collect(Collectors.joining("; "));
    }

    static Judgement diskIdIs(Check.DiskIdIs check, Reading reading) {
        return Evidence.of(Evidence.drive(check.label(), check.identity(), reading), disk -> {
            String found = switch (disk.table()) {
                case PartitionTable.Dos dos -> dos.diskId();
                case PartitionTable.Gpt gpt -> gpt.diskId();
                case PartitionTable.None none -> "no table";
                case PartitionTable.Other other -> other.name();
            };
            return Evidence.of(
                    found.equalsIgnoreCase(check.diskId()),
                    "the table id of " + check.label() + " should be " + check.diskId() + " and is " + found);
        });
    }

    static Judgement partitionTypeIs(Check.PartitionTypeIs check, Reading reading) {
        return Evidence.of(Evidence.drive(check.label(), check.identity(), reading), disk -> {
            String found = entries(disk).stream()
                    .filter(e -> e.number() == check.number())
                    .map(TableEntry::type)
                    .findFirst()
                    .orElse("not there");
            return Evidence.of(
                    found.equalsIgnoreCase(check.type()),
                    "the type of partition " + check.number() + " of " + check.label() + " should be " + check.type()
                            + " and is " + found);
        });
    }

    static Judgement partitionsBlank(Check.PartitionsBlank check, Reading reading) {
        return Evidence.of(
                Evidence.drive(check.label(), check.identity(), reading), disk -> partitionsBlank(check.label(), disk));
    }

    private static Judgement partitionsBlank(String label, Disk disk) {
        List<String> found = new ArrayList<>();
        for (TableEntry entry : entries(disk)) {
            Optional<Partition> partition = disk.partitions().stream()
                    .filter(p -> p.number() == entry.number())
                    .findFirst();
            if (partition.isEmpty()) {
                found.add("partition " + entry.number() + " unknown to the kernel");
            } else if (!EXTENDED.contains(entry.type())) {
                found.addAll(marks(partition.get()));
            }
        }
        disk.partitions().stream()
                .filter(p -> entries(disk).stream().noneMatch(e -> e.number() == p.number()))
                .forEach(p -> found.add(p.kernelName() + ", which is not in the table"));
        if (disk.table() instanceof PartitionTable.Other other) {
            found.add("a table that cannot be read: " + other.name());
        }
        return Evidence.of(
                found.isEmpty(), "the partitions of " + label + " should be blank; found: " + Evidence.list(found));
    }

    private static List<String> marks(Partition partition) {
        List<String> marks = new ArrayList<>();
        partition.signatures().stream()
                .map(Signature::type)
                .distinct()
                .forEach(type -> marks.add(type + " on " + partition.kernelName()));
        partition.holders().forEach(h -> marks.add(partition.kernelName() + " held by " + h));
        return marks;
    }

    private static List<TableEntry> entries(Disk disk) {
        return switch (disk.table()) {
            case PartitionTable.Dos dos -> dos.entries();
            case PartitionTable.Gpt gpt -> gpt.entries();
            case PartitionTable.None none -> List.of();
            case PartitionTable.Other other -> List.of();
        };
    }
}
