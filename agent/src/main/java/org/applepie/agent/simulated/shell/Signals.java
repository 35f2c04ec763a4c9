package org.applepie.agent.simulated.shell;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of the signals that one process gets. Safe for use by several threads. */
final class Signals {

    private final Set<Signal> ignored;
    private final Set<Signal> trapped = EnumSet.noneOf(Signal.class);
    private final Set<Signal> pending = EnumSet.noneOf(Signal.class);
    /** Whether one is pending, for those who look after every command. */
    private volatile boolean arePending;

    Signals() {
        ignored = EnumSet.noneOf(Signal.class);
    }

    private Signals(Set<Signal> ignored) {
        this.ignored = EnumSet.copyOf(ignored);
    }

    /** A child ignores what its mother ignores. */
    synchronized Signals forked() {
        return new Signals(ignored);
    }

    /** What a signal does to a process that is alive. */
    enum Effect {
        NONE,
        /** It waits until the shell asks for it. */
        PENDING,
        DEADLY
    }

    synchronized Effect take(Signal signal) {
        boolean kill = signal == Signal.KILL;
        if (!kill && ignored.contains(signal)) {
            return Effect.NONE;
        }
        if (kill || !trapped.contains(signal)) {
            return Effect.DEADLY;
        }
        pending.add(signal);
        arePending = true;
        return Effect.PENDING;
    }

    synchronized void disposition(Signal signal, boolean ignore, boolean trap) {
        set(ignored, signal, ignore);
        set(trapped, signal, trap);
    }

    private static void set(Set<Signal> signals, Signal signal, boolean member) {
        if (member) {
            signals.add(signal);
        } else {
            signals.remove(signal);
        }
    }

    synchronized boolean ignores(Signal signal) {
        return ignored.contains(signal);
    }

    /** exec(2) forgets traps, not what is ignored. */
    synchronized void forgetTraps() {
        trapped.clear();
        pending.clear();
        arePending = false;
    }

    boolean arePending() {
        return arePending;
    }

    @Nullable
    Signal next() {
        return arePending ? taken() : null;
    }

    private synchronized @Nullable Signal taken() {
        if (pending.isEmpty()) {
            return null;
        }
        Signal next = pending.iterator().next();
        pending.remove(next);
        arePending = !pending.isEmpty();
        return next;
    }

    /** The first that waits, null for none. */
    synchronized @Nullable Signal first() {
        return pending.isEmpty() ? null : pending.iterator().next();
    }
}
