package org.applepie.agent.simulated.shell.tools;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions of POSIX, basic and extended, as those of Java. */
final class Expressions {

    private Expressions() {}

    static Pattern compile(String expression, boolean extended, int flags) throws IOException {
        StringBuilder java = new StringBuilder();
        for (int i = 0; i < expression.length(); ) {
            i = one(expression, i, extended, java);
        }
        try {
            return Pattern.compile(java.toString(), flags | Pattern.MULTILINE);
        } catch (PatternSyntaxException e) {
            throw new IOException("Invalid regular expression");
        }
    }

    private static int one(String text, int at, boolean extended, StringBuilder java) {
        char c = text.charAt(at);
        if (c == '[') {
            return bracket(text, at, java);
        }
        if (c == '\\' && at + 1 < text.length()) {
            char next = text.charAt(at + 1);
            boolean special = "(){}|+?".indexOf(next) >= 0;
            if (special && !extended) {
                java.append(next);
            } else if (next == 'n' || next == 't' || Character.isDigit(next) || "wWsSbB".indexOf(next) >= 0) {
                java.append('\\').append(next);
            } else if (next == 'x' && at + 3 < text.length()) {
                java.append(text, at, at + 4);
                return at + 4;
            } else {
                java.append(Pattern.quote(String.valueOf(next)));
            }
            return at + 2;
        }
        boolean first = at == 0 || !extended && text.startsWith("\\(", at - 2);
        if (!extended && ("(){}|+?".indexOf(c) >= 0 || c == '*' && first)) {
            java.append('\\').append(c);
        } else if (!extended && c == '^' && !first
                || !extended && c == '$' && at + 1 < text.length() && !text.startsWith("\\)", at + 1)) {
            java.append('\\').append(c);
        } else {
            java.append(c);
        }
        return at + 1;
    }

    private static int bracket(String text, int at, StringBuilder java) {
        int i = at + 1;
        java.append('[');
        if (i < text.length() && text.charAt(i) == '^') {
            java.append('^');
            i++;
        }
        int first = i;
        while (i < text.length() && (text.charAt(i) != ']' || i == first)) {
            if (text.startsWith("[:", i) && text.indexOf(":]", i) > 0) {
                int end = text.indexOf(":]", i);
                String name = text.substring(i + 2, end);
                java.append("\\p{")
                        .append(
                                name.equals("xdigit")
                                        ? "XDigit"
                                        : Character.toUpperCase(name.charAt(0)) + name.substring(1))
                        .append('}');
                i = end + 2;
                continue;
            }
            char c = text.charAt(i);
            java.append("\\[]&^~".indexOf(c) >= 0 ? "\\" : "").append(c);
            i++;
        }
        java.append(']');
        return i + 1;
    }
}
