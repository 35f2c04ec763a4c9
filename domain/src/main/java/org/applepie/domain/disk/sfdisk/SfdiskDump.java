package org.applepie.domain.disk.sfdisk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    private final List<DumpLine> lines;

    private SfdiskDump(List<DumpLine> lines) {
        this.lines = lines;
    }

    /** @throws IllegalArgumentException if a line has another form, or a partition has no number, start or size */
    public static SfdiskDump parse(String text) {
        return new SfdiskDump(
                text.isEmpty() ? List.of() : text.lines().map(DumpLine::parse).toList());
    }

    /** The dump as it was. */
    public String text() {
        return lines.stream().map(line -> line.raw() + "\n").collect(Collectors.joining());
    }

    /** Value of a header such as {@code label-id}. */
    public Optional<String> header(String name) {
        return lines.stream()
                .filter(line ->
                        line instanceof DumpLine.Header header && header.name().equals(name))
                .map(line -> ((DumpLine.Header) line).value())
                .findFirst();
    }

    /** The partitions in the order of the dump, the extended one included. */
    public List<TableEntry> entries() {
        return entryLines().stream().map(DumpLine.Entry::tableEntry).toList();
    }

    /** The table, without the fields only sfdisk needs. */
    public PartitionTable table() {
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
     * Partitions are named by number, without the UUIDs that must stay unique.
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
