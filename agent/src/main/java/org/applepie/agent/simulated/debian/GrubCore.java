package org.applepie.agent.simulated.debian;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.SimulatedDrive;

/**
 * What grub-install writes before the first partition of a drive: boot code in its first sector and, after that, the core image
 * with what it was told to look for.
 *
 * @param prefix where the modules are, {@code (mduuid/592a...)/grub} or {@code (,msdos1)/grub}, where no drive means the one that
 *     was booted
 * @param search UUID of the file system to look for instead of the device that the prefix names; empty for none
 */
record GrubCore(String prefix, String search) {

    private static final byte[] CODE =
            HexFormat.of().parseHex(Texts.of("boot-record").replace("\n", ""));
    private static final String MAGIC = "GRUB core image 2.06\n";

    /** The core of a drive whose first sector starts GRUB and has one. */
    static Optional<GrubCore> of(SimulatedDrive drive) {
        String text = new String(drive.peek(1), StandardCharsets.ISO_8859_1);
        if (!startsGrub(drive.peek(0)) || !text.startsWith(MAGIC)) {
            return Optional.empty();
        }
        String[] lines = text.substring(MAGIC.length()).split("\n", 3);
        return Optional.of(new GrubCore(lines[0], lines[1]));
    }

    /** Whether a first sector has GRUB's code. */
    static boolean startsGrub(byte[] sector) {
        return Arrays.equals(sector, 0, CODE.length, CODE, 0, CODE.length);
    }

    /** Writes code and core; disk id, table and signature stay. */
    void write(SimulatedDrive drive) throws DriveFailure {
        byte[] first = drive.read(0);
        System.arraycopy(CODE, 0, first, 0, CODE.length);
        byte[] core = new byte[SimulatedDrive.SECTOR];
        byte[] text = (MAGIC + prefix + "\n" + search + "\n").getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(text, 0, core, 0, text.length);
        drive.write(1, core);
        drive.write(0, first);
    }
}
