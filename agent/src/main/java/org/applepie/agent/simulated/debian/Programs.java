package org.applepie.agent.simulated.debian;

import java.util.HashMap;
import java.util.Map;
import org.applepie.agent.simulated.shell.Dialect;
import org.applepie.agent.simulated.shell.Program;
import org.applepie.agent.simulated.shell.Shell;
import org.applepie.agent.simulated.shell.tools.Tools;

/** The programs of such a machine, by the names in their files. */
final class Programs {

    private Programs() {}

    static Map<String, Program> of(Running running) {
        Map<String, Program> all = new HashMap<>(Tools.debian());
        all.put("sh", new Shell(Dialect.DASH));
        all.putAll(BlockPrograms.of(running));
        all.putAll(FileSystemPrograms.of(running));
        all.putAll(SystemPrograms.of(running));
        return all;
    }
}
