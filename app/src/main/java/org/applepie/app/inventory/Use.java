package org.applepie.app.inventory;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.applepie.domain.disk.BlockDevice;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.filesystem.SwapArea;
import org.applepie.domain.inventory.DriveState;
import org.applepie.domain.inventory.Reading;

/** Which devices of a reading are in use. */
record Use(Set<String> kernelNames) {

    enum Kind {
        IN_USE,
        BLANK,
        OTHER;

        /** What a drive is once it was seen so: one in use is in service, a dirty one that was blanked is clean again. */
        DriveState after(DriveState before) {
            return switch (before) {
                case DriveState.Unmarked u -> this == IN_USE ? new DriveState.InService() : before;
                case DriveState.InService s -> before;
                case DriveState.Dirty d -> this == BLANK ? new DriveState.Unmarked() : before;
            };
        }
    }

    static Use of(Reading reading) {
        Set<String> names = new HashSet<>();
        reading.mounts().orElse(List.of()).stream().map(Mount::sourceKernelName).forEach(names::add);
        reading.swaps().orElse(List.of()).stream().map(SwapArea::kernelName).forEach(names::add);
        names.remove("");
        return new Use(names);
    }

    Kind of(Disk disk) {
        if (isUsed(disk) || disk.partitions().stream().anyMatch(this::isUsed)) {
            return Kind.IN_USE;
        }
        boolean blank = disk.table() instanceof PartitionTable.None
                && disk.partitions().isEmpty()
                && disk.signatures().isEmpty()
                && disk.content().isEmpty();
        return blank ? Kind.BLANK : Kind.OTHER;
    }

    private boolean isUsed(BlockDevice device) {
        return kernelNames.contains(device.kernelName()) || !device.holders().isEmpty();
    }
}
