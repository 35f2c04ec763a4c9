package org.applepie.domain.raid;

/**
 * A device in an array.
 *
 * @param kernelName such as {@code sda1}
 * @param slot its place (device role), -1 for a spare or unknown
 */
public record Member(String kernelName, int slot, State state) {
    /** Its state in the kernel's words. */
    public enum State {
        IN_SYNC,
        REBUILDING,
        SPARE,
        FAULTY,
        UNKNOWN
    }
}
