package org.applepie.domain.conffile;

import java.util.ArrayList;
import java.util.List;
import org.applepie.domain.conffile.UnifiedDiff.DiffLine;
import org.applepie.domain.conffile.UnifiedDiff.DiffLine.Kind;
import org.applepie.domain.conffile.UnifiedDiff.Hunk;

/** Cuts the lines of a whole diff into hunks. */
final class Hunks {

    private static final int CONTEXT = 3;

    private Hunks() {}

    static List<Hunk> of(List<DiffLine> lines) {
        List<Hunk> hunks = new ArrayList<>();
        int at = nextChange(lines, 0);
        while (at < lines.size()) {
            int start = Math.max(0, at - CONTEXT);
            int end = endOfHunk(lines, at);
            hunks.add(hunk(lines, start, end));
            at = nextChange(lines, end);
        }
        return hunks;
    }

    /** Changes with at most twice the context between them share a hunk. */
    private static int endOfHunk(List<DiffLine> lines, int firstChange) {
        int last = firstChange;
        int next = firstChange;
        while (next < lines.size() && next - last <= 2 * CONTEXT + 1) {
            last = next;
            next = nextChange(lines, next + 1);
        }
        return Math.min(lines.size(), last + 1 + CONTEXT);
    }

    private static int nextChange(List<DiffLine> lines, int from) {
        int at = from;
        while (at < lines.size() && lines.get(at).kind() == Kind.SAME) {
            at++;
        }
        return at;
    }

    private static Hunk hunk(List<DiffLine> lines, int start, int end) {
        return new Hunk(
                first(lines, start, end, Kind.ADDED),
                first(lines, start, end, Kind.REMOVED),
                lines.subList(start, end));
    }

    /** Number of the first line on one side; of the line before it if the hunk has none there, as diff does. */
    private static int first(List<DiffLine> lines, int start, int end, Kind otherSide) {
        int before = (int) lines.subList(0, start).stream()
                .filter(l -> l.kind() != otherSide)
                .count();
        boolean any = lines.subList(start, end).stream().anyMatch(l -> l.kind() != otherSide);
        return any ? before + 1 : before;
    }
}
