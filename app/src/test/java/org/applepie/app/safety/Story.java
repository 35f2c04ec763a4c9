package org.applepie.app.safety;

import java.util.ArrayList;
import java.util.List;

/** What happened in a voyage, for whoever has to understand it afterwards; and what must not have happened. */
final class Story {

    private final VirtualTime time;
    private final List<String> lines = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();

    Story(VirtualTime time) {
        this.time = time;
    }

    synchronized void tell(String line) {
        lines.add("%10.1f s  %s".formatted(time.elapsed().toMillis() / 1000.0, line));
    }

    synchronized void violated(String invariant, String what) {
        violations.add(new Violation(invariant, what));
        tell("VIOLATED " + invariant + ": " + what);
    }

    synchronized List<Violation> violations() {
        return List.copyOf(violations);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
