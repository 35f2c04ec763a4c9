package org.applepie.domain.bootloader.lilo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code lilo -q} tells of the map that is installed: the menu of the next boot.
 *
 * @param entries in order; the default one is marked
 */
public record LiloMenu(List<LiloOutput.Added> entries) {

    /** Labels are filled up to 15 characters. */
    private static final Pattern ENTRY = Pattern.compile("([^ ]{1,15}) *(?: (\\*)| )?[@&?+ ]*");

    public LiloMenu {
        entries = List.copyOf(entries);
    }

    /** @throws IllegalArgumentException if it is cut short, a line has another form, or there is not one default */
    public static LiloMenu parse(String output) {
        List<LiloOutput.Added> entries = new ArrayList<>();
        for (String line : output.lines().toList()) {
            Matcher m = ENTRY.matcher(line);
            if (!m.matches()) {
                throw new IllegalArgumentException("lilo -q printed a line of another form");
            }
            entries.add(new LiloOutput.Added(m.group(1), m.group(2) != null));
        }
        boolean oneDefault =
                entries.stream().filter(LiloOutput.Added::isDefault).count() == 1;
        if (!output.endsWith("\n") || !oneDefault) {
            throw new IllegalArgumentException("lilo -q was cut short or shows no default");
        }
        return new LiloMenu(entries);
    }

    /** What is started if nobody chooses. */
    public String defaultLabel() {
        return entries.stream()
                .filter(LiloOutput.Added::isDefault)
                .map(LiloOutput.Added::label)
                .findFirst()
                .orElseThrow();
    }
}
