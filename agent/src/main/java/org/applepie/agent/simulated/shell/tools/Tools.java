package org.applepie.agent.simulated.shell.tools;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.applepie.agent.simulated.shell.Program;
import org.applepie.agent.simulated.shell.ShellTools;

/** Which tools a machine has: the programs of coreutils, findutils, sed, grep and what goes with them, by name. */
public final class Tools {

    private static final Set<String> YOUNGER_THAN_SARGE = Set.of("timeout", "truncate", "sha256sum", "base64");

    private static final Set<String> OF_COREUTILS = Set.of(
            "basename",
            "cat",
            "chgrp",
            "chmod",
            "chown",
            "cp",
            "cut",
            "date",
            "dd",
            "dirname",
            "head",
            "id",
            "ln",
            "ls",
            "md5sum",
            "mkdir",
            "mkfifo",
            "mknod",
            "mv",
            "od",
            "readlink",
            "rm",
            "rmdir",
            "sha1sum",
            "sort",
            "stat",
            "tail",
            "tee",
            "touch",
            "tr",
            "uniq",
            "wc");

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

    /** As Debian 3.1 has them: without timeout, truncate and sha256sum, and with the wording of coreutils 5.2.1. */
    public static Map<String, Program> sarge() {
        Map<String, Program> all = new TreeMap<>(current());
        all.keySet().removeAll(YOUNGER_THAN_SARGE);
        all.replaceAll((name, program) -> OF_COREUTILS.contains(name) ? new OldWording(program) : program);
        return all;
    }
}
