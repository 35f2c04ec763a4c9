package org.applepie.agent.simulated.debian;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.applepie.agent.simulated.shell.Program;

/** Programs for arrays, for what is inside of file systems, and for copies. */
final class FileSystemPrograms {

    /** Those of them that lie in /usr/sbin; the others are in /usr/bin. */
    static final Set<String> SBIN = Set.of("mdadm");

    private FileSystemPrograms() {}

    static Map<String, Program> of(Running running) {
        Map<String, Program> all = new TreeMap<>();
        all.put("mdadm", new Mdadm(running));
        return all;
    }
}
