package org.applepie.agent.simulated.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;

/** Modules of a kernel as files below /lib/modules: those that can be missed at boot. */
final class KernelModules {

    /** What every initramfs takes along. */
    static final List<String> ALWAYS = List.of("ext4", "sd_mod", "virtio_scsi");

    /** What the hook of mdadm adds. */
    static final List<String> OF_ARRAYS =
            List.of("linear", "multipath", "raid0", "raid1", "raid456", "raid5", "raid6", "raid10");

    private static final Map<String, String> ELSEWHERE = Map.of(
            "ext4", "fs/ext4/",
            "sd_mod", "drivers/scsi/",
            "virtio_scsi", "drivers/scsi/");

    // These are names within another module.
    private static final Map<String, String> INSIDE = Map.of("raid5", "raid456", "raid6", "raid456");

    private KernelModules() {}

    /** The file of a module below the root, without a slash in front. */
    static String path(String release, String module) {
        String file = INSIDE.getOrDefault(module, module);
        return "usr/lib/modules/" + release + "/kernel/" + ELSEWHERE.getOrDefault(file, "drivers/md/") + file + ".ko";
    }

    static void write(View files, String release) throws ErrnoException {
        Map<String, String> paths = new TreeMap<>();
        ALWAYS.forEach(module -> paths.put(path(release, module), module));
        OF_ARRAYS.forEach(module -> paths.put(path(release, module), INSIDE.getOrDefault(module, module)));
        for (Map.Entry<String, String> one : paths.entrySet()) {
            String path = "/" + one.getKey();
            files.makeDirectories(path.substring(0, path.lastIndexOf('/')));
            files.write(path, "\177ELF " + one.getValue() + "\n");
        }
    }

    /** Those of these modules that are there. */
    static List<String> present(View files, String release, List<String> modules) {
        List<String> found = new ArrayList<>();
        for (String module : modules) {
            if (files.exists("/" + path(release, module))) {
                found.add(module);
            }
        }
        return found;
    }
}
