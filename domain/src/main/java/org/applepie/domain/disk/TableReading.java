package org.applepie.domain.disk;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.applepie.domain.remote.Part;

/** Tells a drive's partition table from {@code sfdisk -d}, and from other tools where sfdisk sees none. */
final class TableReading {

    private static final String NO_TABLE = "does not contain a recognized partition table";

    private TableReading() {}

    static PartitionTable of(
            Part dump, Function<String, PartitionTable> dumpReader, List<Signature> signatures, String typeByLsblk) {
        if (dump.succeeded()) {
            return parsed(dump.text(), dumpReader);
        }
        if (!dump.complaint().contains(NO_TABLE)) {
            return new PartitionTable.Other("unread: " + dump.failure());
        }
        return signatures.stream()
                .map(Signature::type)
                .filter(DeviceAssembly::isTable)
                .findFirst()
                .or(() -> Optional.of(typeByLsblk).filter(t -> !t.isEmpty()))
                .<PartitionTable>map(type -> new PartitionTable.Other(type + ", which sfdisk cannot read"))
                .orElse(new PartitionTable.None());
    }

    private static PartitionTable parsed(String dump, Function<String, PartitionTable> dumpReader) {
        try {
            return dumpReader.apply(dump);
        } catch (IllegalArgumentException e) {
            return new PartitionTable.Other("unread: " + e.getMessage());
        }
    }
}
