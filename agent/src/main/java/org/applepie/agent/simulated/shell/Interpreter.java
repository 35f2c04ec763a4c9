package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.ErrnoException;
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
    private final Expansion expansion = new Expansion(this);
    private final Compounds compounds = new Compounds(this);
    private final Children children;
    private final Getopts getopts = new Getopts();
    private final int rootPid;
    private final boolean inSubshell;
    private @Nullable String exitTrap;
    private List<String> positional = List.of();
    private Options options = new Options("");
    private String name;
    private int status;
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
        children = new Children(this, 0);
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
        children = new Children(this, mother.children.lastBackground());
    }

    Interpreter forked(SimulatedProcess child) {
        return new Interpreter(this, child);
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

    Getopts getopts() {
        return getopts;
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

    Children children() {
        return children;
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

    int line() {
        return line;
    }

    int loops() {
        return loops;
    }

    void enterLoop() {
        loops++;
    }

    void exitLoop() {
        loops--;
    }

    boolean isSkipping() {
        return skip != Skip.NONE;
    }

    /** Whether a function or a sourced file is being left. */
    boolean isReturning() {
        return skip == Skip.RETURN;
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
            case Ast.Pipeline pipeline -> compounds.pipeline(pipeline, tested);
            case Ast.AndOr andOr -> compounds.andOr(andOr, tested);
            case Ast.Sequence sequence -> compounds.sequence(sequence, tested);
            case Ast.Background job -> children.background(job.command());
            case Ast.Subshell subshell -> compounds.subshell(subshell, tested);
            case Ast.Group group -> run(group.body(), tested);
            case Ast.If choice -> compounds.choice(choice, tested);
            case Ast.Loop loop -> compounds.loop(loop, tested);
            case Ast.For loop -> compounds.forEach(loop, tested);
            case Ast.Case choice -> compounds.choose(choice, tested);
            case Ast.Function function -> define(function);
            case Ast.Redirected redirected -> compounds.redirected(redirected, tested);
        };
    }

    /** After a command in a loop: true if the loop is over. */
    boolean leavesLoop() {
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

    void at(int newLine) {
        line = newLine;
    }

    boolean isSubshell() {
        return inSubshell;
    }
}
