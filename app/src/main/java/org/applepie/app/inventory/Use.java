package org.applepie.app.inventory;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.applepie.domain.disk.BlockDevice;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.filesystem.SwapArea;
import org.applepie.domain.inventory.DriveState;
import org.applepie.domain.inventory.Reading;

/** Which devices of a reading are in use. */
record Use(Set<String> kernelNames) {

    static Use of(Reading reading) {
        Set<String> names = new HashSet<>();
        reading.mounts().orElse(List.of()).stream().map(Mount::sourceKernelName).forEach(names::add);
        reading.swaps().orElse(List.of()).stream().map(SwapArea::kernelName).forEach(names::add);
        names.remove("");
        return new Use(names);
    }

    /** What the drive is once it was seen so. A dirty one stays dirty: that its surface looks blank says little. */
    DriveState after(DriveState before, Disk disk) {
        boolean used = isUsed(disk) || disk.partitions().stream().anyMatch(this::isUsed);
        return before instanceof DriveState.Unmarked && used ? new DriveState.InService() : before;
    }

    private boolean isUsed(BlockDevice device) {
        return kernelNames.contains(device.kernelName()) || !device.holders().isEmpty();
    }
}
