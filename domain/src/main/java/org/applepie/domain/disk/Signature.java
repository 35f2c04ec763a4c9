package org.applepie.domain.disk;

/**
 * A mark on a device that tells what it holds, as wipefs(8) finds it.
 *
 * @param type such as {@code ext4}, {@code linux_raid_member}, {@code dos}, {@code gpt}
 */
public record Signature(String type, long offset, String uuid, String label) {

    private static final String UNREAD = "unread: ";

    /** Stands for whatever may be on a device that could not be examined, so that nobody takes it for blank. */
    public static Signature unread(String reason) {
        return new Signature(UNREAD + reason, 0, "", "");
    }

    /** True if this only says that the device could not be examined. */
    public boolean isUnread() {
        return type.startsWith(UNREAD);
    }
}
