package org.applepie.domain.disk;

/**
 * What blkid(8) takes a device for; all empty if nothing was recognised.
 *
 * @param type file system or other type, such as {@code ext4}, {@code swap}, {@code LVM2_member}
 */
public record Content(String type, String uuid, String label) {
    public static final Content NONE = new Content("", "", "");

    public boolean isEmpty() {
        return type.isEmpty();
    }
}
