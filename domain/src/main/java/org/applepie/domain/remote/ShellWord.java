package org.applepie.domain.remote;

/** The one place where a word is quoted for a POSIX shell. */
public final class ShellWord {

    private ShellWord() {}

    /**
     * Quotes {@code word} so that a POSIX shell (bash 2.05b, dash, busybox alike) reads it as exactly this one word.
     *
     * @throws IllegalArgumentException if the word holds NUL, which no argument vector can carry
     */
    public static String quote(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL byte cannot be part of an argument");
        }
        // an equals sign makes a word in front of a command an assignment, but never one that is an option
        boolean option = word.startsWith("-");
        if (!word.isEmpty() && word.chars().allMatch(c -> isPlain(c) || option && c == '=')) {
            return word;
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "/._:,+-@%".indexOf(c) >= 0;
    }
}
