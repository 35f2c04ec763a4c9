package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.shell.Ast.Redirection;
import org.jspecify.annotations.Nullable;

/** One shell at work: it walks the tree of a script in the thread of its process. */
final class Interpreter {

    /** What unwinds loops and functions. */
    enum Skip {
        NONE,
        BREAK,
        CONTINUE,
        RETURN
    }

    private final SimulatedProcess process;
    private final Dialect dialect;
    private final Variables variables;
    private Map<String, Ast> functions;
    /** Whether another shell looks at the same map, which nobody may change then. */
    private boolean functionsShared;

    private final Map<Signal, String> traps = new EnumMap<>(Signal.class);
    private final Map<Integer, SimulatedProcess> background = new LinkedHashMap<>();
    private final Expansion expansion = new Expansion(this);
    private final int rootPid;
    private final boolean inSubshell;
    private @Nullable String exitTrap;
    private List<String> positional = List.of();
    private Options options = new Options("");
    private String name;
    private int status;
    private int substituted;
    private int lastBackground;
    private int line = 1;
    private int loops;
    private int skipCount;
    private Skip skip = Skip.NONE;
    /** Whether somebody asks for the result of the command that runs now. */
    private boolean asked;

    Interpreter(SimulatedProcess process, Dialect dialect, String name, Map<String, String> environment) {
        this.process = process;
        this.dialect = dialect;
        this.name = name;
        variables = new Variables();
        functions = new HashMap<>();
        rootPid = process.pid();
        inSubshell = false;
        environment.forEach((key, value) -> {
            variables.set(key, value);
            variables.export(key);
        });
        variables.set("IFS", " \t\n");
        variables.set("PPID", String.valueOf(process.parent()));
        variables.set("PWD", process.files().workingDirectory());
        if (variables.get("PATH") == null) {
            variables.set("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        }
    }

    /** fork(2). */
    private Interpreter(Interpreter mother, SimulatedProcess child) {
        process = child;
        dialect = mother.dialect;
        name = mother.name;
        variables = mother.variables.copy();
        mother.functionsShared = true;
        functions = mother.functions;
        functionsShared = true;
        rootPid = mother.rootPid;
        inSubshell = true;
        positional = mother.positional;
        options = mother.options;
        status = mother.status;
        line = mother.line;
        lastBackground = mother.lastBackground;
    }

    SimulatedProcess process() {
        return process;
    }

    Dialect dialect() {
        return dialect;
    }

    Variables variables() {
        return variables;
    }

    @Nullable
    Ast function(String called) {
        return functions.get(called);
    }

    void forgetFunction(String called) {
        ownFunctions().remove(called);
    }

    private Map<String, Ast> ownFunctions() {
        if (functionsShared) {
            functions = new HashMap<>(functions);
            functionsShared = false;
        }
        return functions;
    }

    Map<Signal, String> traps() {
        return traps;
    }

    Expansion expansion() {
        return expansion;
    }

    @Nullable
    String exitTrap() {
        return exitTrap;
    }

    void exitTrap(@Nullable String command) {
        exitTrap = command;
    }

    Options options() {
        return options;
    }

    void options(Options changed) {
        options = changed;
    }

    List<String> positional() {
        return positional;
    }

    void positional(List<String> values) {
        positional = List.copyOf(values);
    }

    Map<Integer, SimulatedProcess> background() {
        return background;
    }

    String name() {
        return name;
    }

    void named(String newName) {
        name = newName;
    }

    int status() {
        return status;
    }

    int rootPid() {
        return rootPid;
    }

    int lastBackground() {
        return lastBackground;
    }

    int line() {
        return line;
    }

    int loops() {
        return loops;
    }

    void skip(Skip what, int count) {
        skip = what;
        skipCount = count;
    }

    void complain(String message) throws IOException {
        try {
            process.write(2, dialect.complaint(name, line, message));
        } catch (ErrnoException closed) {
            process.checkpoint();
        }
    }

    /** All of a script, to the shell's exit code. */
    int main(Body body) throws IOException, InterruptedException {
        int code;
        try {
            code = body.run();
        } catch (ShellExit exit) {
            code = exit.code();
        } catch (ShellError error) {
            complain(error.text());
            code = 2;
        } catch (Replaced replaced) {
            return replaced.code();
        }
        return atExit(code);
    }

    interface Body {
        int run() throws IOException, InterruptedException;
    }

    private int atExit(int code) throws IOException, InterruptedException {
        String command = exitTrap;
        if (command == null) {
            return code;
        }
        exitTrap = null;
        status = code;
        skip = Skip.NONE;
        return main(() -> {
            text(command);
            return code;
        });
    }

    /** Executes a script as far as it is one. */
    int script(Script script) throws IOException, InterruptedException {
        boolean tested = asked;
        for (Ast command : script.commands()) {
            run(command, tested);
            if (skip != Skip.NONE) {
                return status;
            }
        }
        SyntaxError error = script.error();
        if (error != null) {
            line = error.line();
            throw new ShellError(dialect.syntax(error.text()));
        }
        return status;
    }

    int text(String text) throws IOException, InterruptedException {
        Script script = Parser.parse(text);
        if (script.commands().isEmpty() && script.error() == null) {
            status = 0;
        }
        return script(script);
    }

    /** A sourced file is left by return. */
    int sourced(String text) throws IOException, InterruptedException {
        int code = text(text);
        if (skip == Skip.RETURN) {
            skip = Skip.NONE;
        }
        return code;
    }

    /** @param tested whether somebody asks for the result, so that set -e does not apply */
    int run(Ast command, boolean tested) throws IOException, InterruptedException {
        process.checkpoint();
        runTraps();
        asked = tested;
        status = dispatch(command, tested);
        boolean simple = command instanceof Ast.Simple
                || command instanceof Ast.Subshell
                || command instanceof Ast.Pipeline pipeline && !pipeline.negated();
        if (status != 0 && simple && !tested && skip == Skip.NONE && options.has('e')) {
            throw new ShellExit(status);
        }
        if (process.isSignalled()) {
            runTraps();
        }
        return status;
    }

    private void runTraps() throws IOException, InterruptedException {
        for (Signal signal = process.nextSignal(); signal != null; signal = process.nextSignal()) {
            String command = traps.get(signal);
            if (command != null) {
                int before = status;
                text(command);
                status = before;
            }
        }
    }

    private int dispatch(Ast command, boolean tested) throws IOException, InterruptedException {
        return switch (command) {
            case Ast.Simple simple -> new SimpleCommand(this, simple).run();
            case Ast.Pipeline pipeline -> pipeline(pipeline, tested);
            case Ast.AndOr andOr -> andOr(andOr, tested);
            case Ast.Sequence sequence -> sequence(sequence, tested);
            case Ast.Background job -> background(job.command());
            case Ast.Subshell subshell -> subshell(subshell, tested);
            case Ast.Group group -> run(group.body(), tested);
            case Ast.If choice -> choice(choice, tested);
            case Ast.Loop loop -> loop(loop, tested);
            case Ast.For loop -> forEach(loop, tested);
            case Ast.Case choice -> choose(choice, tested);
            case Ast.Function function -> define(function);
            case Ast.Redirected redirected -> redirected(redirected, tested);
        };
    }

    private int sequence(Ast.Sequence sequence, boolean tested) throws IOException, InterruptedException {
        int code = 0;
        for (Ast each : sequence.commands()) {
            code = run(each, tested);
            if (skip != Skip.NONE) {
                break;
            }
        }
        return code;
    }

    private int andOr(Ast.AndOr andOr, boolean tested) throws IOException, InterruptedException {
        int left = run(andOr.left(), true);
        return skip == Skip.NONE && (left == 0) == andOr.and() ? run(andOr.right(), tested) : left;
    }

    private int choice(Ast.If choice, boolean tested) throws IOException, InterruptedException {
        int condition = run(choice.condition(), true);
        if (skip != Skip.NONE) {
            return condition;
        }
        Ast otherwise = choice.otherwise();
        return condition == 0 ? run(choice.then(), tested) : otherwise == null ? 0 : run(otherwise, tested);
    }

    private int choose(Ast.Case choice, boolean tested) throws IOException, InterruptedException {
        String subject = expansion.text(choice.subject());
        for (Ast.Clause clause : choice.clauses()) {
            for (Word pattern : clause.patterns()) {
                if (Glob.matches(expansion.pattern(pattern), subject)) {
                    return sequenceOf(clause.body(), tested);
                }
            }
        }
        return 0;
    }

    private int sequenceOf(Ast body, boolean tested) throws IOException, InterruptedException {
        return body instanceof Ast.Sequence sequence && sequence.commands().isEmpty() ? 0 : run(body, tested);
    }

    private int loop(Ast.Loop loop, boolean tested) throws IOException, InterruptedException {
        int code = 0;
        loops++;
        try {
            while (true) {
                boolean holds = run(loop.condition(), true) == 0;
                if (leavesLoop() || holds == loop.until()) {
                    return skip == Skip.RETURN ? status : code;
                }
                code = run(loop.body(), tested);
                if (leavesLoop()) {
                    return skip == Skip.RETURN ? status : code;
                }
            }
        } finally {
            loops--;
        }
    }

    private int forEach(Ast.For loop, boolean tested) throws IOException, InterruptedException {
        List<Word> words = loop.words();
        int code = 0;
        loops++;
        try {
            for (String value : words == null ? positional : expansion.fields(words)) {
                variables.set(loop.name(), value);
                code = run(loop.body(), tested);
                if (leavesLoop()) {
                    break;
                }
            }
            return code;
        } finally {
            loops--;
        }
    }

    /** After a command in a loop: true if the loop is over. */
    private boolean leavesLoop() {
        if (skip == Skip.BREAK || skip == Skip.CONTINUE) {
            skipCount--;
            boolean over = skip == Skip.BREAK || skipCount > 0;
            if (skipCount <= 0) {
                skip = Skip.NONE;
            }
            return over;
        }
        return skip == Skip.RETURN;
    }

    private int define(Ast.Function function) {
        ownFunctions().put(function.name(), function.body());
        return 0;
    }

    int call(Ast body, List<String> arguments) throws IOException, InterruptedException {
        List<String> before = positional;
        int outer = loops;
        boolean tested = asked;
        positional = List.copyOf(arguments);
        loops = 0;
        variables.enter();
        try {
            int code = run(body, tested);
            if (skip == Skip.RETURN) {
                skip = Skip.NONE;
                return status;
            }
            return code;
        } finally {
            variables.leave();
            loops = outer;
            positional = before;
        }
    }

    void status(int code) {
        status = code;
    }

    private int redirected(Ast.Redirected redirected, boolean tested) throws IOException, InterruptedException {
        if (redirected.command() instanceof Ast.Subshell subshell) {
            return inChild(subshell.body(), redirected.redirections(), tested);
        }
        Redirections redirections = new Redirections(this, process, true);
        try {
            if (!redirections.apply(redirected.redirections())) {
                return 2;
            }
            return run(redirected.command(), tested);
        } finally {
            redirections.undo();
        }
    }

    private int subshell(Ast.Subshell subshell, boolean tested) throws IOException, InterruptedException {
        return inChild(subshell.body(), List.of(), tested);
    }

    private int inChild(Ast body, List<Redirection> redirections, boolean tested)
            throws IOException, InterruptedException {
        SimulatedProcess child = new SimulatedProcess(process);
        Interpreter sub = new Interpreter(this, child);
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

    private int background(Ast command) throws IOException {
        SimulatedProcess child = new SimulatedProcess(process);
        Interpreter sub = new Interpreter(this, child);
        child.disposition(Signal.INT, true, false);
        child.disposition(Signal.QUIT, true, false);
        Redirections.nullInput(child);
        process.kernel()
                .startThread(child, () -> Execution.toTheEnd(child, () -> sub.main(() -> sub.run(command, false))));
        lastBackground = child.pid();
        background.put(child.pid(), child);
        return 0;
    }

    private int pipeline(Ast.Pipeline pipeline, boolean tested) throws IOException, InterruptedException {
        int code = pipeline.commands().size() == 1
                ? run(pipeline.commands().getFirst(), tested || pipeline.negated())
                : piped(pipeline.commands());
        return !pipeline.negated() || skip != Skip.NONE ? code : code == 0 ? 1 : 0;
    }

    private int piped(List<Ast> commands) throws IOException, InterruptedException {
        List<SimulatedProcess> others = new ArrayList<>();
        Descriptor in = null;
        for (Ast command : commands.subList(0, commands.size() - 1)) {
            Pipe pipe = new Pipe();
            SimulatedProcess child = member(in, pipe.writer());
            Interpreter sub = new Interpreter(this, child);
            process.kernel()
                    .startThread(child, () -> Execution.toTheEnd(child, () -> sub.main(() -> sub.run(command, false))));
            others.add(child);
            in = pipe.reader();
        }
        SimulatedProcess last = member(in, null);
        Interpreter sub = new Interpreter(this, last);
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
            Interpreter sub = new Interpreter(this, child);
            Execution.runBody(child, () -> sub.main(() -> sub.script(script)));
            substituted = child.status();
            status = substituted;
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

    void at(int newLine) {
        line = newLine;
    }

    boolean isSubshell() {
        return inSubshell;
    }

    /** A program in a process of its own, to its end. */
    int external(List<String> argv, Map<String, String> environment, List<Redirection> redirections)
            throws IOException, InterruptedException {
        SimulatedProcess child = new SimulatedProcess(process);
        Interpreter sub = new Interpreter(this, child);
        Execution.runBody(
                child,
                () -> sub.main(() -> {
                    if (!new Redirections(sub, child, false).apply(redirections)) {
                        return 2;
                    }
                    return sub.become(argv, environment);
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
            complain(prefix + dialect.notExecuted(argv.getFirst(), refused));
            return refused.errno() == Errno.ENOENT ? 127 : 126;
        }
    }

    private int asScript(List<String> argv, Map<String, String> environment) throws IOException, InterruptedException {
        String path = Executable.locate(
                process.files(), environment.getOrDefault("PATH", Executable.DEFAULT_PATH), argv.getFirst());
        Interpreter shell = new Interpreter(process, dialect, path, environment);
        shell.positional(argv.subList(1, argv.size()));
        String text = process.files().text(path);
        return shell.main(() -> shell.text(text));
    }
}
