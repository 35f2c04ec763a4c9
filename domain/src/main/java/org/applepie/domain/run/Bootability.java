package org.applepie.domain.run;

/**
 * Whether the server would start from a drive right now.
 *
 * @param label the drive's label
 * @param why in one sentence
 */
public record Bootability(String label, Answer answer, String why) {
    /** The answer of the meter. */
    public enum Answer {
        YES,
        /** It starts, but needs another drive to be there too. */
        WITH_THE_OTHER,
        NO,
        UNKNOWN
    }
}
