package org.applepie.agent.simulated.shell;

import java.util.Map;
import org.applepie.agent.simulated.files.Namespace;

/**
 * What a kernel runs on.
 *
 * @param time also the clock of {@code namespace}
 * @param programs what is behind the marker of executable files, by name; see {@link Program#marker}
 * @param release as uname -r prints, such as 2.4.27-2-386; what /proc has follows from it
 * @param machine as uname -m prints, such as i686
 * @param firstPid number of the first process that is started
 */
public record KernelSettings(
        Namespace namespace,
        SimulatedTime time,
        Map<String, Program> programs,
        String release,
        String version,
        String machine,
        int firstPid) {

    /** True from the given release on: 2, 6, 26 for 2.6.26. */
    boolean since(int major, int minor, int patch) {
        String[] parts = release.split("[^0-9]+");
        long mine = 0;
        for (int i = 0; i < 3; i++) {
            mine = mine * 1000 + (i < parts.length && !parts[i].isEmpty() ? Integer.parseInt(parts[i]) : 0);
        }
        return mine >= (major * 1000L + minor) * 1000L + patch;
    }
}
