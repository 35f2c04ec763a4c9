package org.applepie.domain.inventory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells what differs between two readings. */
public final class ReadingComparison {

    private ReadingComparison() {}

    /**
     * One difference.
     *
     * @param what names the fact, such as {@code drive APPLE001: partition table}
     * @param before its text in the first reading, empty if it had none
     * @param after its text in the second reading, empty if it has none
     */
    public record Difference(String what, String before, String after) {}

    /**
     * The differences from {@code a} to {@code b}, in the order of a reading. Drives are matched by what they say of
     * themselves, arrays by UUID. When the readings were taken and how full file systems are does not count.
     */
    public static List<Difference> compare(Reading a, Reading b) {
        Map<String, String> before = ReadingFacts.of(a);
        Map<String, String> after = ReadingFacts.of(b);
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            String old = before.getOrDefault(name, "");
            String now = after.getOrDefault(name, "");
            if (!old.equals(now)) {
                differences.add(new Difference(name, old, now));
            }
        }
        return differences;
    }
}
