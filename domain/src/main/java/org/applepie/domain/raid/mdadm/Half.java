package org.applepie.domain.raid.mdadm;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a member of a mirror remembers of it: the story that tells whether it was left behind or went its own way. From
 * {@code mdadm --examine}, of superblock 0.90 or 1.x.
 *
 * @param uuid of the array, as mdadm prints it
 * @param events how often the superblock was written; the half with more has the newer data
 * @param slot its own place in the array, -1 for a spare
 * @param inSync the places that were in sync when it was written last
 */
public record Half(String uuid, long events, int slot, Set<Integer> inSync) {

    private static final String TOOL = "mdadm --examine";
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(:[0-9a-f]{8}){3}");
    private static final Pattern OLD_EVENTS = Pattern.compile("([0-9]{1,9})\\.([0-9]{1,10})");
    private static final Pattern ROLE = Pattern.compile("Active device ([0-9]{1,4})");
    private static final Pattern PLACES = Pattern.compile("([A.R]{1,384}) \\('A' == active, .*\\)");

    public Half {
        inSync = Set.copyOf(inSync);
    }

    /** True if it was written last by an array that had nothing but this half. */
    public boolean ranAlone() {
        return inSync.equals(Set.of(slot));
    }

    /**
     * @param output standard output of mdadm for one device
     * @throws IllegalArgumentException if there is no superblock, or its text is cut short or of another form
     */
    public static Half parse(String output) {
        return output.contains("\n     Array UUID : ") ? ofVersion1(output) : ofVersion0(output);
    }

    private static Half ofVersion0(String output) {
        return switch (MdadmExamine.parse(output)) {
            case MdadmExamine.None none -> throw new IllegalArgumentException("there is no superblock");
            case MdadmExamine.Superblock block -> {
                if (!block.checksumCorrect()) {
                    throw new IllegalArgumentException("the superblock is damaged");
                }
                Matcher events = OLD_EVENTS.matcher(block.events());
                if (!events.matches()) {
                    throw new IllegalArgumentException(TOOL + " tells events in another form");
                }
                Set<Integer> inSync = new TreeSet<>();
                block.slots().stream()
                        .filter(row -> row.state().equals("active sync"))
                        .forEach(row -> inSync.add(row.slot()));
                boolean active = block.self().state().equals("active sync");
                yield new Half(
                        block.uuid(),
                        (Long.parseLong(events.group(1)) << 32) + Long.parseLong(events.group(2)),
                        active ? block.self().slot() : -1,
                        inSync);
            }
        };
    }

    private static Half ofVersion1(String output) {
        if (!output.endsWith("\n")) {
            throw new IllegalArgumentException(TOOL + " is cut short");
        }
        MdadmFields fields = MdadmFields.of(TOOL, Arrays.asList(output.split("\n")));
        String uuid = fields.text("Array UUID");
        Matcher places = PLACES.matcher(fields.text("Array State"));
        if (!UUID.matcher(uuid).matches()
                || !places.matches()
                || !fields.text("Checksum").endsWith("- correct")) {
            throw new IllegalArgumentException(TOOL + " tells of a superblock that is damaged or of another form");
        }
        String marks = places.group(1);
        Set<Integer> inSync = new TreeSet<>();
        IntStream.range(0, marks.length()).filter(i -> marks.charAt(i) == 'A').forEach(inSync::add);
        Matcher role = ROLE.matcher(fields.text("Device Role"));
        return new Half(uuid, fields.number("Events"), role.matches() ? Integer.parseInt(role.group(1)) : -1, inSync);
    }
}
