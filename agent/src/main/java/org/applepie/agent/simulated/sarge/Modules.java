package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.applepie.agent.simulated.shell.Call;

/** modprobe, insmod and lsmod of modutils 2.4.26. */
final class Modules extends Tool {

    private static final Set<String> KNOWN = Set.of(
            "md",
            "raid0",
            "raid1",
            "raid5",
            "linear",
            "multipath",
            "ext3",
            "jbd",
            "cramfs",
            "loop",
            "sd_mod",
            "scsi_mod",
            "aic7xxx",
            "ide-disk",
            "ide-detect",
            "ide-cd",
            "ide-scsi",
            "psmouse",
            "af_packet",
            "unix",
            "vfat",
            "isofs");

    Modules(Drivers drivers) {
        super(drivers);
    }

    @Override
    public int run(Call call) throws IOException {
        if (call.name().endsWith("lsmod")) {
            call.print("Module                  Size  Used by    Not tainted\n");
            call.print(call.files().text("/proc/modules"));
            return 0;
        }
        List<String> words =
                call.arguments().stream().filter(word -> !word.startsWith("-")).toList();
        for (String word : words) {
            String module = word.replaceFirst(".*/", "").replaceFirst("\\.o$", "");
            if (!KNOWN.contains(module)) {
                call.warn("modprobe: Can't locate module " + module + "\n");
                return 255;
            }
            drivers().load(module);
        }
        return 0;
    }
}
