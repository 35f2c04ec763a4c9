package org.applepie.domain.disk;

import java.util.List;

/** The partition table of a drive. */
public sealed interface PartitionTable {

    /** The MBR kind; {@code diskId} such as {@code 0x509962fc}. */
    record Dos(String diskId, List<TableEntry> entries) implements PartitionTable {
        public Dos {
            entries = List.copyOf(entries);
        }
    }

    record Gpt(String diskId, List<TableEntry> entries) implements PartitionTable {
        public Gpt {
            entries = List.copyOf(entries);
        }
    }

    /** The drive has no table. */
    record None() implements PartitionTable {}

    /** A table of a kind Applepie does not know; {@code name} as the tool says it. */
    record Other(String name) implements PartitionTable {}
}
