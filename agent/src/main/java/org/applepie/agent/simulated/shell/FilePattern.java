package org.applepie.agent.simulated.shell;

/** The shell's patterns for tools such as find. */
public final class FilePattern {

    private FilePattern() {}

    /** Does all of {@code text} match? A slash is a character like any other. */
    public static boolean matches(String pattern, String text) {
        return Glob.matches(pattern, text);
    }
}
