package org.applepie.domain.disk;

import java.util.List;
import java.util.function.Function;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Mapped;
import org.applepie.domain.remote.FramedAnswer;

/** All block devices of one reading: drives with their partitions, and what is made of them. */
public record BlockDevices(List<Disk> disks, List<Mapped> mapped, DeviceNames names) {

    public BlockDevices {
        disks = List.copyOf(disks);
        mapped = List.copyOf(mapped);
    }

    /**
     * Puts together the parts {@code lsblk}, {@code blocks}, {@code by-id}, {@code table:*}, {@code sector:*} and
     * {@code signatures:*}. A device whose signatures could not be read carries {@link Signature#unread}.
     *
     * @param dumpReader reads what {@code sfdisk -d} printed; throws IllegalArgumentException if it cannot
     * @throws IllegalArgumentException with the reason, if lsblk or sysfs could not be read
     */
    public static BlockDevices of(FramedAnswer answer, Function<String, PartitionTable> dumpReader) {
        return new DeviceAssembly(answer, dumpReader).assemble();
    }
}
