package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.applepie.agent.simulated.files.ErrnoException;

/** The program sh. */
public final class Shell implements Program {

    private final Dialect dialect;

    public Shell(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        Interpreter shell = new Interpreter(call.process(), dialect, call.name(), call.environment());
        return shell.main(() -> start(shell, call));
    }

    private int start(Interpreter shell, Call call) throws IOException, InterruptedException {
        List<String> words = call.arguments();
        int at = 0;
        boolean command = false;
        boolean interactive = false;
        while (at < words.size() && words.get(at).matches("[-+][a-zA-Z]+|--[a-z]+")) {
            String word = words.get(at);
            boolean letter = word.startsWith("-") && !word.startsWith("--");
            command |= letter && word.indexOf('c') > 0;
            interactive |= letter && word.indexOf('i') > 0;
            String letters = word.startsWith("--") ? "" : word.replaceAll("[csil]", "");
            VariableBuiltins.options(shell, List.of("sh", letters.length() > 1 ? letters : "--"));
            at++;
        }
        List<String> rest = words.subList(at, words.size());
        if (command) {
            return command(shell, rest);
        }
        if (interactive && rest.isEmpty()) {
            return new Interactive(shell, call).run();
        }
        return rest.isEmpty() || words.contains("-s") ? standardInput(shell, call, rest) : file(shell, call, rest);
    }

    private int command(Interpreter shell, List<String> rest) throws IOException, InterruptedException {
        if (rest.isEmpty()) {
            throw new ShellError("-c requires an argument");
        }
        if (rest.size() > 1) {
            shell.named(rest.get(1));
            shell.positional(rest.subList(2, rest.size()));
        }
        return shell.text(rest.getFirst());
    }

    private int file(Interpreter shell, Call call, List<String> rest) throws IOException, InterruptedException {
        String text;
        try {
            text = call.files().text(rest.getFirst());
        } catch (ErrnoException refused) {
            shell.at(0);
            shell.complain(dialect.notOpened(rest.getFirst(), false, refused));
            return dialect == Dialect.DASH ? 2 : 127;
        }
        shell.named(rest.getFirst());
        shell.positional(rest.subList(1, rest.size()));
        return shell.text(text);
    }

    /** Line by line, since the commands may read the rest. */
    private int standardInput(Interpreter shell, Call call, List<String> rest)
            throws IOException, InterruptedException {
        shell.positional(rest);
        InputStream in = call.in();
        StringBuilder text = new StringBuilder();
        int code = 0;
        for (int c = in.read(); c >= 0; c = in.read()) {
            text.append((char) c);
            if (c == '\n') {
                Script script = new Parser(new Lexer(text.toString(), 0, shell.line())).script();
                SyntaxError error = script.error();
                if (error == null || !error.atEnd()) {
                    code = shell.script(script);
                    text.setLength(0);
                }
            }
        }
        return text.isEmpty() ? code : shell.text(text.toString());
    }
}
