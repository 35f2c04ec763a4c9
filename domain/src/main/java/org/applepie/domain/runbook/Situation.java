package org.applepie.domain.runbook;

import java.util.List;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;

/**
 * What the rules found and accepted.
 *
 * @param apple the drive in use
 * @param pie the drive to become its mirror
 * @param pieInUse true if pie carried anything which the operator confirmed may be destroyed
 * @param oldArrays arrays that live on pie alone and are stopped first
 * @param volumes what is mirrored, by partition number
 */
record Situation(
        Reading reading,
        Disk apple,
        String appleLabel,
        Disk pie,
        String pieLabel,
        boolean pieInUse,
        List<MdArray> oldArrays,
        List<Volume> volumes) {

    PartitionTable.Dos appleTable() {
        return (PartitionTable.Dos) apple.table();
    }

    static String path(Disk disk) {
        return disk.byId().isEmpty()
                ? "/dev/" + disk.kernelName()
                : "/dev/disk/by-id/" + disk.byId().getFirst();
    }
}
