package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.applepie.agent.simulated.shell.Call;

/** A table as libsmartcols and df print it: columns as wide as their widest cell, one blank between them. */
final class Columns {

    /**
     * A column.
     *
     * @param right for figures
     * @param hint width of a column whose cells are as long as its heading but shorter than this
     * @param least width of it in any case
     */
    record Column(String heading, boolean right, int hint, int least) {

        static Column left(String heading) {
            return new Column(heading, false, 0, 0);
        }

        static Column right(String heading) {
            return new Column(heading, true, 0, 0);
        }

        Column hinted(int width) {
            return new Column(heading, right, width, least);
        }

        Column atLeast(int width) {
            return new Column(heading, right, hint, width);
        }
    }

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Columns(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * The headings that {@code --output} asks for; one that is not known is refused in the words of libsmartcols' programs.
     *
     * @param said parted by commas, in letters of either case
     */
    static List<String> asked(Call call, String said, Predicate<String> known) throws IOException, Stopped {
        List<String> headings = List.of(said.toUpperCase(Locale.ROOT).split(","));
        for (String heading : headings) {
            if (!known.test(heading)) {
                call.fail(1, "unknown column: " + heading);
                throw new Stopped();
            }
        }
        return headings;
    }

    void add(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    String text(boolean headings) {
        StringBuilder text = new StringBuilder();
        if (headings) {
            append(text, columns.stream().map(Column::heading).toList());
        }
        rows.forEach(row -> append(text, row));
        return text.toString();
    }

    // What stands last on its line to the left is not filled up.
    private void append(StringBuilder text, List<String> row) {
        for (int at = 0; at < columns.size(); at++) {
            String cell = row.get(at);
            String blanks = " ".repeat(width(at) - length(cell));
            boolean last = at + 1 == columns.size();
            text.append(at == 0 ? "" : " ").append(columns.get(at).right ? blanks + cell : last ? cell : cell + blanks);
        }
        text.append('\n');
    }

    private int width(int at) {
        Column column = columns.get(at);
        int widest = rows.stream().mapToInt(row -> length(row.get(at))).max().orElse(0);
        int heading = length(column.heading);
        return Math.max(column.least, widest < heading ? heading : Math.max(widest, column.hint));
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
