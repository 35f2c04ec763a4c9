package org.applepie.agent.simulated.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The variables of one shell, with those that functions keep for themselves. */
final class Variables {

    /** @param value null if it is declared but has none */
    record Variable(@Nullable String value, boolean exported, boolean readOnly) {}

    /** What a function keeps, until it has something to keep. */
    private static final Map<String, @Nullable Variable> NOTHING = Map.of();

    private Map<String, Variable> all;
    /** Whether another shell looks at the same map, which nobody may change then. Most children change nothing. */
    private boolean shared;

    private final Deque<Map<String, @Nullable Variable>> scopes = new ArrayDeque<>(4);
    private @Nullable Map<String, String> environment;

    Variables() {
        all = new HashMap<>();
    }

    private Variables(Map<String, Variable> all) {
        this.all = all;
        shared = true;
    }

    Variables copy() {
        shared = true;
        Variables copy = new Variables(all);
        copy.environment = environment;
        return copy;
    }

    private Map<String, Variable> own() {
        if (shared) {
            all = new HashMap<>(all);
            shared = false;
        }
        return all;
    }

    @Nullable
    String get(String name) {
        Variable variable = all.get(name);
        return variable == null ? null : variable.value;
    }

    /** @throws ShellError if it may not be changed */
    void set(String name, String value) {
        Variable before = writable(name);
        boolean exported = before != null && before.exported;
        own().put(name, new Variable(value, exported, false));
        if (exported) {
            environment = null;
        }
    }

    void unset(String name) {
        if (isExported(writable(name))) {
            environment = null;
        }
        own().remove(name);
    }

    private @Nullable Variable writable(String name) {
        Variable before = all.get(name);
        if (before != null && before.readOnly) {
            throw new ShellError(name + ": is read only");
        }
        return before;
    }

    void export(String name) {
        Variable before = all.get(name);
        own().put(name, new Variable(before == null ? null : before.value, true, before != null && before.readOnly));
        environment = null;
    }

    void protect(String name) {
        Variable before = all.get(name);
        own().put(name, new Variable(before == null ? null : before.value, before != null && before.exported, true));
    }

    Map<String, String> environment() {
        Map<String, String> known = environment;
        if (known == null) {
            Map<String, String> exported = new TreeMap<>();
            all.forEach((name, variable) -> {
                if (variable.exported && variable.value != null) {
                    exported.put(name, variable.value);
                }
            });
            known = new LinkedHashMap<>(exported);
            environment = known;
        }
        return known;
    }

    /** By name. */
    Map<String, Variable> sorted() {
        return new TreeMap<>(all);
    }

    void enter() {
        scopes.push(NOTHING);
    }

    void leave() {
        scopes.pop().forEach(this::restore);
    }

    @Nullable
    Variable saved(String name) {
        return all.get(name);
    }

    void restore(String name, @Nullable Variable variable) {
        Variable before = variable == null ? own().remove(name) : own().put(name, variable);
        if (isExported(before) || isExported(variable)) {
            environment = null;
        }
    }

    private static boolean isExported(@Nullable Variable variable) {
        return variable != null && variable.exported;
    }

    boolean isInFunction() {
        return !scopes.isEmpty();
    }

    /** Keeps the value for the function's end. */
    void local(String name) {
        Map<String, @Nullable Variable> scope = scopes.poll();
        if (scope == null) {
            return;
        }
        if (!scope.containsKey(name)) {
            scope = scope.isEmpty() ? new HashMap<>() : scope;
            scope.put(name, all.get(name));
        }
        scopes.push(scope);
    }
}
