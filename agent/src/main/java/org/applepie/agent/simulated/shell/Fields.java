package org.applepie.agent.simulated.shell;

import java.util.ArrayList;
import java.util.List;
import org.applepie.agent.simulated.files.View;
import org.jspecify.annotations.Nullable;

/** Collects what words expand to: splits at IFS what was not quoted, and remembers what was, for patterns. */
final class Fields {

    private static final String SPECIAL = "\\*?[]-!^";

    private final String separators;
    private final List<String> done = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final View files;
    private final boolean glob;
    private final boolean patterns;
    /** Null as long as it is the same as the text, which it mostly is. */
    private @Nullable StringBuilder pattern;

    private boolean present;
    private boolean closedByBlank;

    /**
     * @param glob whether names are looked for
     * @param patterns whether {@link #pattern} will be asked for, or names be looked for
     */
    Fields(String separators, View files, boolean glob, boolean patterns) {
        this.separators = separators;
        this.files = files;
        this.glob = glob;
        this.patterns = patterns;
    }

    void add(String piece, boolean quoted) {
        present |= quoted;
        if (quoted && patterns && pattern == null && hasSpecial(piece)) {
            pattern = new StringBuilder(text);
        }
        text.append(piece);
        if (pattern != null) {
            append(pattern, piece, quoted);
        }
        closedByBlank &= piece.isEmpty();
    }

    private static boolean hasSpecial(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            if (SPECIAL.indexOf(piece.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Adds a piece to a pattern. */
    static void append(StringBuilder pattern, String piece, boolean quoted) {
        if (!quoted || !hasSpecial(piece)) {
            pattern.append(piece);
            return;
        }
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (SPECIAL.indexOf(c) >= 0) {
                pattern.append('\\');
            }
            pattern.append(c);
        }
    }

    /** The value of an expansion that was not quoted. */
    void split(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (separators.indexOf(c) < 0) {
                int end = endOfRun(value, i);
                text.append(value, i, end);
                if (pattern != null) {
                    pattern.append(value, i, end);
                }
                closedByBlank = false;
                i = end - 1;
            } else if (c == ' ' || c == '\t' || c == '\n') {
                if (isStarted()) {
                    end();
                    closedByBlank = true;
                }
            } else {
                present |= !closedByBlank;
                closedByBlank = false;
                end();
            }
        }
    }

    private int endOfRun(String value, int from) {
        int end = from;
        while (end < value.length() && separators.indexOf(value.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private boolean isStarted() {
        return present || !text.isEmpty();
    }

    /** Ends a field, if there is one. */
    void end() {
        if (isStarted()) {
            String whole = text.toString();
            String sought = pattern == null ? whole : pattern.toString();
            List<String> names = glob && Glob.isPattern(sought) ? Glob.expand(files, sought) : List.of();
            if (names.isEmpty()) {
                done.add(whole);
            } else {
                done.addAll(names);
            }
        }
        text.setLength(0);
        pattern = null;
        present = false;
        closedByBlank = false;
    }

    /** Adds a whole field, where none is begun. */
    void whole(String field) {
        done.add(field);
    }

    List<String> all() {
        return done;
    }

    String text() {
        return text.toString();
    }

    /** The same as a pattern: what was quoted stands for itself. */
    String pattern() {
        return pattern == null ? text.toString() : pattern.toString();
    }
}
