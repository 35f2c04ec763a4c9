package org.applepie.agent.simulated.debian;

import java.util.Locale;
import java.util.Map;

/** Types of partitions in a DOS table, by the names and short forms of libfdisk. */
final class PartitionTypes {

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x00, "Empty"),
            Map.entry(0x01, "FAT12"),
            Map.entry(0x04, "FAT16 <32M"),
            Map.entry(0x05, "Extended"),
            Map.entry(0x06, "FAT16"),
            Map.entry(0x07, "HPFS/NTFS/exFAT"),
            Map.entry(0x0b, "W95 FAT32"),
            Map.entry(0x0c, "W95 FAT32 (LBA)"),
            Map.entry(0x0e, "W95 FAT16 (LBA)"),
            Map.entry(0x0f, "W95 Ext'd (LBA)"),
            Map.entry(0x27, "Hidden NTFS WinRE"),
            Map.entry(0x82, "Linux swap / Solaris"),
            Map.entry(0x83, "Linux"),
            Map.entry(0x85, "Linux extended"),
            Map.entry(0x8e, "Linux LVM"),
            Map.entry(0xa5, "FreeBSD"),
            Map.entry(0xda, "Non-FS data"),
            Map.entry(0xee, "GPT"),
            Map.entry(0xef, "EFI (FAT-12/16/32)"),
            Map.entry(0xfd, "Linux raid autodetect"));

    private static final Map<String, Integer> SHORT = Map.of(
            "l",
            0x83,
            "linux",
            0x83,
            "s",
            0x82,
            "swap",
            0x82,
            "ex",
            0x05,
            "extended",
            0x05,
            "r",
            0xfd,
            "raid",
            0xfd,
            "v",
            0x8e,
            "lvm",
            0x8e);

    private PartitionTypes() {}

    static String name(int type) {
        return NAMES.getOrDefault(type, "unknown");
    }

    /** As strtol reads it: what is no hexadecimal number is 0. */
    static int parse(String word) {
        String text = word.strip().toLowerCase(Locale.ROOT);
        Integer meant = switch (text) {
            case "e" -> Integer.valueOf(0x05);
            case "x" -> Integer.valueOf(0x85);
            case "u", "uefi" -> Integer.valueOf(0xef);
            default -> SHORT.get(text);
        };
        if (meant != null) {
            return meant;
        }
        String digits = text.replaceFirst("^0x", "").replaceFirst("[^0-9a-f].*", "");
        return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits, 16) & 0xff;
    }
}
