package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.jspecify.annotations.Nullable;

/** Which commands the shell carries out itself, and the small ones among them. */
final class Builtins {

    private static final Set<String> SPECIAL = Set.of(
            ":",
            ".",
            "break",
            "continue",
            "eval",
            "exec",
            "exit",
            "export",
            "readonly",
            "return",
            "set",
            "shift",
            "trap",
            "unset",
            "times");
    private static final Map<String, Builtin> ALL = Map.ofEntries(
            Map.entry(":", (shell, words) -> 0),
            Map.entry("true", (shell, words) -> 0),
            Map.entry("false", (shell, words) -> 1),
            Map.entry("times", (shell, words) -> 0),
            Map.entry(".", Builtins::source),
            Map.entry("eval", Builtins::eval),
            Map.entry("exec", Builtins::exec),
            Map.entry("exit", Builtins::exit),
            Map.entry("return", Builtins::leave),
            Map.entry("break", (shell, words) -> skip(shell, words, Interpreter.Skip.BREAK)),
            Map.entry("continue", (shell, words) -> skip(shell, words, Interpreter.Skip.CONTINUE)),
            Map.entry("shift", Builtins::shift),
            Map.entry("cd", Builtins::cd),
            Map.entry("pwd", Builtins::pwd),
            Map.entry("umask", Builtins::umask),
            Map.entry("wait", Builtins::await),
            Map.entry("set", VariableBuiltins::set),
            Map.entry("export", VariableBuiltins::export),
            Map.entry("readonly", VariableBuiltins::readOnly),
            Map.entry("unset", VariableBuiltins::unset),
            Map.entry("local", VariableBuiltins::local),
            Map.entry("read", ReadBuiltin::read),
            Map.entry("getopts", Getopts::getopts),
            Map.entry("trap", TrapBuiltin::trap),
            Map.entry("command", CommandBuiltin::command),
            Map.entry("type", CommandBuiltin::type),
            Map.entry(
                    "echo",
                    (shell, words) -> print(shell, words, Echo.text(words.subList(1, words.size()), shell.dialect()))),
            Map.entry("printf", Builtins::printf),
            Map.entry("test", Builtins::test),
            Map.entry("[", Builtins::test),
            Map.entry("kill", Builtins::kill));

    private Builtins() {}

    static @Nullable Builtin find(String name) {
        return ALL.get(name);
    }

    static boolean isSpecial(String name) {
        return SPECIAL.contains(name);
    }

    private static int print(Interpreter shell, List<String> words, String text) throws IOException {
        try {
            if (!text.isEmpty()) {
                shell.process().write(1, text);
            }
            return 0;
        } catch (ErrnoException failed) {
            shell.process().checkpoint();
            boolean dash = shell.dialect() == Dialect.DASH;
            shell.complain(words.getFirst() + ": "
                    + (dash ? words.getFirst() + ": I/O error" : "write error: " + failed.getMessage()));
            return 1;
        }
    }

    private static int printf(Interpreter shell, List<String> words) throws IOException {
        if (words.size() < 2) {
            shell.complain("printf: usage: printf format [arg ...]");
            return 2;
        }
        Printf.Result result = Printf.format(words.get(1), words.subList(2, words.size()));
        int code = print(shell, words, result.text());
        for (String complaint : result.complaints()) {
            shell.complain("printf: " + complaint);
        }
        return code == 0 && !result.complaints().isEmpty() ? 1 : code;
    }

    private static int test(Interpreter shell, List<String> words) throws IOException {
        try {
            return Test.evaluate(words, shell.process()) ? 0 : 1;
        } catch (Test.Malformed malformed) {
            shell.complain(words.getFirst() + ": " + malformed.text());
            return 2;
        }
    }

    private static int kill(Interpreter shell, List<String> words) throws IOException {
        return Kill.run(shell.process(), words.subList(1, words.size()), message -> shell.complain("kill: " + message));
    }

    private static int source(Interpreter shell, List<String> words) throws IOException, InterruptedException {
        String name = words.size() < 2 ? "" : words.get(1);
        String path = name;
        View files = shell.process().files();
        if (name.indexOf('/') < 0) {
            for (String directory :
                    String.valueOf(shell.variables().get("PATH")).split(":")) {
                path = !path.equals(name) || !files.exists(directory + "/" + name) ? path : directory + "/" + name;
            }
        }
        String text;
        try {
            text = files.text(path);
        } catch (ErrnoException refused) {
            throw new ShellError(
                    shell.dialect() == Dialect.DASH
                            ? ".: " + shell.dialect().notOpened(name, false, refused)
                            : name + ": " + refused.getMessage());
        }
        return shell.sourced(text);
    }

    private static int eval(Interpreter shell, List<String> words) throws IOException, InterruptedException {
        String text = String.join(" ", words.subList(1, words.size()));
        return text.isBlank() ? 0 : shell.text(text);
    }

