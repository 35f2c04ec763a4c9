package org.applepie.domain.raid.mdadm;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code mdadm --detail} tells of a running array.
 *
 * @param device such as {@code /dev/md0}
 * @param metadata such as {@code 00.90.00}
 * @param arrayKibibytes usable size
 * @param state mdadm's words, such as {@code active, degraded, recovering}
 * @param failedDevices of no use to judge health: mdadm 1.9 goes on counting a slot that was once missing
 * @param rebuiltPercent how far a rebuild is, if one runs
 */
public record MdadmDetail(
        String device,
        String metadata,
        String level,
        long arrayKibibytes,
        int raidDevices,
        int activeDevices,
        int workingDevices,
        int failedDevices,
        int spareDevices,
        String state,
        String uuid,
        OptionalInt rebuiltPercent,
        List<Slot> slots) {

    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3})% complete");

    public MdadmDetail {
        slots = List.copyOf(slots);
    }

    /** True if every slot has a member in sync and nothing is being rebuilt. */
    public boolean isWhole() {
        long inSync = slots.stream()
                .filter(s -> s.isInSync() && s.slot() >= 0 && s.slot() < raidDevices)
                .map(Slot::slot)
                .distinct()
                .count();
        return activeDevices == raidDevices && inSync == raidDevices && rebuiltPercent.isEmpty() && !isDegraded();
    }

    private boolean isDegraded() {
        return List.of(state.split(", *")).contains("degraded");
    }

    /** @throws IllegalArgumentException if it is cut short or a fact is missing or has another form */
    public static MdadmDetail parse(String output) {
        List<String> lines = output.lines().toList();
        int table = rowsBelow(lines);
        if (table < 0 || !output.endsWith("\n") || !lines.getFirst().matches("/dev/[A-Za-z0-9/._-]+:")) {
            throw new IllegalArgumentException("mdadm --detail is cut short or has another form");
        }
        MdadmFields fields = MdadmFields.of("mdadm --detail", lines.subList(1, table));
        List<Slot> slots = lines.subList(table + 1, lines.size()).stream()
                .filter(line -> !line.isBlank())
                .map(line -> MdadmFields.slot("mdadm --detail", line))
                .toList();
        String device = lines.getFirst();
        return of(device.substring(0, device.length() - 1), fields, slots);
    }

    private static MdadmDetail of(String device, MdadmFields fields, List<Slot> slots) {
        int raidDevices = fields.count("Raid Devices");
        if (slots.size() < raidDevices) {
            throw new IllegalArgumentException("mdadm --detail does not list every slot");
        }
        return new MdadmDetail(
                device,
                fields.text("Version"),
                fields.text("Raid Level"),
                fields.number("Array Size"),
                raidDevices,
                fields.count("Active Devices"),
                fields.count("Working Devices"),
                fields.count("Failed Devices"),
                fields.count("Spare Devices"),
                fields.text("State"),
                fields.uuid(),
                percent(fields.textOr("Rebuild Status", "")),
                slots);
    }

    private static int rowsBelow(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .map(l -> l.matches("Number +Major +Minor +RaidDevice +State"))
                .toList()
                .indexOf(true);
    }

    private static OptionalInt percent(String text) {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        Matcher m = PERCENT.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("mdadm --detail tells of a rebuild in another form");
        }
        return OptionalInt.of(Integer.parseInt(m.group(1)));
    }
}
