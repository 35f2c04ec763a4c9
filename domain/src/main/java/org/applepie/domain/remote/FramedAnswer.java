package org.applepie.domain.remote;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a script printed in parts, each framed by a word that nobody could foresee:
 *
 * <pre>
 * word begin name LF content LF word end name exitcode complaint LF
 * </pre>
 *
 * The content may hold any bytes. What is outside of frames, cut short or malformed counts as absent.
 */
public final class FramedAnswer {

    private static final int COMPLAINT_LIMIT = 300;
    private static final Pattern EXIT_CODE = Pattern.compile("[0-9]{1,3}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Map<String, Part> parts;

    private FramedAnswer(Map<String, Part> parts) {
        this.parts = parts;
    }

    /**
     * Reads an answer; never fails.
     *
     * @param word what the script was given to frame its parts with
     * @throws IllegalArgumentException if the word is blank, which would frame nothing
     */
    public static FramedAnswer of(byte[] stdout, String word) {
        if (word.isBlank()) {
            throw new IllegalArgumentException("a frame needs a word");
        }
        // One character per byte: positions are byte positions and nothing is lost.
        String all = "\n" + new String(stdout, StandardCharsets.ISO_8859_1);
        Map<String, Part> parts = new HashMap<>();
        String begin = "\n" + word + " begin ";
        int at = all.indexOf(begin);
        while (at >= 0) {
            int next = readPart(all, at + begin.length(), word, parts);
            at = all.indexOf(begin, next);
        }
        return new FramedAnswer(parts);
    }

    private static int readPart(String all, int nameAt, String word, Map<String, Part> parts) {
        int contentAt = all.indexOf('\n', nameAt) + 1;
        if (contentAt == 0) {
            return all.length();
        }
        String name = all.substring(nameAt, contentAt - 1);
        String end = "\n" + word + " end " + name + " ";
        int endAt = all.indexOf(end, contentAt);
        int endOfLine = endAt < 0 ? -1 : all.indexOf('\n', endAt + 1);
        if (endOfLine < 0) {
            return contentAt;
        }
        String[] tail = all.substring(endAt + end.length(), endOfLine).split(" ", 2);
        byte[] content = all.substring(contentAt, endAt).getBytes(StandardCharsets.ISO_8859_1);
        if (EXIT_CODE.matcher(tail[0]).matches()) {
            parts.putIfAbsent(
                    name,
                    new Part(name, Integer.parseInt(tail[0]), content, tail.length < 2 ? "" : printable(tail[1])));
        }
        return endOfLine;
    }

    private static String printable(String latin) {
        if (latin.isEmpty()) {
            return "";
        }
        String text = new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        String clean = CONTROL.matcher(text).replaceAll("?").strip();
        return clean.length() > COMPLAINT_LIMIT ? clean.substring(0, COMPLAINT_LIMIT) + "..." : clean;
    }

    /** The part of that name; one with exit code -1 if there is none. */
    public Part part(String name) {
        Part part = parts.get(name);
        return part == null ? new Part(name, -1, new byte[0], "") : part;
    }

    /** What follows {@code prefix} in the names of the parts that start with it, sorted. */
    public List<String> namesAfter(String prefix) {
        return parts.keySet().stream()
                .filter(n -> n.startsWith(prefix))
                .map(n -> n.substring(prefix.length()))
                .sorted()
                .toList();
    }
}
