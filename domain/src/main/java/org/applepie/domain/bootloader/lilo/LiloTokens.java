package org.applepie.domain.bootloader.lilo;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits lilo.conf into tokens by the rules of LILO 22: blanks and line ends separate, {@code #} outside quotes starts a
 * comment, within quotes a backslash keeps quote and backslash and joins lines, elsewhere it keeps any character, carriage
 * returns are dropped. A word that goes on in the next line without quotes, which LILO would take, is refused: such a file
 * cannot be edited by lines.
 */
final class LiloTokens {

    private static final int LONGEST = 1023;
    private static final int END = -1;

    private final String text;
    private final List<LiloToken> tokens = new ArrayList<>();
    private int at;
    private int line;

    private LiloTokens(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException where LILO would stop, and where a value depends on LILO's environment */
    static List<LiloToken> of(String text) {
        LiloTokens tokens = new LiloTokens(text);
        tokens.read();
        return tokens.tokens;
    }

    private void read() {
        for (int c = peek(); c != END; c = peek()) {
            if (isBlank(c)) {
                next();
            } else if (c == '#') {
                skipComment();
            } else if (c == '=') {
                next();
                tokens.add(new LiloToken("=", line, line));
            } else if (c == '"') {
                next();
                readQuoted();
            } else {
                readBare();
            }
        }
    }

    private void readBare() {
        int firstLine = line;
        StringBuilder word = new StringBuilder();
        for (int c = peek(); c != END && !isBlank(c) && c != '#' && c != '='; c = peek()) {
            next();
            if (c == '\\') {
                int kept = next();
                refuseIf(kept == END || kept == '\n', "ends a line with a backslash outside quotes");
                word.append(kept == '\t' ? ' ' : (char) kept);
            } else {
                word.append(literal(c));
            }
        }
        add(word, firstLine);
    }

    private void readQuoted() {
        int firstLine = line;
        StringBuilder word = new StringBuilder();
        for (int c = next(); c != '"'; c = next()) {
            refuseIf(c == END, "ends within quotes");
            refuseIf(c == '\n' || c == '\t', "has a tab or a line end within quotes");
            word.append(c == '\\' ? escaped() : literal(c));
        }
        add(word, firstLine);
    }

    private char escaped() {
        int c = next();
        refuseIf(
                c != '"' && c != '\\' && c != '\n' && c != '$',
                "has a backslash before a plain character within quotes");
        if (c != '\n') {
            return (char) c;
        }
        while (peek() == ' ' || peek() == '\t') {
            next();
        }
        return ' ';
    }

    private char literal(int c) {
        refuseIf(c == '$', "has a value that depends on LILO's environment");
        return (char) c;
    }

    private void add(StringBuilder word, int firstLine) {
        refuseIf(word.length() > LONGEST, "has a word that is too long");
        tokens.add(new LiloToken(word.toString(), firstLine, line));
    }

    private void skipComment() {
        int newline = text.indexOf('\n', at);
        at = newline < 0 ? text.length() : newline;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\n';
    }

    private int peek() {
        while (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        return at < text.length() ? text.charAt(at) : END;
    }

    private int next() {
        int c = peek();
        at += c == END ? 0 : 1;
        line += c == '\n' ? 1 : 0;
        return c;
    }

    private void refuseIf(boolean wrong, String what) {
        if (wrong) {
            throw new IllegalArgumentException("lilo.conf " + what + " at line " + (line + 1));
        }
    }
}
