package org.applepie.domain.disk;

import org.applepie.domain.Later;

/**
 * What a drive says about itself. Empty text is a fact the drive does not give.
 *
 * @param sizeBytes size in bytes, 0 if unknown
 * @param position where the drive sits, such as {@code scsi0:0:1:0} or {@code ide1:0}, given only for a drive that tells
 *     neither serial nor WWN on a system where nothing better is to be had; empty otherwise
 */
public record DriveIdentity(
        String serial,
        String wwn,
        String model,
        long sizeBytes,
        @Later(absent = "") String position) {

    /** The identity of a drive that is not told by where it sits. */
    public DriveIdentity(String serial, String wwn, String model, long sizeBytes) {
        this(serial, wwn, model, sizeBytes, "");
    }

    /**
     * True if both are the same drive: the size agrees and two of serial, WWN and model do; or, for two weak identities,
     * model and position.
     */
    public boolean isSameDriveAs(DriveIdentity other) {
        int agreeing = agree(serial, other.serial) + agree(wwn, other.wwn) + agree(model, other.model);
        boolean placed = isWeak() && other.isWeak() && agree(position, other.position) == 1;
        return sizeBytes == other.sizeBytes && sizeBytes > 0 && agreeing + (placed ? 1 : 0) >= 2;
    }

    /** True if the drive gives enough of itself to be recognised: a size and two of serial, WWN and model, or model and position. */
    public boolean isRecognisable() {
        return isSameDriveAs(this);
    }

    /**
     * True if the drive is known by where it sits: another one of its model in the same place would be taken for it, so a
     * person has to look at the sticker.
     */
    public boolean isWeak() {
        return serial.isEmpty() && wwn.isEmpty() && !position.isEmpty();
    }

    /** By what people find it: its serial, or where it sits if that is all there is. */
    public String mark() {
        if (isWeak()) {
            return "no serial, at " + position;
        }
        return serial.isEmpty() ? "serial unknown" : "serial " + serial;
    }

    private static int agree(String mine, String theirs) {
        return !mine.isEmpty() && mine.equals(theirs) ? 1 : 0;
    }
}
