package org.applepie.domain.raid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What /sys/block/mdX/md tells (admin-guide/md of the kernel), from lines {@code md0 array=}, {@code md0 level=raid1},
 * {@code md0 member=sda1} and {@code md0 sda1 state=in_sync}.
 */
record SysfsArray(String kernelName, Map<String, String> attributes, Map<String, Map<String, String>> members) {

    /** @throws IllegalArgumentException if a line has another form */
    static List<SysfsArray> parse(String listing) {
        Map<String, SysfsArray> arrays = new LinkedHashMap<>();
        listing.lines().filter(line -> !line.isBlank()).forEach(line -> add(arrays, line));
        return new ArrayList<>(arrays.values());
    }

    private static void add(Map<String, SysfsArray> arrays, String line) {
        int equals = line.indexOf('=');
        String[] words = (equals < 0 ? "" : line.substring(0, equals)).split(" ", -1);
        if (words.length < 2 || words.length > 3) {
            throw new IllegalArgumentException("sysfs tells of arrays in another form");
        }
        String value = line.substring(equals + 1).strip();
        SysfsArray array =
                arrays.computeIfAbsent(words[0], name -> new SysfsArray(name, new HashMap<>(), new LinkedHashMap<>()));
        if (words.length == 3) {
            array.members().computeIfAbsent(words[1], m -> new HashMap<>()).put(words[2], value);
        } else if (words[1].equals("member")) {
            array.members().computeIfAbsent(value, m -> new HashMap<>());
        } else {
            array.attributes().put(words[1], value);
        }
    }

    String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    List<String> memberNames() {
        return List.copyOf(members.keySet());
    }

    /** The kernel's word for a name with no devices, no size and no level. */
    boolean isClear() {
        return attribute("array_state").equals("clear") && members.isEmpty();
    }

    MdArray toArray(String uuid, Optional<Mdstat.Entry> inMdstat) {
        String state = attribute("array_state");
        boolean running = !state.isEmpty() && !state.equals("inactive") && !state.equals("clear");
        return new MdArray(
                kernelName,
                uuid,
                attribute("level"),
                attribute("metadata_version"),
                leadingNumber(attribute("raid_disks")),
                state,
                state.equals("readonly") || state.equals("read-auto"),
                members.entrySet().stream()
                        .map(e -> member(e.getKey(), e.getValue(), running))
                        .toList(),
                recovery().or(() -> inMdstat.flatMap(Mdstat.Entry::recovery)),
                number(attribute("mismatch_cnt"), -1));
    }

    private static Member member(String name, Map<String, String> told, boolean running) {
        int slot = (int) number(told.getOrDefault("slot", ""), -1);
        List<String> words = List.of(told.getOrDefault("state", "").split(","));
        return new Member(name.replace('!', '/'), slot, state(words, slot, running));
    }

    private static Member.State state(List<String> words, int slot, boolean running) {
        if (words.contains("faulty")) {
            return Member.State.FAULTY;
        }
        if (!running) {
            return Member.State.UNKNOWN;
        }
        if (words.contains("in_sync")) {
            return Member.State.IN_SYNC;
        }
        // A spare that was given a slot is being filled; the kernel goes on calling it a spare.
        return !words.contains("spare")
                ? Member.State.UNKNOWN
                : slot >= 0 ? Member.State.REBUILDING : Member.State.SPARE;
    }

    /** sync_completed counts in sectors, sync_speed in KiB a second. */
    private Optional<Recovery> recovery() {
        String action = attribute("sync_action");
        if (action.isEmpty() || action.equals("idle") || action.equals("frozen")) {
            return Optional.empty();
        }
        String[] completed = attribute("sync_completed").split(" / ");
        if (completed[0].equals("delayed")) {
            return Optional.of(new Recovery("delayed", 0, 0, 0));
        }
        long total = completed.length == 2 ? number(completed[1], 0) : 0;
        return Optional.of(new Recovery(
                action, total > 0 ? number(completed[0], 0) : 0, total, number(attribute("sync_speed"), 0) * 1024));
    }

    private static int leadingNumber(String text) {
        return (int) number(text.split(" ", 2)[0], 0);
    }

    private static long number(String text, long otherwise) {
        return text.matches("[0-9]{1,15}") ? Long.parseLong(text) : otherwise;
    }
}
