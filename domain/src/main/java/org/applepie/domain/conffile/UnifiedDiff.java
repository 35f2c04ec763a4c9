package org.applepie.domain.conffile;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The change of a file for reading, as {@code diff -u} prints it.
 *
 * @param before the path, or {@code /dev/null} for a new file
 * @param after the path, or {@code /dev/null} for a file that goes
 */
public record UnifiedDiff(String before, String after, List<Hunk> hunks) {

    private static final String NOWHERE = "/dev/null";

    public UnifiedDiff {
        hunks = List.copyOf(hunks);
    }

    /**
     * A stretch of changed lines with up to three unchanged ones around.
     *
     * @param beforeStart number of its first line before, from 1; 0 if there is none
     * @param afterStart the same after
     */
    public record Hunk(int beforeStart, int afterStart, List<DiffLine> lines) {
        public Hunk {
            lines = List.copyOf(lines);
        }

        public String header() {
            return "@@ -" + range(beforeStart, DiffLine.Kind.ADDED) + " +" + range(afterStart, DiffLine.Kind.REMOVED)
                    + " @@";
        }

        private String range(int start, DiffLine.Kind notCounted) {
            long count = lines.stream().filter(l -> l.kind() != notCounted).count();
            return count == 1 ? String.valueOf(start) : start + "," + count;
        }
    }

    /**
     * A line of a hunk, without its end.
     *
     * @param ended false for the last line of a file that does not end with a newline
     */
    public record DiffLine(Kind kind, String text, boolean ended) {
        /** What happens to the line. */
        public enum Kind {
            SAME(" "),
            REMOVED("-"),
            ADDED("+");

            private final String mark;

            Kind(String mark) {
                this.mark = mark;
            }
        }

        String print() {
            return kind.mark + text + "\n" + (ended ? "" : "\\ No newline at end of file\n");
        }
    }

    /** The change from {@code before} to {@code after}; an empty text stands for a file that is not there. */
    public static UnifiedDiff of(String path, String before, String after) {
        return new UnifiedDiff(
                before.isEmpty() ? NOWHERE : path,
                after.isEmpty() ? NOWHERE : path,
                Hunks.of(LineDiff.between(before, after)));
    }

    public boolean isEmpty() {
        return hunks.isEmpty();
    }

    /** As {@code patch(1)} reads it; empty if nothing changes. */
    public String text() {
        if (isEmpty()) {
            return "";
        }
        return "--- " + before + "\n+++ " + after + "\n"
                + hunks.stream()
                        .map(hunk -> hunk.header() + "\n"
                                + hunk.lines().stream().map(DiffLine::print).collect(Collectors.joining()))
                        .collect(Collectors.joining());
    }
}
