package org.applepie.agent.simulated.debian;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.applepie.agent.simulated.shell.Program;

/** Programs for services, packages, boot loader and power. */
final class SystemPrograms {

    /** Those of them that lie in /usr/sbin; the others are in /usr/bin. */
    static final Set<String> SBIN = Set.of();

    private SystemPrograms() {}

    static Map<String, Program> of(Running running) {
        return new TreeMap<>();
    }
}
