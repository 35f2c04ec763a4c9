package org.applepie.domain.disk.sfdisk;

import java.util.List;

/**
 * How {@code sfdisk} of util-linux 2.12 ended when it was given a table to write. Its exit code alone does not tell.
 *
 * @param messages lines that say why, in order
 */
public record SfdiskOutput(Result result, List<String> messages) {

    public SfdiskOutput {
        messages = List.copyOf(messages);
    }

    /** What became of the table. */
    public enum Result {
        /** Written, and the kernel has read it. */
        WRITTEN,
        /** Written, but the kernel keeps the old one until the machine is started again. */
        WRITTEN_BUT_NOT_READ,
        /** Nothing was written: the drive is in use. */
        IN_USE,
        /** Nothing was written: the table does not fit on the drive. */
        TOO_SMALL,
        /** Nothing was written: sfdisk does not like the table, or could not open the drive. */
        REFUSED,
        /** It does not say. */
        UNKNOWN
    }

    private static final List<String> REASONS = List.of(
            "Warning:",
            "sfdisk:",
            "BLKRRPART:",
            "This disk is currently in use",
            "The command to re-read",
            "Reboot your system");

    /**
     * @param output standard output and error text together
     */
    public static SfdiskOutput of(int exitCode, String output) {
        List<String> messages = output.lines()
                .map(String::strip)
                .filter(line -> REASONS.stream().anyMatch(line::startsWith))
                .toList();
        return new SfdiskOutput(exitCode == 0 ? ended(output) : refused(exitCode, output), messages);
    }

    private static Result ended(String output) {
        if (!output.contains("Successfully wrote the new partition table\n")) {
            return Result.UNKNOWN;
        }
        boolean kept = output.contains("BLKRRPART:")
                || output.contains("The command to re-read the partition table failed")
                || output.contains("currently in use");
        // What is printed last shows that the kernel was asked to read it.
        boolean asked = output.contains("Re-reading the partition table ...\n");
        return kept ? Result.WRITTEN_BUT_NOT_READ : asked ? Result.WRITTEN : Result.UNKNOWN;
    }

    private static Result refused(int exitCode, String output) {
        if (exitCode != 1 || output.contains("Successfully wrote")) {
            return Result.UNKNOWN;
        }
        if (output.contains("This disk is currently in use")) {
            return Result.IN_USE;
        }
        if (output.contains("exceeds max allowable size") || output.contains("extends past end of disk")) {
            return Result.TOO_SMALL;
        }
        boolean said =
                output.contains("nothing changed") || output.contains("bad input") || output.contains("cannot open");
        return said ? Result.REFUSED : Result.UNKNOWN;
    }
}
