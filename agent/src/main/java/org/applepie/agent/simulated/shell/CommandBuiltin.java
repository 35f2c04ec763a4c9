package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.jspecify.annotations.Nullable;

/** command and type: where a name leads. */
final class CommandBuiltin {

    private static final Set<String> RESERVED = Set.of(
            "if", "then", "else", "elif", "fi", "do", "done", "case", "esac", "while", "until", "for", "{", "}", "!",
            "in");

    private CommandBuiltin() {}

    static int command(Interpreter shell, List<String> words) throws IOException, InterruptedException {
        if (words.size() > 1 && words.get(1).equalsIgnoreCase("-v")) {
            return words.get(1).equals("-v")
                    ? tell(shell, words.subList(2, words.size()))
                    : type(shell, words.subList(1, words.size()));
        }
        List<String> rest = words.subList(1, words.size());
        while (!rest.isEmpty()
                && (rest.getFirst().equals("-p") || rest.getFirst().equals("--"))) {
            rest = rest.subList(1, rest.size());
        }
        if (rest.isEmpty()) {
            return 0;
        }
        Builtin builtin = Builtins.find(rest.getFirst());
        return builtin != null
                ? builtin.run(shell, rest)
                : shell.children().external(rest, shell.variables().environment(), List.of());
    }

    private static int tell(Interpreter shell, List<String> names) throws IOException {
        int code = 0;
        for (String name :
                names.subList(0, shell.dialect() == Dialect.DASH ? Math.min(1, names.size()) : names.size())) {
            boolean own = RESERVED.contains(name) || shell.function(name) != null || Builtins.find(name) != null;
            String path = own ? name : path(shell, name);
            if (path == null) {
                code = shell.dialect() == Dialect.DASH ? 127 : 1;
            } else {
                shell.process().write(1, path + "\n");
            }
        }
        return code;
    }

    private static @Nullable String path(Interpreter shell, String name) {
        try {
            String search = shell.variables().get("PATH");
            String path = Executable.locate(shell.process().files(), search == null ? "" : search, name);
            return shell.process().files().execution(path) == View.Execution.PERMITTED ? path : null;
        } catch (ErrnoException absent) {
            return null;
        }
    }

    static int type(Interpreter shell, List<String> words) throws IOException {
        int code = 0;
        for (String name : words.subList(1, words.size())) {
            String path = path(shell, name);
            String what = RESERVED.contains(name)
                    ? " is a shell keyword"
                    : shell.function(name) != null
                            ? " is a shell function"
                            : Builtins.isSpecial(name)
                                    ? " is a special shell builtin"
                                    : Builtins.find(name) != null
                                            ? " is a shell builtin"
                                            : path == null ? ": not found" : " is " + path;
            shell.process().write(1, name + what + "\n");
            code = what.equals(": not found") ? 127 : code;
        }
        return code;
    }
}
