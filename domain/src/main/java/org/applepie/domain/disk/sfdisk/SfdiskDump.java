package org.applepie.domain.disk.sfdisk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.disk.TableEntry;

/**
 * A partition table as {@code sfdisk -d} prints it and reads it back: headers {@code name: value}, then one line a
 * partition, {@code node : name=value, ...}. Every line is kept as it was.
 */
public final class SfdiskDump {

    /** Headers which belong to one drive and not to a copy of its layout. */
    private static final Set<String> OF_THE_DRIVE =
            Set.of("label-id", "device", "first-lba", "last-lba", "sector-size");

    private final String text;
    private final List<DumpLine> lines;

    private SfdiskDump(String text, List<DumpLine> lines) {
        this.text = text;
        this.lines = lines;
    }

    /**
     * Takes also the form of util-linux 2.12, which has no header {@code label}, calls the type {@code Id} and lists all four
     * primary partitions of a DOS table, used or not.
     *
     * @throws IllegalArgumentException if a line has another form, a partition has no number, start or size, or a dump of
     *     the old form is cut short
     */
    public static SfdiskDump parse(String text) {
        SfdiskDump dump = new SfdiskDump(text, text.lines().map(DumpLine::parse).toList());
        if (dump.isOld() && (!text.endsWith("\n") || !dump.listsFourPrimaries())) {
            throw new IllegalArgumentException("the partition table is cut short");
        }
        return dump;
    }

    private boolean isOld() {
        return entryLines().stream().anyMatch(DumpLine.Entry::isOld);
    }

    private boolean listsFourPrimaries() {
        List<Integer> numbers =
                entryLines().stream().map(DumpLine.Entry::number).toList();
        return numbers.size() >= 4
                && numbers.subList(0, 4).equals(List.of(1, 2, 3, 4))
                && entryLines().stream().allMatch(DumpLine.Entry::isOld);
    }

    /** The dump as it was. */
    public String text() {
        return text;
    }

    /** Value of a header such as {@code label-id}. */
    public Optional<String> header(String name) {
        return lines.stream()
                .filter(line ->
                        line instanceof DumpLine.Header header && header.name().equals(name))
                .map(line -> ((DumpLine.Header) line).value())
                .findFirst();
    }

    /** The partitions in the order of the dump, the extended one included, unused ones not. */
    public List<TableEntry> entries() {
        return entryLines().stream()
                .filter(DumpLine.Entry::isUsed)
                .map(DumpLine.Entry::tableEntry)
                .toList();
    }

    /** The table, without the fields only sfdisk needs. */
    public PartitionTable table() {
        if (isOld()) {
            return new PartitionTable.Dos("", entries());
        }
        String label = header("label").orElseThrow(() -> new IllegalArgumentException("the dump has no label"));
        String id = header("label-id").orElse("");
        return switch (label) {
            case "dos" -> new PartitionTable.Dos(id, entries());
            case "gpt" -> new PartitionTable.Gpt(id, entries());
            default -> new PartitionTable.Other(label);
        };
    }

    /**
     * A script for {@code sfdisk} that gives another drive the same partitions in the same places, with an id of its own.
     * Partitions are named by number, without the UUIDs that must stay unique. A dump of the old form comes out as it is but
     * for the types: sfdisk 2.12 passes over the names in it and writes no id.
     *
     * @param labelId id of the new table, such as {@code 0x509962fc}
     * @param types new type by partition number; partitions not named keep theirs
     */
    public String cloneScript(String labelId, Map<Integer, String> types) {
        StringBuilder script = new StringBuilder();
        for (DumpLine line : lines) {
            switch (line) {
                case DumpLine.Header header when OF_THE_DRIVE.contains(header.name()) -> {}
                case DumpLine.Header header -> {
                    script.append(header.raw()).append('\n');
                    if (header.name().equals("label")) {
                        script.append("label-id: ").append(labelId).append('\n');
                    }
                }
                case DumpLine.Entry entry -> script.append(entry.clone(types)).append('\n');
                case DumpLine.Other other -> script.append(other.raw()).append('\n');
            }
        }
        return script.toString();
    }

    private List<DumpLine.Entry> entryLines() {
        return lines.stream()
                .filter(DumpLine.Entry.class::isInstance)
                .map(DumpLine.Entry.class::cast)
                .toList();
    }
}
