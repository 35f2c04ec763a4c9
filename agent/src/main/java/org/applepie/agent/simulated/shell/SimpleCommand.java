package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.shell.Ast.Assignment;
import org.applepie.agent.simulated.shell.Variables.Variable;
import org.jspecify.annotations.Nullable;

/** A simple command: assignments, words, redirections. */
final class SimpleCommand {

    private final Interpreter shell;
    private final Ast.Simple command;

    SimpleCommand(Interpreter shell, Ast.Simple command) {
        this.shell = shell;
        this.command = command;
    }

    int run() throws IOException, InterruptedException {
        shell.at(command.line());
        shell.children().takeSubstituted();
        List<String> words = shell.expansion().fields(command.words());
        if (words.isEmpty()) {
            return assignOnly();
        }
        Map<String, String> assigned = assigned();
        trace(assigned, words);
        shell.children().takeSubstituted();
        return call(words, assigned);
    }

    private Map<String, String> assigned() {
        if (command.assignments().isEmpty()) {
            return Map.of();
        }
        Map<String, String> assigned = new LinkedHashMap<>();
        for (Assignment assignment : command.assignments()) {
            assigned.put(assignment.name(), shell.expansion().text(assignment.value()));
        }
        return assigned;
    }

    private int assignOnly() throws IOException, InterruptedException {
        if (!canRedirect()) {
            return 2;
        }
        for (Assignment assignment : command.assignments()) {
            String value = shell.expansion().text(assignment.value());
            shell.variables().set(assignment.name(), value);
            if (shell.options().has('x')) {
                trace(Map.of(assignment.name(), value), List.of());
            }
        }
        return shell.children().takeSubstituted();
    }

    private boolean canRedirect() throws IOException {
        if (command.redirections().isEmpty()) {
            return true;
        }
        Redirections redirections = new Redirections(shell, shell.process(), true);
        try {
            return redirections.apply(command.redirections());
        } finally {
            redirections.undo();
        }
    }

    private void trace(Map<String, String> assigned, List<String> words) throws IOException {
        if (shell.options().has('x')) {
            List<String> shown = new ArrayList<>();
            assigned.forEach((name, value) -> shown.add(name + "=" + value));
            shown.addAll(words);
            shell.process().write(2, "+ " + String.join(" ", shown) + "\n");
        }
    }

    private int call(List<String> words, Map<String, String> assigned) throws IOException, InterruptedException {
        Builtin builtin = Builtins.find(words.getFirst());
        if (builtin != null && Builtins.isSpecial(words.getFirst())) {
            return special(builtin, words, assigned);
        }
        Ast function = shell.function(words.getFirst());
        if (function != null) {
            return here(assigned, () -> shell.call(function, words.subList(1, words.size())));
        }
        if (builtin != null) {
            return here(assigned, () -> builtin.run(shell, words));
        }
        return shell.children().external(words, environment(assigned), command.redirections());
    }

    private Map<String, String> environment(Map<String, String> assigned) {
        if (assigned.isEmpty()) {
            return shell.variables().environment();
        }
        Map<String, String> all = new LinkedHashMap<>(shell.variables().environment());
        all.putAll(assigned);
        return all;
    }

    private int special(Builtin builtin, List<String> words, Map<String, String> assigned)
            throws IOException, InterruptedException {
        assigned.forEach(shell.variables()::set);
        boolean keep = words.getFirst().equals("exec");
        Redirections redirections = new Redirections(shell, shell.process(), !keep);
        try {
            if (!redirections.apply(command.redirections())) {
                throw new ShellExit(2);
            }
            return builtin.run(shell, words);
        } catch (ShellError error) {
            shell.complain(error.text());
            throw new ShellExit(2);
        } finally {
            redirections.undo();
        }
    }

    private int here(Map<String, String> assigned, Interpreter.Body body) throws IOException, InterruptedException {
        if (assigned.isEmpty() && command.redirections().isEmpty()) {
            return body.run();
        }
        Redirections redirections = new Redirections(shell, shell.process(), true);
        Map<String, @Nullable Variable> before = new LinkedHashMap<>();
        try {
            if (!redirections.apply(command.redirections())) {
                return 2;
            }
            assigned.forEach((name, value) -> {
                before.put(name, shell.variables().saved(name));
                shell.variables().set(name, value);
                shell.variables().export(name);
            });
            return body.run();
        } finally {
            before.forEach(shell.variables()::restore);
            redirections.undo();
        }
    }
}
