package org.applepie.agent.simulated.sarge;

import java.util.Map;

/** The names that fdisk and sfdisk 2.12p have for partition types. */
final class PartitionTypes {

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0, "Empty"),
            Map.entry(1, "FAT12"),
            Map.entry(5, "Extended"),
            Map.entry(6, "FAT16"),
            Map.entry(7, "HPFS/NTFS"),
            Map.entry(0xb, "W95 FAT32"),
            Map.entry(0xc, "W95 FAT32 (LBA)"),
            Map.entry(0xf, "W95 Ext'd (LBA)"),
            Map.entry(0x82, "Linux swap / Solaris"),
            Map.entry(0x83, "Linux"),
            Map.entry(0x85, "Linux extended"),
            Map.entry(0x8e, "Linux LVM"),
            Map.entry(0xa5, "FreeBSD"),
            Map.entry(0xee, "EFI GPT"),
            Map.entry(0xfd, "Linux raid autodetect"));

    private PartitionTypes() {}

    static String name(int type) {
        return NAMES.getOrDefault(type, "Unknown");
    }
}
