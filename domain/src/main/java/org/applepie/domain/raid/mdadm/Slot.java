package org.applepie.domain.raid.mdadm;

/**
 * A row of slots as mdadm prints it. An empty slot has device number 0:0 and no device.
 *
 * @param number place of the member's description in the superblock
 * @param slot place in the array, -1 if none
 * @param state mdadm's words, such as {@code active sync}, {@code spare rebuilding}, {@code faulty}, {@code removed}
 * @param device such as {@code /dev/sda1}, empty if none
 */
public record Slot(int number, int major, int minor, int slot, String state, String device) {
    public boolean isInSync() {
        return state.equals("active sync") && !device.isEmpty();
    }
}
