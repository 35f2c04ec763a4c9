package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** set, export, readonly, unset, local. */
final class VariableBuiltins {

    private VariableBuiltins() {}

    static int set(Interpreter shell, List<String> words) throws IOException {
        if (words.size() == 1) {
            for (Map.Entry<String, Variables.Variable> entry :
                    shell.variables().sorted().entrySet()) {
                String value = entry.getValue().value();
                if (value != null) {
                    shell.process().write(1, entry.getKey() + "=" + quoted(value) + "\n");
                }
            }
            return 0;
        }
        int at = options(shell, words);
        if (at < words.size() || words.contains("--")) {
            shell.positional(words.subList(at, words.size()));
        }
        return 0;
    }

    static String quoted(String value) {
        return "'" + value.replace("'", "'\"'\"'") + "'";
    }

    /** Where the operands begin. */
    static int options(Interpreter shell, List<String> words) {
        int at = 1;
        for (; at < words.size(); at++) {
            String word = words.get(at);
            if (word.equals("--")) {
                return at + 1;
            }
            if (word.length() < 2 || word.charAt(0) != '-' && word.charAt(0) != '+') {
                return at;
            }
            boolean on = word.charAt(0) == '-';
            for (char letter : word.substring(1).toCharArray()) {
                if (letter == 'o' && at + 1 < words.size()) {
                    at++;
                    turn(shell, words, Options.letter(words.get(at)), on);
                } else {
                    turn(shell, words, String.valueOf(letter), on);
                }
            }
        }
        return at;
    }

    private static void turn(Interpreter shell, List<String> words, String letter, boolean on) {
        if (letter.length() != 1 || "efuxCavnmb".indexOf(letter) < 0) {
            throw new ShellError(words.getFirst() + ": Illegal option -" + letter);
        }
        shell.options(shell.options().with(letter.charAt(0), on));
    }

    private interface Mark {
        void on(String name);
    }

    private static int mark(Interpreter shell, List<String> words, Mark mark) {
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!name.matches("[A-Za-z_][A-Za-z_0-9]*")) {
                throw new ShellError(words.getFirst() + ": " + name + ": bad variable name");
            }
            if (equals >= 0) {
                shell.variables().set(name, word.substring(equals + 1));
            }
            mark.on(name);
        }
        return 0;
    }

    static int export(Interpreter shell, List<String> words) throws IOException {
        if (words.size() == 1 || words.get(1).equals("-p")) {
            for (Map.Entry<String, String> entry :
                    shell.variables().environment().entrySet()) {
                shell.process().write(1, "export " + entry.getKey() + "=" + quoted(entry.getValue()) + "\n");
            }
            return 0;
        }
        return mark(shell, words, shell.variables()::export);
    }

    static int readOnly(Interpreter shell, List<String> words) {
        return mark(shell, words, shell.variables()::protect);
    }

    static int unset(Interpreter shell, List<String> words) {
        boolean function = words.size() > 1 && words.get(1).equals("-f");
        for (String word : words.subList(1, words.size())) {
            if (function) {
                shell.forgetFunction(word);
            } else if (!word.equals("-v")) {
                shell.variables().unset(word);
            }
        }
        return 0;
    }

    static int local(Interpreter shell, List<String> words) {
        if (!shell.variables().isInFunction()) {
            throw new ShellError("local: not in a function");
        }
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            shell.variables().local(equals < 0 ? word : word.substring(0, equals));
            if (equals >= 0) {
                shell.variables().set(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return 0;
    }
}
