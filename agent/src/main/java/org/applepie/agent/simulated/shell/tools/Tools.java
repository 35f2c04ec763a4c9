package org.applepie.agent.simulated.shell.tools;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.applepie.agent.simulated.shell.Program;
import org.applepie.agent.simulated.shell.ShellTools;

/** Which tools a machine has: the programs of coreutils, findutils, sed, grep and what goes with them, by name. */
public final class Tools {

    private static final Set<String> YOUNGER_THAN_SARGE = Set.of("timeout", "truncate", "sha256sum", "base64");

    private Tools() {}

    /** As a current Debian has them. */
    public static Map<String, Program> current() {
        Map<String, Program> all = new TreeMap<>(ShellTools.all());
        all.putAll(TextTools.all());
        all.putAll(FileTools.all());
        all.putAll(ProcessTools.all());
        all.putAll(MoreTools.all());
        return all;
    }

    /** As Debian 12 has them: coreutils 9.1 and findutils 4.9 with their long options. */
    public static Map<String, Program> debian() {
        Map<String, Program> all = new TreeMap<>(current());
        DebianTools.amend(all);
        return all;
    }

    /** As Debian 3.1 has them: without timeout, truncate and sha256sum. */
    public static Map<String, Program> sarge() {
        Map<String, Program> all = new TreeMap<>(current());
        all.keySet().removeAll(YOUNGER_THAN_SARGE);
        return all;
    }
}
