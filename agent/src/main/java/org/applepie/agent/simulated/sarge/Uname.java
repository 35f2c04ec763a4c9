package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/** uname of coreutils 5.2.1. */
final class Uname implements Program {

    static final String VERSION = "#1 Wed Aug 17 09:33:35 UTC 2005";

    private final String host;
    private final String release;

    Uname(String host, String release) {
        this.host = host;
        this.release = release;
    }

    /** /proc/version. */
    static String line(String release) {
        return "Linux version " + release
                + " (horms@tabatha.lab.ultramonkey.org) (gcc version 3.3.5 (Debian 1:3.3.5-13)) " + VERSION + "\n";
    }

    @Override
    public int run(Call call) throws IOException {
        String flags = String.join("", call.arguments());
        boolean all = flags.contains("a");
        List<String> parts = new ArrayList<>();
        add(parts, all || flags.isEmpty() || flags.contains("s"), "Linux");
        add(parts, all || flags.contains("n"), host);
        add(parts, all || flags.contains("r"), release);
        add(parts, all || flags.contains("v"), VERSION);
        add(parts, all || flags.contains("m"), "i686");
        add(parts, all || flags.contains("o"), "GNU/Linux");
        call.print(String.join(" ", parts) + "\n");
        return 0;
    }

    private static void add(List<String> parts, boolean wanted, String part) {
        if (wanted) {
            parts.add(part);
        }
    }
}
