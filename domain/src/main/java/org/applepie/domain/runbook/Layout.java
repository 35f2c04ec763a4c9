package org.applepie.domain.runbook;

import java.util.List;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.disk.TableEntry;

/**
 * What the server looks like before and after: the data of the disk map, of the meter and of the repair sheet.
 */
public record Layout(PlannedDrive apple, PlannedDrive pie, List<PlannedArray> arrays, int logicalSectorBytes) {
    private static final String BY_ID = "/dev/disk/by-id/";

    public Layout {
        arrays = List.copyOf(arrays);
    }

    /**
     * A drive of the plan.
     *
     * @param label the name on its sticker
     * @param path its name below /dev/disk/by-id, whole path; the kernel's name such as {@code /dev/sda} where there is no
     *     such directory
     * @param table entries it has at the end
     * @param diskId its table id at the end
     */
    public record PlannedDrive(
            String label, DriveIdentity identity, String path, List<TableEntry> table, String diskId) {
        public PlannedDrive {
            table = List.copyOf(table);
        }

        /** Path of a partition. */
        public String partition(int number) {
            return path + (path.startsWith(BY_ID) ? "-part" : "") + number;
        }
    }

    /**
     * An array of the plan. The partition number is the same on both drives.
     *
     * @param name such as {@code md0}
     * @param uuid as mdadm prints it; empty where mdadm cannot be told a UUID, and the array is known by its name, which its
     *     superblock fixes
     * @param mountPoint where it is mounted, {@code swap} for swap
     * @param contentType {@code ext4}, {@code ext3} or {@code swap}
     * @param contentUuid UUID of the new file system or swap; empty for swap that cannot be given one
     * @param oldUuid UUID of what the partition of apple held
     * @param oldLabel its label, empty if none
     */
    public record PlannedArray(
            String name,
            String uuid,
            int partition,
            String mountPoint,
            String contentType,
            String contentUuid,
            String oldUuid,
            String oldLabel,
            long sizeSectors) {

        /** Its name below /dev/disk/by-id, which udev gives by UUID and which no boot changes; or its fixed name. */
        public String path() {
            return uuid.isEmpty() ? "/dev/" + name : BY_ID + "md-uuid-" + uuid;
        }

        /** How checks speak of it: by UUID where that was chosen, by name otherwise. */
        public String reference() {
            return uuid.isEmpty() ? name : uuid;
        }

        /**
         * A short name that leads to {@link #path()}, made where it is needed: mdadm 4.3 and later refuse a longer one than
         * 32 characters for --manage, and md0 itself may be another array after the next boot.
         */
        public String handle() {
            return "/dev/md/applepie-" + name;
        }

        public boolean isSwap() {
            return contentType.equals("swap");
        }
    }
}
