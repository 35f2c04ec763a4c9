package org.applepie.domain.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The first sector of a drive.
 *
 * @param record what it starts
 * @param liloVersion such as {@code 22.6}, empty if it does not start LILO
 * @param volumeId the four bytes at 0x1B8 as {@code 0x509962fc}; 0x00000000 if never set. LILO gives one to each drive it
 *     meets.
 */
public record BootSector(BootRecord record, String liloVersion, String volumeId) {

    /** LILO keeps its name at byte 6 and after it minor * 256 + major, low byte first. */
    private static final int LILO_VERSION = 10;

    private static final int VOLUME_ID = 0x1B8;

    /**
     * Reads what {@code od -An -v -tx1} prints of 512 bytes.
     *
     * @throws IllegalArgumentException if it is not the hexadecimal text of 512 bytes
     */
    public static BootSector parse(String od) {
        return ofDigits(FirstSector.digits(od));
    }

    /**
     * Reads the same without blanks and line ends.
     *
     * @throws IllegalArgumentException if it is not the hexadecimal text of 512 bytes
     */
    static BootSector ofDigits(String digits) {
        byte[] bytes = FirstSector.bytes(digits);
        BootRecord record = FirstSector.record(bytes);
        ByteBuffer sector = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        String version = record instanceof BootRecord.Lilo
                ? (sector.get(LILO_VERSION) & 0xff) + "." + (sector.get(LILO_VERSION + 1) & 0xff)
                : "";
        return new BootSector(record, version, "0x" + HexFormat.of().toHexDigits(sector.getInt(VOLUME_ID)));
    }
}
