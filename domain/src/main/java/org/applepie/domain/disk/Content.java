package org.applepie.domain.disk;

import org.applepie.domain.Later;

/**
 * What blkid(8) takes a device for; all empty if nothing was recognised.
 *
 * @param type file system or other type, such as {@code ext4}, {@code swap}, {@code LVM2_member}
 * @param features of an ext file system on a system of kernel 2.4, as tune2fs(8) lists them, with a blank between each two;
 *     empty if nobody asked or no answer was understood
 */
public record Content(
        String type,
        String uuid,
        String label,
        @Later(absent = "") String features) {

    public static final Content NONE = new Content("", "", "");

    /** Without features. */
    public Content(String type, String uuid, String label) {
        this(type, uuid, label, "");
    }

    public boolean isEmpty() {
        return type.isEmpty();
    }

    Content withFeatures(String told) {
        return new Content(type, uuid, label, told);
    }
}
