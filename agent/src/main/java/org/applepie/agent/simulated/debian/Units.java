package org.applepie.agent.simulated.debian;

import java.util.Set;
import java.util.TreeSet;

/** Units of systemd that are active. */
final class Units {

    private final Set<String> active = new TreeSet<>();

    /** Whether the unit of this full name is active. */
    synchronized boolean active(String unit) {
        return active.contains(unit);
    }

    synchronized void start(String unit) {
        active.add(unit);
    }

    synchronized void stop(String unit) {
        active.remove(unit);
    }
}
