package org.applepie.agent.simulated.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;

/** Patterns of the shell: *, ?, brackets, and a backslash before a character that stands for itself. */
final class Glob {

    private Glob() {}

    static boolean matches(String pattern, String text) {
        return matches(pattern, 0, text, 0);
    }

    private static boolean matches(String pattern, int p, String text, int t) {
        int at = p;
        int here = t;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == '*') {
                return star(pattern, at + 1, text, here);
            }
            if (here >= text.length()) {
                return false;
            }
            int end = c == '[' ? bracketEnd(pattern, at) : -1;
            if (end > 0) {
                if (!inBracket(pattern, at + 1, end, text.charAt(here))) {
                    return false;
                }
                at = end;
            } else if (c == '\\' && at + 1 < pattern.length()) {
                at++;
                if (pattern.charAt(at) != text.charAt(here)) {
                    return false;
                }
            } else if (c != '?' && c != text.charAt(here)) {
                return false;
            }
            at++;
            here++;
        }
        return here == text.length();
    }

    private static boolean star(String pattern, int p, String text, int t) {
        int at = p;
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        if (at == pattern.length()) {
            return true;
        }
        for (int here = t; here <= text.length(); here++) {
            if (matches(pattern, at, text, here)) {
                return true;
            }
        }
        return false;
    }

    private static int bracketEnd(String pattern, int start) {
        int i = start + 1;
        if (i < pattern.length() && (pattern.charAt(i) == '!' || pattern.charAt(i) == '^')) {
            i++;
        }
        if (i < pattern.length() && pattern.charAt(i) == ']') {
            i++;
        }
        for (; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[' && i + 1 < pattern.length() && pattern.charAt(i + 1) == ':') {
                int close = pattern.indexOf(":]", i + 2);
                i = close < 0 ? i : close + 1;
            } else if (c == ']') {
                return i;
            }
        }
        return -1;
    }

    private static boolean inBracket(String pattern, int from, int end, char c) {
        boolean negated = pattern.charAt(from) == '!' || pattern.charAt(from) == '^';
        int i = negated ? from + 1 : from;
        boolean found = false;
        while (i < end) {
            if (pattern.startsWith("[:", i) && pattern.indexOf(":]", i + 2) > 0) {
                int close = pattern.indexOf(":]", i + 2);
                found |= isClass(pattern.substring(i + 2, close), c);
                i = close + 2;
                continue;
            }
            i += pattern.charAt(i) == '\\' && i + 1 < end ? 1 : 0;
            char low = pattern.charAt(i);
            char high = low;
            if (i + 2 < end && pattern.charAt(i + 1) == '-') {
                i += 2;
                i += pattern.charAt(i) == '\\' && i + 1 < end ? 1 : 0;
                high = pattern.charAt(i);
            }
            found |= low <= c && c <= high;
            i++;
        }
        return found != negated;
    }

    static boolean isClass(String name, char c) {
        boolean ascii = c < 128;
        return ascii
                && switch (name.toLowerCase(Locale.ROOT)) {
                    case "alpha" -> Character.isLetter(c);
                    case "digit" -> Character.isDigit(c);
                    case "alnum" -> Character.isLetterOrDigit(c);
                    case "upper" -> Character.isUpperCase(c);
                    case "lower" -> Character.isLowerCase(c);
                    case "space" -> c == ' ' || c >= 9 && c <= 13;
                    case "blank" -> c == ' ' || c == '\t';
                    case "punct" -> c > 32 && c < 127 && !Character.isLetterOrDigit(c);
                    case "print" -> c >= 32 && c < 127;
                    case "graph" -> c > 32 && c < 127;
                    case "cntrl" -> c < 32 || c == 127;
                    case "xdigit" -> Character.digit(c, 16) >= 0;
                    default -> false;
                };
    }

    /** The paths that match, in byte order; none if nothing does. */
    static List<String> expand(View files, String pattern) {
        List<String> found = new ArrayList<>();
        int start = 0;
        while (start < pattern.length() && pattern.charAt(start) == '/') {
            start++;
        }
        expand(files, pattern.substring(0, start), pattern.substring(start), found);
        return found;
    }

    private static void expand(View files, String base, String rest, List<String> found) {
        int slash = rest.indexOf('/');
        String name = slash < 0 ? rest : rest.substring(0, slash);
        int next = slash;
        while (next >= 0 && next < rest.length() && rest.charAt(next) == '/') {
            next++;
        }
        for (String match : names(files, base, name)) {
            if (slash < 0) {
                found.add(base + match);
            } else if (next == rest.length()) {
                if (files.exists(base + match + "/")) {
                    found.add(base + match + rest.substring(slash));
                }
            } else {
                expand(files, base + match + rest.substring(slash, next), rest.substring(next), found);
            }
        }
    }

    private static List<String> names(View files, String base, String pattern) {
        if (!isPattern(pattern)) {
            String name = unescaped(pattern);
            return isThere(files, base + name) ? List.of(name) : List.of();
        }
        try {
            boolean hidden = pattern.startsWith(".") || pattern.startsWith("\\.");
            List<String> found = new ArrayList<>();
            for (String name : files.list(base.isEmpty() ? "." : base)) {
                if ((hidden || !name.startsWith(".")) && matches(pattern, name)) {
                    found.add(name);
                }
            }
            return found;
        } catch (ErrnoException unreadable) {
            return List.of();
        }
    }

    private static boolean isThere(View files, String path) {
        try {
            files.lstat(path);
            return true;
        } catch (ErrnoException absent) {
            return false;
        }
    }

    static boolean isPattern(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '*' || c == '?' || c == '[' && bracketEnd(text, i) > 0) {
                return true;
            }
        }
        return false;
    }

    private static String unescaped(String pattern) {
        return pattern.indexOf('\\') < 0 ? pattern : pattern.replaceAll("\\\\(.)", "$1");
    }
}
