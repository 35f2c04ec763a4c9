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

    private Map<String, Variable> all;
    /** Whether another shell looks at the same map, which nobody may change then. Most children change nothing. */
    private boolean shared;

    private final Deque<Map<String, @Nullable Variable>> scopes = new ArrayDeque<>();
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
        writable(name);
        own().remove(name);
        environment = null;
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
            known = new LinkedHashMap<>();
            for (Map.Entry<String, Variable> entry : new TreeMap<>(all).entrySet()) {
                String value = entry.getValue().value;
                if (entry.getValue().exported && value != null) {
                    known.put(entry.getKey(), value);
                }
            }
            environment = known;
        }
        return known;
    }

    /** By name. */
    Map<String, Variable> sorted() {
        return new TreeMap<>(all);
    }

    void enter() {
        scopes.push(new HashMap<>());
    }

    void leave() {
        scopes.pop().forEach(this::restore);
    }

    @Nullable
    Variable saved(String name) {
        return all.get(name);
    }

    void restore(String name, @Nullable Variable variable) {
        if (variable == null) {
            own().remove(name);
        } else {
            own().put(name, variable);
        }
        environment = null;
    }

    boolean isInFunction() {
        return !scopes.isEmpty();
    }

    /** Keeps the value for the function's end. */
    void local(String name) {
        Map<String, @Nullable Variable> scope = scopes.peek();
        if (scope != null && !scope.containsKey(name)) {
            scope.put(name, all.get(name));
        }
    }
}
