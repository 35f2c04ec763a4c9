package org.applepie.domain.runbook;

import java.util.List;

/** Whether what is there will fit, and whether the tools have room to work. */
final class SpaceRules {

    private static final long MIB = 1024 * 1024;

    /** Packages, an initial RAM file system and saved files. */
    private static final long ROOT_FREE = 300 * MIB;

    private static final long BOOT_FREE = 48 * MIB;

    private SpaceRules() {}

    static void check(List<Volume> volumes, Findings findings) {
        for (Volume volume : volumes) {
            if (volume.isSwap()) {
                continue;
            }
            long needed = volume.usedBytes() + Math.max(volume.usedBytes() / 50, 8 * MIB);
            long room = capacity(volume);
            findings.refuseIf(
                    needed > room,
                    "too-little-space",
                    "The data at " + volume.mountPoint() + " takes " + volume.usedBytes() / MIB
                            + " MiB; the array on a partition of the same size holds about " + room / MIB
                            + " MiB because its superblock takes room.",
                    "Free at least " + (needed - room) / MIB + " MiB there, then read the server again.");
        }
        free(volumes, "/", ROOT_FREE, findings);
        free(volumes, "/boot", BOOT_FREE, findings);
    }

    /** Room of a fresh file system on an array: the partition less mdadm's data offset, inode tables and the journal. */
    private static long capacity(Volume volume) {
        long array = volume.sizeBytes() - arrayOverhead(volume.sizeBytes());
        long fileSystem = volume.sizeBytes() - (volume.usedBytes() + volume.availableBytes());
        return array - Math.max(0, Math.min(fileSystem, volume.sizeBytes() / 8));
    }

    /** mdadm's super1.c reserves 1/1024 of the device, 128 MiB at most, besides bitmap and superblock. */
    static long arrayOverhead(long partitionBytes) {
        return Math.min(128 * MIB, partitionBytes / 1024) + 3 * MIB;
    }

    private static void free(List<Volume> volumes, String mountPoint, long needed, Findings findings) {
        volumes.stream()
                .filter(v -> v.mountPoint().equals(mountPoint) && v.availableBytes() < needed)
                .forEach(v -> findings.refuse(
                        "too-little-free-space",
                        mountPoint + " has " + v.availableBytes() / MIB + " MiB free; " + needed / MIB
                                + " MiB are needed.",
                        "Free room there, then read the server again."));
    }
}
