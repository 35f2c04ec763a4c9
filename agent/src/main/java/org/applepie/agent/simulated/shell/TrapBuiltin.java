package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** trap: what to do when a signal comes, or at the end. */
final class TrapBuiltin {

    private TrapBuiltin() {}

    static int trap(Interpreter shell, List<String> words) throws IOException {
        List<String> rest = words.subList(words.size() > 1 && words.get(1).equals("--") ? 2 : 1, words.size());
        if (rest.isEmpty()) {
            return list(shell);
        }
        boolean reset = rest.getFirst().equals("-")
                || rest.size() == 1
                || rest.getFirst().matches("[0-9]+");
        String command = reset ? null : rest.getFirst();
        for (String name : rest.subList(reset && !rest.getFirst().equals("-") ? 0 : 1, rest.size())) {
            if (name.equals("EXIT") || name.equals("0")) {
                shell.exitTrap(command);
            } else {
                set(shell, name, command);
            }
        }
        return 0;
    }

    private static void set(Interpreter shell, String name, @Nullable String command) {
        Signal signal = Signal.named(name);
        if (signal == null) {
            throw new ShellError("trap: " + name + ": bad trap");
        }
        boolean ignore = command != null && command.isEmpty();
        shell.process().disposition(signal, ignore, command != null && !ignore);
        if (command == null) {
            shell.traps().remove(signal);
        } else {
            shell.traps().put(signal, command);
        }
    }

    private static int list(Interpreter shell) throws IOException {
        String exit = shell.exitTrap();
        if (exit != null) {
            shell.process().write(1, "trap -- " + VariableBuiltins.quoted(exit) + " EXIT\n");
        }
        for (Map.Entry<Signal, String> entry : shell.traps().entrySet()) {
            shell.process()
                    .write(1, "trap -- " + VariableBuiltins.quoted(entry.getValue()) + " " + entry.getKey() + "\n");
        }
        return 0;
    }
}
