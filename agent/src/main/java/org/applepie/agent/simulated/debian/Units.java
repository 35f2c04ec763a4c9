package org.applepie.agent.simulated.debian;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Units of systemd: which there are, and which of them are active. */
final class Units {

    /** @param state what list-units calls it while it is active: running, exited, waiting, listening */
    record Unit(String name, String state, String description) {}

    private final TreeMap<String, Unit> known = new TreeMap<>();
    private final TreeMap<String, Unit> active = new TreeMap<>();

    /** Those that an installation has, all active. */
    Units() {
        for (String line : Texts.of("units").split("\n")) {
            String[] words = line.split("\\s+", 5);
            add(new Unit(words[0], words[3], words[4]));
            start(words[0]);
        }
    }

    /** Makes a unit known; it is not active by that. */
    synchronized void add(Unit unit) {
        known.put(unit.name, unit);
    }

    synchronized boolean known(String unit) {
        return known.containsKey(unit);
    }

    /** Whether the unit of this full name is active. */
    synchronized boolean active(String unit) {
        return active.containsKey(unit);
    }

    synchronized void start(String unit) {
        Optional.ofNullable(known.get(unit)).ifPresent(one -> active.put(unit, one));
    }

    synchronized void stop(String unit) {
        active.remove(unit);
    }

    /** A transient unit is over: nobody knows it any more. */
    synchronized void forget(String unit) {
        active.remove(unit);
        known.remove(unit);
    }

    /** Active ones by type and then by name, as list-units has them. */
    synchronized List<Unit> list() {
        return active.values().stream()
                .sorted(Comparator.comparing(Units::type).thenComparing(Unit::name))
                .toList();
    }

    private static String type(Unit unit) {
        return unit.name.substring(unit.name.lastIndexOf('.') + 1);
    }
}