    private static int exec(Interpreter shell, List<String> words) throws IOException, InterruptedException {
        if (words.size() == 1) {
            return 0;
        }
        throw new Replaced(shell.children()
                .become(
                        words.subList(1, words.size()),
                        shell.variables().environment(),
                        shell.dialect() == Dialect.DASH ? "exec: " : ""));
    }

    private static int exit(Interpreter shell, List<String> words) {
        throw new ShellExit(words.size() > 1 ? number(words, words.get(1)) & 0xff : shell.status());
    }

    static int number(List<String> words, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new ShellError(words.getFirst() + ": Illegal number: " + text);
        }
    }

    private static int leave(Interpreter shell, List<String> words) {
        int code = words.size() > 1 ? number(words, words.get(1)) & 0xff : shell.status();
        shell.status(code);
        shell.skip(Interpreter.Skip.RETURN, 1);
        return code;
    }

    private static int skip(Interpreter shell, List<String> words, Interpreter.Skip how) {
        int count = words.size() > 1 ? number(words, words.get(1)) : 1;
        if (shell.loops() > 0) {
            shell.skip(how, Math.min(count, shell.loops()));
        }
        return 0;
    }

    private static int shift(Interpreter shell, List<String> words) throws IOException {
        int count = words.size() > 1 ? number(words, words.get(1)) : 1;
        List<String> all = shell.positional();
        if (count > all.size()) {
            if (shell.dialect() == Dialect.DASH) {
                throw new ShellError("shift: can't shift that many");
            }
            return 1;
        }
        shell.positional(all.subList(count, all.size()));
        return 0;
    }

    private static int cd(Interpreter shell, List<String> words) throws IOException {
        List<String> rest = words.stream()
                .skip(1)
                .filter(word -> !word.equals("-P") && !word.equals("-L") && !word.equals("--"))
                .toList();
        boolean back = !rest.isEmpty() && rest.getFirst().equals("-");
        String given = rest.isEmpty()
                ? shell.variables().get("HOME")
                : back ? shell.variables().get("OLDPWD") : rest.getFirst();
        String to = given == null || given.isEmpty() ? "." : given;
        try {
            View there = shell.process().files().at(to);
            String before = shell.variables().get("PWD");
            shell.process().files(there);
            shell.variables().set("OLDPWD", before == null ? "" : before);
            shell.variables().set("PWD", logical(before, to, words.contains("-P") ? null : there, there));
            return back ? print(shell, words, shell.variables().get("PWD") + "\n") : 0;
        } catch (ErrnoException refused) {
            shell.complain(shell.dialect().noDirectory(to, refused));
            return shell.dialect() == Dialect.DASH ? 2 : 1;
        }
    }

    /** The path as it was typed, without dots, if it leads there; else the true one. */
    private static String logical(@Nullable String before, String to, @Nullable View wanted, View there) {
        String path = to.startsWith("/") ? to : before + "/" + to;
        java.util.ArrayDeque<String> names = new java.util.ArrayDeque<>();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        String typed = "/" + String.join("/", names);
        try {
            boolean same = wanted != null && there.at(typed).workingDirectory().equals(there.workingDirectory());
            return same ? typed : there.workingDirectory();
        } catch (ErrnoException gone) {
            return there.workingDirectory();
        }
    }

    private static int pwd(Interpreter shell, List<String> words) throws IOException {
        String logical = shell.variables().get("PWD");
        boolean physical = words.contains("-P") || logical == null;
        return print(shell, words, (physical ? shell.process().files().workingDirectory() : logical) + "\n");
    }

    private static int umask(Interpreter shell, List<String> words) throws IOException {
        View files = shell.process().files();
        if (words.size() == 1) {
            return print(shell, words, "%04o\n".formatted(files.umask()));
        }
        if (!words.get(1).matches("[0-7]{1,4}")) {
            shell.complain("umask: Illegal mode: " + words.get(1));
            return 2;
        }
        shell.process().files(files.withUmask(Integer.parseInt(words.get(1), 8) & 0777));
        return 0;
    }

    private static int await(Interpreter shell, List<String> words) {
        if (words.size() == 1) {
            for (SimulatedProcess child :
                    List.copyOf(shell.children().background().values())) {
                int code = shell.children().await(child, true);
                if (code < 0) {
                    return interrupted(shell);
                }
                shell.children().background().remove(child.pid());
            }
            return 0;
        }
        int code = 0;
        for (String word : words.subList(1, words.size())) {
            SimulatedProcess child = shell.children().background().get(number(words, word));
            code = child == null ? 127 : shell.children().await(child, true);
            if (code < 0) {
                return interrupted(shell);
            }
        }
        return code;
    }

    private static int interrupted(Interpreter shell) {
        return 128 + shell.process().firstSignal();
    }
}
