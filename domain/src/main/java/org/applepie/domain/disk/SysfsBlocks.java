package org.applepie.domain.disk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What /sys/class/block tells of each device, as lines {@code name attribute=value}. Numbers of sectors are of 512 bytes
 * whatever the drive's own are.
 */
final class SysfsBlocks {

    private final Map<String, Map<String, String>> attributes = new HashMap<>();
    private final Map<String, List<String>> holders = new HashMap<>();
    private final Map<String, List<String>> parents = new TreeMap<>();

    /** @throws IllegalArgumentException if a line has another form */
    SysfsBlocks(String listing) {
        listing.lines().filter(line -> !line.isBlank()).forEach(this::add);
    }

    private void add(String line) {
        int blank = line.indexOf(' ');
        int equals = line.indexOf('=', blank + 1);
        if (blank < 1 || equals < 0) {
            throw new IllegalArgumentException("/sys/class/block came in another form");
        }
        String device = line.substring(0, blank).replace('!', '/');
        String name = line.substring(blank + 1, equals);
        String value = line.substring(equals + 1).replace('!', '/');
        if (name.equals("holder")) {
            holders.computeIfAbsent(device, d -> new ArrayList<>()).add(value);
            parents.computeIfAbsent(value, d -> new ArrayList<>()).add(device);
        } else {
            attributes.computeIfAbsent(device, d -> new HashMap<>()).put(name, value);
        }
    }

    List<String> holders(String device) {
        return holders.getOrDefault(device, List.of());
    }

    List<String> parents(String device) {
        return parents.getOrDefault(device, List.of());
    }

    /** Number of a partition, -1 for another device. */
    int partitionNumber(String device) {
        return (int) number(device, "partition");
    }

    /** First sector of a partition, counted in 512 bytes; -1 if unknown. */
    long start512(String device) {
        return number(device, "start");
    }

    private long number(String device, String attribute) {
        String value = attributes.getOrDefault(device, Map.of()).getOrDefault(attribute, "");
        return value.matches("[0-9]{1,18}") ? Long.parseLong(value) : -1;
    }
}
