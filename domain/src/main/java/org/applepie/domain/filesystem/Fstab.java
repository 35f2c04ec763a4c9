package org.applepie.domain.filesystem;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * /etc/fstab as text (fstab(5)). What is not edited comes out byte for byte: comments, blanks, odd lines and the lack of
 * a last newline.
 */
public final class Fstab {

    private final String text;

    private Fstab(String text) {
        this.text = text;
    }

    /** Takes any text; lines that are no entries are kept and have no meaning. */
    public static Fstab parse(String text) {
        return new Fstab(text);
    }

    /**
     * A line that mounts something.
     *
     * @param device first field as written, such as {@code UUID=...} or {@code /dev/sda1}
     * @param mountPoint second field, {@code none} or {@code swap} for swap
     * @param type third field
     */
    public record Entry(String device, String mountPoint, String type) {}

    public List<Entry> entries() {
        return text.lines()
                .filter(Fstab::isEntry)
                .map(line -> line.strip().split("\\s+"))
                .map(fields -> new Entry(fields[0], fields[1], fields[2]))
                .toList();
    }

    private static boolean isEntry(String line) {
        String stripped = line.strip();
        return !stripped.isEmpty() && !stripped.startsWith("#") && stripped.split("\\s+").length >= 3;
    }

    /** The same with the device of a mount point replaced; nothing changes if it has no line. */
    public Fstab withDevice(String mountPoint, String device) {
        return withDevice(device, e -> e.mountPoint().equals(mountPoint));
    }

    /** The same with the device of the swap partition replaced. */
    public Fstab withSwapDevice(String device) {
        return withDevice(device, e -> e.type().equals("swap"));
    }

    private Fstab withDevice(String device, Predicate<Entry> which) {
        return new Fstab(Arrays.stream(text.split("(?<=\n)", -1))
                .map(line -> edited(line, device, which))
                .collect(Collectors.joining()));
    }

    private static String edited(String line, String device, Predicate<Entry> which) {
        if (!isEntry(line) || !which.test(parse(line).entries().getFirst())) {
            return line;
        }
        int start = line.length() - line.stripLeading().length();
        int end = start;
        while (!Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return line.substring(0, start) + device + line.substring(end);
    }

    public String text() {
        return text;
    }
}
