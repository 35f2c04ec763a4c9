package org.applepie.domain.conffile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.applepie.domain.conffile.UnifiedDiff.DiffLine;
import org.applepie.domain.conffile.UnifiedDiff.DiffLine.Kind;

/** The shortest way from one text to another in whole lines, by longest common subsequence; removals come first. */
final class LineDiff {

    private final List<String> before;
    private final List<String> after;

    private LineDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    static List<DiffLine> between(String before, String after) {
        return new LineDiff(lines(before), lines(after)).lines();
    }

    /** Lines with their ends. */
    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("(?<=\n)"));
    }

    private List<DiffLine> lines() {
        int head = 0;
        while (head < Math.min(before.size(), after.size()) && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(before.size(), after.size()) - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<DiffLine> lines = new ArrayList<>();
        before.subList(0, head).forEach(l -> lines.add(line(Kind.SAME, l)));
        lines.addAll(middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail)));
        before.subList(before.size() - tail, before.size()).forEach(l -> lines.add(line(Kind.SAME, l)));
        return lines;
    }

    /** Walks back through the table of lengths; taking additions first on the way back puts removals first. */
    private static List<DiffLine> middle(List<String> a, List<String> b) {
        int[][] common = common(a, b);
        List<DiffLine> lines = new ArrayList<>();
        int i = a.size();
        int j = b.size();
        while (i > 0 || j > 0) {
            if (i > 0 && j > 0 && a.get(i - 1).equals(b.get(j - 1))) {
                lines.add(line(Kind.SAME, a.get(--i)));
                j--;
            } else if (j > 0 && (i == 0 || common[i][j - 1] >= common[i - 1][j])) {
                lines.add(line(Kind.ADDED, b.get(--j)));
            } else {
                lines.add(line(Kind.REMOVED, a.get(--i)));
            }
        }
        Collections.reverse(lines);
        return lines;
    }

    private static int[][] common(List<String> a, List<String> b) {
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = 1; i <= a.size(); i++) {
            for (int j = 1; j <= b.size(); j++) {
                common[i][j] = a.get(i - 1).equals(b.get(j - 1))
                        ? common[i - 1][j - 1] + 1
                        : Math.max(common[i - 1][j], common[i][j - 1]);
            }
        }
        return common;
    }

    private static DiffLine line(Kind kind, String raw) {
        boolean ended = raw.endsWith("\n");
        return new DiffLine(kind, ended ? raw.substring(0, raw.length() - 1) : raw, ended);
    }
}
