package org.applepie.domain.conffile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line {@code NAME=value} of a shell script in any of the shell's quotings.
 *
 * @param before blanks and {@code export}
 * @param value without its quotes
 * @param plain false if the value depends on variables or commands, so that it is not known
 * @param after blanks and a comment
 */
record ShellSetting(String before, String name, String value, boolean plain, String after) {

    private static final Pattern NAME = Pattern.compile("([ \\t]*(?:export[ \\t]+)?)([A-Za-z_][A-Za-z0-9_]*)=");
    private static final Pattern REST = Pattern.compile("[ \\t]*;?[ \\t]*(?:#.*)?");

    static ShellSetting parse(String line) {
        Matcher name = NAME.matcher(line);
        if (!name.lookingAt()) {
            throw more(line);
        }
        Word word = new Word(line, name.end());
        word.read();
        String after = line.substring(word.at);
        if (!REST.matcher(after).matches()) {
            throw more(line);
        }
        return new ShellSetting(name.group(1), name.group(2), word.value.toString(), word.plain, after);
    }

    static IllegalArgumentException more(String line) {
        return new IllegalArgumentException("a line does more than setting a variable: " + excerpt(line));
    }

    private static String excerpt(String line) {
        return line.length() > 60 ? line.substring(0, 60) + "..." : line;
    }

    String plainValue() {
        if (!plain) {
            throw new IllegalArgumentException(name + " depends on other variables or commands");
        }
        return value;
    }

    static String quoted(String value) {
        if (!value.matches("[^\"\\\\$`\\p{Cntrl}]*")) {
            throw new IllegalArgumentException("not a plain value: " + excerpt(value));
        }
        return value.matches("[A-Za-z0-9_./:@+-]+") ? value : "\"" + value + "\"";
    }

    /** Reads one word of a shell. */
    private static final class Word {
        private final String line;
        private final StringBuilder value = new StringBuilder();
        private int at;
        private boolean plain = true;

        Word(String line, int at) {
            this.line = line;
            this.at = at;
        }

        void read() {
            while (at < line.length() && " \t;".indexOf(line.charAt(at)) < 0) {
                char c = line.charAt(at++);
                switch (c) {
                    case '"' -> readDoubleQuoted();
                    case '\'' -> readSingleQuoted();
                    case '\\' -> value.append(next());
                    default -> readBare(c);
                }
            }
        }

        private char next() {
            if (at >= line.length()) {
                throw more(line);
            }
            return line.charAt(at++);
        }

        private void readBare(char c) {
            if ("&|<>()`".indexOf(c) >= 0) {
                throw more(line);
            }
            plain &= c != '$';
            value.append(c);
        }

        private void readSingleQuoted() {
            for (char c = next(); c != '\''; c = next()) {
                value.append(c);
            }
        }

        private void readDoubleQuoted() {
            for (char c = next(); c != '"'; c = next()) {
                if (c == '\\') {
                    char kept = next();
                    value.append("\"\\$`".indexOf(kept) >= 0 ? "" : "\\").append(kept);
                } else {
                    plain &= c != '$' && c != '`';
                    value.append(c);
                }
            }
        }
    }
}
