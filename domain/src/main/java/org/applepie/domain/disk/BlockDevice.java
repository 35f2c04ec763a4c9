package org.applepie.domain.disk;

import java.util.List;

/** A block device of one reading. Kernel names are valid for that reading only. */
public sealed interface BlockDevice {

    /** Such as {@code sda1}; never kept beyond the reading. */
    String kernelName();

    List<Signature> signatures();

    Content content();

    /** Kernel names of devices that sit directly on this one (md, dm, ...). */
    List<String> holders();

    /**
     * A whole drive.
     *
     * @param byId every name below /dev/disk/by-id that leads to it, without the directory, best first
     * @param bootRecord what its first sector starts, if anything
     */
    record Disk(
            String kernelName,
            DriveIdentity identity,
            List<String> byId,
            int logicalSectorBytes,
            int physicalSectorBytes,
            boolean rotational,
            String transport,
            boolean removable,
            boolean readOnly,
            PartitionTable table,
            List<Partition> partitions,
            BootRecord bootRecord,
            List<Signature> signatures,
            Content content,
            List<String> holders)
            implements BlockDevice {
        public Disk {
            byId = List.copyOf(byId);
            partitions = List.copyOf(partitions);
            signatures = List.copyOf(signatures);
            holders = List.copyOf(holders);
        }

        public long sizeSectors() {
            return identity.sizeBytes() / logicalSectorBytes;
        }
    }

    /**
     * A partition of a drive.
     *
     * @param number the table's number
     * @param sizeBytes what the kernel says now (0 for an extended partition's stub)
     */
    record Partition(
            String kernelName,
            int number,
            long startSector,
            long sizeBytes,
            String partUuid,
            List<Signature> signatures,
            Content content,
            List<String> holders)
            implements BlockDevice {
        public Partition {
            signatures = List.copyOf(signatures);
            holders = List.copyOf(holders);
        }
    }

    /**
     * A device made of others: md, LVM, crypt, multipath, bcache, ...
     *
     * @param kind lsblk's TYPE, such as {@code raid1}, {@code lvm}, {@code crypt}, {@code mpath}
     * @param parents kernel names it sits on
     */
    record Mapped(
            String kernelName,
            String kind,
            List<String> parents,
            long sizeBytes,
            List<Signature> signatures,
            Content content,
            List<String> holders)
            implements BlockDevice {
        public Mapped {
            parents = List.copyOf(parents);
            signatures = List.copyOf(signatures);
            holders = List.copyOf(holders);
        }
    }
}
