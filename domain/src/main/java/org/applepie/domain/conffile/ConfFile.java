package org.applepie.domain.conffile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A text file as lines. What is not edited comes out byte for byte: comments, blanks, odd line ends and the lack of a last
 * newline.
 */
public final class ConfFile {

    private final List<Line> lines;

    private ConfFile(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    /** Takes any text. */
    public static ConfFile parse(String text) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int next = newline < 0 ? text.length() : newline + 1;
            lines.add(Line.of(text.substring(start, next)));
            start = next;
        }
        return new ConfFile(lines);
    }

    /** The lines without their ends. */
    public List<String> lines() {
        return lines.stream().map(Line::content).toList();
    }

    /** The same with each line replaced by what {@code change} makes of it; line ends stay. */
    public ConfFile edited(UnaryOperator<String> change) {
        return new ConfFile(lines.stream()
                .map(line -> new Line(change.apply(line.content()), line.end()))
                .toList());
    }

    /**
     * The same with each line replaced by none, one or several.
     *
     * @param change what stands in place of the line of that index, counted from 0; the line itself to keep it
     */
    public ConfFile expanded(BiFunction<Integer, String, List<String>> change) {
        List<Line> changed = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            Line line = lines.get(at);
            List<String> contents = change.apply(at, line.content());
            for (int i = 0; i < contents.size(); i++) {
                boolean last = i == contents.size() - 1;
                changed.add(new Line(contents.get(i), last || !line.end().isEmpty() ? line.end() : "\n"));
            }
        }
        return new ConfFile(changed);
    }

    /** The same without the lines that match; asked in order from the first to the last. */
    public ConfFile without(Predicate<String> unwanted) {
        return new ConfFile(
                lines.stream().filter(line -> !unwanted.test(line.content())).toList());
    }

    /** The same with lines added at the end; a last line without an end gets one. */
    public ConfFile with(List<String> added) {
        if (added.isEmpty()) {
            return this;
        }
        List<Line> ended = lines.stream()
                .map(line -> line.end().isEmpty() ? new Line(line.content(), "\n") : line)
                .toList();
        return new ConfFile(Stream.concat(ended.stream(), added.stream().map(text -> new Line(text, "\n")))
                .toList());
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.content()).append(line.end()));
        return text.toString();
    }

    /** @param end LF, CR LF, or nothing at the end of the file */
    private record Line(String content, String end) {
        static Line of(String raw) {
            int length = raw.endsWith("\r\n") ? 2 : raw.endsWith("\n") ? 1 : 0;
            return new Line(raw.substring(0, raw.length() - length), raw.substring(raw.length() - length));
        }
    }
}
