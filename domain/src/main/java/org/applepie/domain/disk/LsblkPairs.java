package org.applepie.domain.disk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@code lsblk -P} prints: a device a line, {@code KEY="value"} pairs, values with {@code \xNN} escapes. */
final class LsblkPairs {

    private LsblkPairs() {}

    /**
     * The rows, values unescaped. Keys are as in util-linux 2.37 and later, {@code LOG_SEC} rather than {@code LOG-SEC}.
     *
     * @throws IllegalArgumentException if a line has another form
     */
    static List<Map<String, String>> parse(String output) {
        return output.lines()
                .filter(line -> !line.isBlank())
                .map(LsblkPairs::row)
                .toList();
    }

    private static Map<String, String> row(String line) {
        Map<String, String> row = new HashMap<>();
        int at = 0;
        while (at < line.length()) {
            int equals = line.indexOf("=\"", at);
            int close = equals < 0 ? -1 : line.indexOf('"', equals + 2);
            if (close < 0) {
                throw new IllegalArgumentException("lsblk printed a line that is not pairs: " + excerpt(line));
            }
            String key = line.substring(at, equals).strip().replaceAll("[^A-Z0-9]", "_");
            row.put(key, HexEscapes.decode(line.substring(equals + 2, close)));
            at = close + 1;
        }
        return row;
    }

    private static String excerpt(String line) {
        return line.length() > 80 ? line.substring(0, 80) + "..." : line;
    }

    /** The devices, each once however many parents it has. */
    static Map<String, List<Map<String, String>>> byKernelName(String output) {
        Map<String, List<Map<String, String>>> devices = new LinkedHashMap<>();
        for (Map<String, String> row : parse(output)) {
            String name = row.getOrDefault("KNAME", "").replace('!', '/');
            if (name.isEmpty()) {
                throw new IllegalArgumentException("lsblk printed a device without a kernel name");
            }
            devices.computeIfAbsent(name, n -> new ArrayList<>()).add(row);
        }
        return devices;
    }
}
