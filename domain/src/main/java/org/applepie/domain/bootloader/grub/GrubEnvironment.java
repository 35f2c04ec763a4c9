package org.applepie.domain.bootloader.grub;

import java.util.Map;
import java.util.TreeMap;

/**
 * GRUB's environment block: 1024 bytes, a heading, then {@code name=value} lines in which a backslash keeps the next
 * character, filled up with {@code #}.
 */
public record GrubEnvironment(Map<String, String> variables) {

    private static final String HEADING = "# GRUB Environment Block\n";

    public GrubEnvironment {
        variables = Map.copyOf(variables);
    }

    /** @throws IllegalArgumentException if the heading is missing: GRUB would not read it either */
    public static GrubEnvironment parse(String block) {
        if (!block.startsWith(HEADING)) {
            throw new IllegalArgumentException("grubenv does not start with its heading");
        }
        Map<String, String> variables = new TreeMap<>();
        for (String line : block.substring(HEADING.length()).split("(?<!\\\\)\n")) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                variables.put(
                        line.substring(0, equals), line.substring(equals + 1).replaceAll("(?s)\\\\(.)", "$1"));
            }
        }
        return new GrubEnvironment(variables);
    }

    /** The entry the next boot alone will take; empty if none. */
    public String nextEntry() {
        return variables.getOrDefault("next_entry", "");
    }
}
