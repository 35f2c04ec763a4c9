package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A log-in shell that a person types to: it asks for each line, and goes on after a mistake. */
final class Interactive {

    private static final int MISTAKE = 2;

    private final Interpreter shell;
    private final Call call;

    Interactive(Interpreter shell, Call call) {
        this.shell = shell;
        this.call = call;
    }

    int run() throws IOException, InterruptedException {
        shell.named("-" + call.name().replaceFirst(".*/", ""));
        InputStream in = call.in();
        StringBuilder text = new StringBuilder();
        while (true) {
            call.warn(text.isEmpty() ? prompt() : "> ");
            String line = line(in);
            if (line == null) {
                call.warn("logout\n");
                return shell.status();
            }
            text.append(line);
            Script script = Parser.parse(text.toString());
            SyntaxError error = script.error();
            if (error == null || !error.atEnd()) {
                text.setLength(0);
                execute(script);
            }
        }
    }

    private void execute(Script script) throws IOException, InterruptedException {
        try {
            shell.script(script);
        } catch (ShellError mistake) {
            shell.complain(mistake.text());
            shell.status(MISTAKE);
        }
    }

    /** PS1 with the escapes that Debian's prompt of root has. */
    private String prompt() {
        String wanted = shell.variables().get("PS1");
        String directory = call.files().workingDirectory();
        return (wanted == null ? "\\s-\\v\\$ " : wanted)
                .replace("\\h", host())
                .replace("\\w", directory.equals("/root") ? "~" : directory)
                .replace("\\s", "bash")
                .replace("\\v", "2.05b")
                .replace("\\$", "#");
    }

    private String host() {
        try {
            return call.files().text("/etc/hostname").strip();
        } catch (IOException absent) {
            return "(none)";
        }
    }

    /** With its end; null at the end of the input. */
    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            line.append((char) c);
            if (c == '\n') {
                return line.toString();
            }
        }
        return line.isEmpty() ? null : line + "\n";
    }
}
