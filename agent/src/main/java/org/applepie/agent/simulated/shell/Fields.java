package org.applepie.agent.simulated.shell;

import java.util.ArrayList;
import java.util.List;
import org.applepie.agent.simulated.files.View;

/** Collects what words expand to: splits at IFS what was not quoted, and remembers what was, for patterns. */
final class Fields {

    private static final String SPECIAL = "\\*?[]-!^";

    private final String separators;
    private final List<String> done = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder pattern = new StringBuilder();
    private final View files;
    private final boolean glob;
    private boolean present;
    private boolean closedByBlank;

    /** @param glob whether names are looked for */
    Fields(String separators, View files, boolean glob) {
        this.separators = separators;
        this.files = files;
        this.glob = glob;
    }

    void add(String piece, boolean quoted) {
        present |= quoted;
        text.append(piece);
        if (quoted) {
            escape(piece);
        } else {
            pattern.append(piece);
        }
        closedByBlank &= piece.isEmpty();
    }

    private void escape(String piece) {
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
                text.append(c);
                pattern.append(c);
                closedByBlank = false;
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

    private boolean isStarted() {
        return present || !text.isEmpty();
    }

    /** Ends a field, if there is one. */
    void end() {
        if (isStarted()) {
            List<String> names =
                    glob && Glob.isPattern(pattern.toString()) ? Glob.expand(files, pattern.toString()) : List.of();
            if (names.isEmpty()) {
                done.add(text.toString());
            } else {
                done.addAll(names);
            }
        }
        text.setLength(0);
        pattern.setLength(0);
        present = false;
    }

    List<String> all() {
        return done;
    }

    String text() {
        return text.toString();
    }

    /** The same as a pattern: what was quoted stands for itself. */
    String pattern() {
        return pattern.toString();
    }
}
