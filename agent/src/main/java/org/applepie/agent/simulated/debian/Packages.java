package org.applepie.agent.simulated.debian;

import java.util.Map;
import java.util.Set;

/** What the archive has and the installation has not. */
final class Packages {

    /** Programs by the package that brings them, for those that are not there at first. */
    static final Map<String, Set<String>> LATER = Map.of(
            "mdadm", Set.of("mdadm", "mdmon"),
            "rsync", Set.of("rsync"),
            "acl", Set.of("getfacl", "setfacl"),
            "attr", Set.of("getfattr", "setfattr"));

    private Packages() {}

    /** Whether a program comes with a package that is not there at first. */
    static boolean later(String program) {
        return LATER.values().stream().anyMatch(programs -> programs.contains(program));
    }
}
