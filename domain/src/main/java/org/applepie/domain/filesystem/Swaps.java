package org.applepie.domain.filesystem;

import java.util.List;
import org.applepie.domain.disk.DeviceNames;

/** Reads /proc/swaps: a heading, then path, type, size and use in KiB, priority. */
public final class Swaps {

    private Swaps() {}

    /** @throws IllegalArgumentException if a line has another form */
    public static List<SwapArea> parse(String swaps, DeviceNames names) {
        return swaps.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("Filename"))
                .map(line -> area(line.strip().split("\\s+"), names))
                .toList();
    }

    private static SwapArea area(String[] words, DeviceNames names) {
        if (words.length < 5 || !words[2].matches("[0-9]{1,15}") || !words[3].matches("[0-9]{1,15}")) {
            throw new IllegalArgumentException("/proc/swaps has a line of another form");
        }
        String path = OctalEscapes.decode(words[0]);
        String kernelName = words[1].equals("partition") ? names.at(path).orElse(afterDev(path)) : "";
        return new SwapArea(path, kernelName, Long.parseLong(words[2]) * 1024, Long.parseLong(words[3]) * 1024);
    }

    private static String afterDev(String path) {
        return path.startsWith("/dev/") ? path.substring("/dev/".length()) : path;
    }
}
