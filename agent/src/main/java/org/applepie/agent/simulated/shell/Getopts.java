package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** getopts: goes through the options of a script, one at each call. OPTIND says which word is next, this which letter in it. */
final class Getopts {

    /** What OPTIND was after the last call; another value begins anew. */
    private int told = 1;
    /** The word, counted from 1. */
    private int index = 1;
    /** Letters of the word that were taken already, with its dash; 0 before a word. */
    private int taken;

    static int getopts(Interpreter shell, List<String> words) throws IOException {
        if (words.size() < 3) {
            shell.complain(
                    shell.dialect() == Dialect.DASH
                            ? "getopts: Usage: getopts optstring var [arg...]"
                            : "getopts: usage: getopts optstring name [arg]");
            return 2;
        }
        List<String> arguments = words.size() > 3 ? words.subList(3, words.size()) : shell.positional();
        return shell.getopts().next(shell, words.get(1), words.get(2), arguments);
    }

    private int next(Interpreter shell, String known, String name, List<String> arguments) throws IOException {
        int begin = begin(shell);
        if (begin != told || index > arguments.size()) {
            index = begin;
            taken = 0;
        }
        if (taken == 0 && !entersWord(arguments)) {
            return told(shell, name, "?", 1);
        }
        String word = arguments.get(index - 1);
        char letter = word.charAt(taken++);
        if (taken == word.length()) {
            index++;
            taken = 0;
        }
        return told(shell, name, option(shell, known, letter, word, arguments), 0);
    }

    private static int begin(Interpreter shell) {
        String value = shell.variables().get("OPTIND");
        try {
            return value == null ? 1 : Math.max(1, Integer.parseInt(value));
        } catch (NumberFormatException none) {
            return 1;
        }
    }

    /** Whether the next word holds options. */
    private boolean entersWord(List<String> arguments) {
        String word = index <= arguments.size() ? arguments.get(index - 1) : "";
        if (word.equals("--")) {
            index++;
            return false;
        }
        boolean options = word.length() > 1 && word.startsWith("-");
        taken = options ? 1 : 0;
        return options;
    }

    private int told(Interpreter shell, String name, String value, int code) {
        // dash counts a word when it enters it, bash when it leaves it
        told = taken > 0 && shell.dialect() == Dialect.DASH ? index + 1 : index;
        shell.variables().set("OPTIND", String.valueOf(told));
        shell.variables().set(name, value);
        return code;
    }

    private String option(Interpreter shell, String known, char letter, String word, List<String> arguments)
            throws IOException {
        boolean silent = known.startsWith(":");
        int at = letter == ':' ? -1 : known.indexOf(letter);
        if (at < 0) {
            return wrong(shell, letter, silent, "?", "Illegal option -" + letter, "illegal option -- " + letter);
        }
        if (!known.startsWith(":", at + 1)) {
            argument(shell, shell.dialect() == Dialect.DASH ? "" : null);
            return String.valueOf(letter);
        }
        if (taken > 0) {
            argument(shell, word.substring(taken));
            taken = 0;
        } else if (index > arguments.size()) {
            return wrong(
                    shell,
                    letter,
                    silent,
                    ":",
                    "No arg for -" + letter + " option",
                    "option requires an argument -- " + letter);
        } else {
            argument(shell, arguments.get(index - 1));
        }
        index++;
        return String.valueOf(letter);
    }

    private static void argument(Interpreter shell, @Nullable String value) {
        if (value == null) {
            shell.variables().unset("OPTARG");
        } else {
            shell.variables().set("OPTARG", value);
        }
    }

    private static String wrong(Interpreter shell, char letter, boolean silent, String quiet, String dash, String bash)
            throws IOException {
        if (silent) {
            argument(shell, String.valueOf(letter));
            return quiet;
        }
        argument(shell, null);
        shell.process().write(2, (shell.dialect() == Dialect.DASH ? dash : shell.name() + ": " + bash) + "\n");
        return "?";
    }
}
