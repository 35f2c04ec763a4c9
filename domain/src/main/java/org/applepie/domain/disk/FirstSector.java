package org.applepie.domain.disk;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Tells what starts from the first 512 bytes of a drive, given as {@code od -An -v -tx1} prints them. */
final class FirstSector {

    private static final int SECTOR = 512;
    /** Where code ends: the disk id and the table follow. */
    private static final int CODE = 440;

    private FirstSector() {}

    /** @throws IllegalArgumentException if it is not the hexadecimal text of 512 bytes */
    static BootRecord parse(String od) {
        return record(bytes(digits(od)));
    }

    /**
     * The sector itself.
     *
     * @param digits hexadecimal without blanks, see {@link #digits}
     * @throws IllegalArgumentException if it is not the hexadecimal text of 512 bytes
     */
    static byte[] bytes(String digits) {
        byte[] sector = HexFormat.of().parseHex(digits);
        if (sector.length != SECTOR) {
            throw new IllegalArgumentException("the first sector came with " + sector.length + " bytes");
        }
        return sector;
    }

    /** What a sector of 512 bytes starts. */
    static BootRecord record(byte[] sector) {
        String code = new String(sector, 0, CODE, StandardCharsets.ISO_8859_1);
        // LILO keeps its name at byte 6; GRUB's boot.img holds the word among its messages.
        if (code.startsWith("LILO", 6)) {
            return new BootRecord.Lilo();
        }
        if (code.contains("GRUB")) {
            return new BootRecord.Grub();
        }
        boolean empty = code.chars().allMatch(c -> c == 0);
        return empty ? new BootRecord.Empty() : new BootRecord.Foreign();
    }

    /** Without blanks and line ends, of which there is one after each byte. */
    static String digits(String od) {
        StringBuilder digits = new StringBuilder(od.length());
        for (int i = 0; i < od.length(); i++) {
            char c = od.charAt(i);
            if (c != ' ' && (c < '\t' || c > '\r')) {
                digits.append(c);
            }
        }
        return digits.toString();
    }
}
