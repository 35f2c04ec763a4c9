package org.applepie.agent.simulated.sarge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * LILO's first stage as it lies in a sector: {@code FA} (cli) first, {@code LILO} at 6, the version at 10. Where the sectors of
 * the second stage and the map would be listed it has where to find the map: the BIOS drive, the place and layout of its file
 * system, and its inode.
 *
 * @param start sector of the drive at which the file system of the map begins
 */
record BootSector(int biosDrive, long start, long layout, long inode, long id) {

    private static final byte[] SIGNATURE = "LILO".getBytes(StandardCharsets.US_ASCII);
    private static final int PLACE = 0x20;

    static Optional<BootSector> parse(byte[] sector) {
        if (!Arrays.equals(sector, 6, 10, SIGNATURE, 0, 4)) {
            return Optional.empty();
        }
        ByteBuffer bytes =
                ByteBuffer.wrap(sector).order(ByteOrder.LITTLE_ENDIAN).position(PLACE);
        return Optional.of(new BootSector(
                (int) bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong()));
    }

    /** The code put in front of what must stay: disk id, table and signature. */
    byte[] over(byte[] sector) {
        byte[] next = sector.clone();
        Arrays.fill(next, 0, 0x1b8, (byte) 0);
        next[0] = (byte) 0xfa;
        next[1] = (byte) 0xeb;
        next[2] = 0x21;
        System.arraycopy(SIGNATURE, 0, next, 6, 4);
        next[10] = 22;
        next[11] = 6;
        ByteBuffer.wrap(next)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(PLACE)
                .putLong(biosDrive)
                .putLong(start)
                .putLong(layout)
                .putLong(inode)
                .putLong(id);
        next[510] = 0x55;
        next[511] = (byte) 0xaa;
        return next;
    }
}
