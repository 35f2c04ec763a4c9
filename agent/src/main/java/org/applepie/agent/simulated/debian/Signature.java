package org.applepie.agent.simulated.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.MdSuperblock;
import org.applepie.agent.simulated.hardware.Medium;
import org.applepie.agent.simulated.hardware.Region;

/**
 * A mark on a device by which libblkid knows what is there.
 *
 * @param offset of the magic bytes
 * @param magic hexadecimal digits, two a byte
 * @param type as blkid names it
 * @param usage {@code filesystem}, {@code other} for swap, {@code raid}, {@code table}
 * @param uuid empty for none
 * @param label empty for none
 */
record Signature(long offset, String magic, String type, String usage, String uuid, String label) {

    private static final long SECTOR = 512;

    /** Whether it is that of a partition table. */
    boolean table() {
        return usage.equals("table");
    }

    /** The version that blkid tells; empty for none. */
    String version() {
        return switch (type) {
            case "ext4", "ext3", "ext2" -> "1.0";
            case "swap" -> "1";
            case "linux_raid_member" -> offset == 4096 ? "1.2" : "0.90.0";
            default -> "";
        };
    }

    /** All that is found, in the order in which libblkid looks: members of arrays, contents, tables. */
    static List<Signature> of(Medium medium) throws DriveFailure {
        List<Signature> found = new ArrayList<>();
        if (medium instanceof Region region) {
            member(region).ifPresent(found::add);
        }
        content(medium.content()).ifPresent(found::add);
        byte[] first = medium.read(0);
        if (first[510] == 0x55 && first[511] == (byte) 0xaa && table(first)) {
            found.add(new Signature(0x1fe, "55aa", "dos", "table", "", ""));
        }
        return found;
    }

    // Other boot sectors end with the same two bytes; in a table the first byte of a row has only two values.
    private static boolean table(byte[] sector) {
        for (int at = 446; at < 510; at += 16) {
            if (sector[at] != 0 && sector[at] != (byte) 0x80) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Signature> member(Region region) throws DriveFailure {
        Optional<MdSuperblock> superblock = region.superblock();
        return superblock.map(block -> new Signature(
                region.superblockSector(block.metadata()) * SECTOR,
                "fc4e2ba9",
                "linux_raid_member",
                "raid",
                dashed(block.uuid()),
                block.version1().map(MdSuperblock.Version1::name).orElse("")));
    }

    /** The UUID of an array as blkid and the kernel write it. */
    static String dashed(String uuid) {
        String digits = uuid.replace(":", "");
        return digits.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    /** That of a content alone. */
    static Optional<Signature> content(Content content) {
        return switch (content) {
            case Content.Files files ->
                Optional.of(new Signature(
                        0x438, "53ef", files.type(), "filesystem", files.uuid().toString(), files.label()));
            case Content.Swap swap ->
                Optional.of(new Signature(
                        0xff6,
                        "53574150535041434532",
                        "swap",
                        "other",
                        swap.uuid().toString(),
                        swap.label()));
            case Content.Foreign foreign -> Optional.of(foreign(foreign.type()));
            case Content.Zeros zeros -> Optional.empty();
            case Content.Garbage garbage -> Optional.empty();
        };
    }

    /** The UUID of a member itself, as blkid writes it; empty where metadata has none. */
    static String subUuid(Medium medium) {
        try {
            return medium instanceof Region region
                    ? region.superblock()
                            .flatMap(MdSuperblock::version1)
                            .map(one -> dashed(one.deviceUuid()))
                            .orElse("")
                    : "";
        } catch (DriveFailure dead) {
            return "";
        }
    }

    private static Signature foreign(String type) {
        return switch (type) {
            case "ntfs" -> new Signature(3, "4e54465320202020", type, "filesystem", "", "");
            case "vfat" -> new Signature(0x52, "4641543332202020", type, "filesystem", "", "");
            case "LVM2_member" -> new Signature(0x218, "4c564d3220303031", type, "raid", "", "");
            default -> new Signature(0, "58465342", type, "filesystem", "", "");
        };
    }
}
