package org.applepie.domain.disk;

/**
 * What a drive says about itself. Empty text is a fact the drive does not give.
 *
 * @param sizeBytes size in bytes, 0 if unknown
 */
public record DriveIdentity(String serial, String wwn, String model, long sizeBytes) {

    /**
     * True if both are the same drive: the size agrees and two of serial, WWN and model do.
     */
    public boolean isSameDriveAs(DriveIdentity other) {
        int agreeing = agree(serial, other.serial) + agree(wwn, other.wwn) + agree(model, other.model);
        return sizeBytes == other.sizeBytes && sizeBytes > 0 && agreeing >= 2;
    }

    /** True if the drive gives enough of itself to be recognised: a size and two of serial, WWN and model. */
    public boolean isRecognisable() {
        return isSameDriveAs(this);
    }

    private static int agree(String mine, String theirs) {
        return !mine.isEmpty() && mine.equals(theirs) ? 1 : 0;
    }
}
