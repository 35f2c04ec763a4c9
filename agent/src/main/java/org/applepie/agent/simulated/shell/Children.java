package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.shell.Ast.Redirection;
import org.jspecify.annotations.Nullable;

/** The processes that one shell starts: subshells, members of pipelines, substitutions and programs. */
final class Children {

    private final Interpreter shell;
    private final SimulatedProcess process;
    private final Map<Integer, SimulatedProcess> background = new LinkedHashMap<>();
    private int lastBackground;
    private int substituted;

    /** @param lastBackground what $! tells as long as nothing else is started */
    Children(Interpreter shell, int lastBackground) {
        this.shell = shell;
        this.lastBackground = lastBackground;
        process = shell.process();
    }

    Map<Integer, SimulatedProcess> background() {
        return background;
    }

    int lastBackground() {
        return lastBackground;
    }

    int inChild(Ast body, List<Redirection> redirections, boolean tested) throws IOException, InterruptedException {
        SimulatedProcess child = new SimulatedProcess(process);
        Interpreter sub = shell.forked(child);
        Execution.runBody(
                child,
                () -> sub.main(() -> {
                    if (!new Redirections(sub, child, false).apply(redirections)) {
                        return 2;
                    }
                    return sub.run(body, tested);
                }));
        return ended(child);
    }

    /** What became of a child in the foreground. */
    int ended(SimulatedProcess child) throws IOException {
        process.checkpoint();
        Signal by = child.endedBy();
        if (by != null && by != Signal.INT && by != Signal.PIPE) {
            try {
                process.write(2, by.words() + "\n");
            } catch (ErrnoException closed) {
                process.checkpoint();
            }
        }
        return child.status();
    }

    int background(Ast command) throws IOException {
        SimulatedProcess child = new SimulatedProcess(process);
        Interpreter sub = shell.forked(child);
        child.disposition(Signal.INT, true, false);
        child.disposition(Signal.QUIT, true, false);
        Redirections.nullInput(child);
        process.kernel()
                .startThread(child, () -> Execution.toTheEnd(child, () -> sub.main(() -> sub.run(command, false))));
        lastBackground = child.pid();
        background.put(child.pid(), child);
        return 0;
    }

    int piped(List<Ast> commands) throws IOException, InterruptedException {
        List<SimulatedProcess> others = new ArrayList<>();
        Descriptor in = null;
        for (Ast command : commands.subList(0, commands.size() - 1)) {
            Pipe pipe = new Pipe();
            SimulatedProcess child = member(in, pipe.writer());
            Interpreter sub = shell.forked(child);
            process.kernel()
                    .startThread(child, () -> Execution.toTheEnd(child, () -> sub.main(() -> sub.run(command, false))));
            others.add(child);
            in = pipe.reader();
        }
        SimulatedProcess last = member(in, null);
        Interpreter sub = shell.forked(last);
        Execution.runBody(last, () -> sub.main(() -> sub.run(commands.getLast(), false)));
        for (SimulatedProcess other : others) {
            await(other, false);
        }
        return ended(last);
    }

    private SimulatedProcess member(@Nullable Descriptor in, @Nullable Descriptor out) throws ErrnoException {
        SimulatedProcess child = new SimulatedProcess(process);
        if (in != null) {
            child.descriptor(0, in);
        }
        if (out != null) {
            child.descriptor(1, out);
        }
        return child;
    }

    /** Waits for a child; with {@code untilSignal}, -1 if a trapped signal came first. */
    int await(SimulatedProcess child, boolean untilSignal) {
        while (true) {
            process.checkpoint();
            if (untilSignal && process.isSignalled()) {
                return -1;
            }
            try {
                return child.waitFor();
            } catch (InterruptedException nudged) {
                process.checkpoint();
            }
        }
    }

    /** What a script prints, without the line ends at its end. */
    String substitute(Script script) {
        try {
            Pipe pipe = new Pipe(Integer.MAX_VALUE);
            SimulatedProcess child = member(null, pipe.writer());
            Interpreter sub = shell.forked(child);
            Execution.runBody(child, () -> sub.main(() -> sub.script(script)));
            substituted = child.status();
            shell.status(substituted);
            process.checkpoint();
            return withoutLineEnds(new String(pipe.collected(process), StandardCharsets.ISO_8859_1));
        } catch (ErrnoException stopped) {
            process.checkpoint();
            throw new ShellError("Cannot fork");
        } catch (IOException e) {
            throw new ShellError(String.valueOf(e.getMessage()));
        }
    }

    /** Exit code of the last command substitution since it was last asked for, else 0. */
    int takeSubstituted() {
        int code = substituted;
        substituted = 0;
        return code;
    }

    private static String withoutLineEnds(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        String cut = text.substring(0, end);
        return cut.indexOf('\0') < 0 ? cut : cut.replace("\0", "");
    }

    /** A program in a process of its own, to its end. */
    int external(List<String> argv, Map<String, String> environment, List<Redirection> redirections)
            throws IOException, InterruptedException {
        SimulatedProcess child = new SimulatedProcess(process);
        Interpreter sub = shell.forked(child);
        Execution.runBody(
                child,
                () -> sub.main(() -> {
                    if (!new Redirections(sub, child, false).apply(redirections)) {
                        return 2;
                    }
                    return sub.children().become(argv, environment);
                }));
        return ended(child);
    }

    /** execvp; a file that is no program is taken for a script. Gives the exit code of what it became. */
    int become(List<String> argv, Map<String, String> environment) throws IOException, InterruptedException {
        return become(argv, environment, "");
    }

    /** @param prefix of a complaint */
    int become(List<String> argv, Map<String, String> environment, String prefix)
            throws IOException, InterruptedException {
        String path;
        try {
            path = Executable.locate(
                    process.files(), environment.getOrDefault("PATH", Executable.DEFAULT_PATH), argv.getFirst());
            Executable executable = Executable.at(process.files(), path, argv);
            process.become(executable.argv(), environment);
            return Execution.execute(process, executable);
        } catch (ErrnoException refused) {
            if (refused.errno() == Errno.ENOEXEC) {
                return asScript(argv, environment);
            }
            shell.complain(prefix + shell.dialect().notExecuted(argv.getFirst(), refused));
            return refused.errno() == Errno.ENOENT ? 127 : 126;
        }
    }

    private int asScript(List<String> argv, Map<String, String> environment) throws IOException, InterruptedException {
        String path = Executable.locate(
                process.files(), environment.getOrDefault("PATH", Executable.DEFAULT_PATH), argv.getFirst());
        Interpreter script = new Interpreter(process, shell.dialect(), path, environment);
        script.positional(argv.subList(1, argv.size()));
        String text = process.files().text(path);
        return script.main(() -> script.text(text));
    }
}
