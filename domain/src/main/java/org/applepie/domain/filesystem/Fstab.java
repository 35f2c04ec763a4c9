package org.applepie.domain.filesystem;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.applepie.domain.conffile.ConfFile;

/**
 * /etc/fstab (fstab(5)). What is not edited comes out byte for byte: comments, blanks, odd lines and the lack of a last
 * newline.
 */
public final class Fstab {

    /** Device, mount point, type; libmount takes blanks and tabs between fields, and options may be missing. */
    private static final Pattern ENTRY =
            Pattern.compile("([ \\t]*)([^ \\t#][^ \\t]*)[ \\t]+([^ \\t]+)[ \\t]+([^ \\t]+)(?:[ \\t]+([^ \\t]+))?.*");

    private final ConfFile file;

    private Fstab(ConfFile file) {
        this.file = file;
    }

    /** Takes any text; lines that are no entries are kept and have no meaning. */
    public static Fstab parse(String text) {
        return new Fstab(ConfFile.parse(text));
    }

    /**
     * A line that mounts something. Blanks written as {@code \040} are blanks here.
     *
     * @param device first field, such as {@code UUID=...} or {@code /dev/sda1}
     * @param mountPoint second field, {@code none} or {@code swap} for swap
     * @param type third field
     * @param options fourth field, {@code defaults} if it is missing
     */
    public record Entry(String device, String mountPoint, String type, String options) {
        public boolean isSwap() {
            return type.equals("swap");
        }
    }

    public List<Entry> entries() {
        return file.lines().stream()
                .map(ENTRY::matcher)
                .filter(Matcher::matches)
                .map(Fstab::entry)
                .toList();
    }

    private static Entry entry(Matcher line) {
        String options = line.group(5) == null ? "defaults" : line.group(5);
        return new Entry(
                OctalEscapes.decode(line.group(2)), OctalEscapes.decode(line.group(3)), line.group(4), options);
    }

    /** The same with the device of a mount point replaced; nothing changes if it has no line. */
    public Fstab withDevice(String mountPoint, String device) {
        return withDevice(device, e -> !e.isSwap() && e.mountPoint().equals(mountPoint));
    }

    /** The same with the device of the swap partition replaced. */
    public Fstab withSwapDevice(String device) {
        return withDevice(device, Entry::isSwap);
    }

    /** The same with the device of every entry that {@code which} accepts replaced. */
    public Fstab withDevice(String device, Predicate<Entry> which) {
        return new Fstab(file.edited(line -> {
            Matcher entry = ENTRY.matcher(line);
            return entry.matches() && which.test(entry(entry))
                    ? entry.group(1) + device + line.substring(entry.end(2))
                    : line;
        }));
    }

    /** The same with each of these devices replaced wherever an entry names it, such as {@code /dev/sda6} by {@code /dev/md2}. */
    public Fstab withDevices(Map<String, String> replacements) {
        return new Fstab(file.edited(line -> {
            Matcher entry = ENTRY.matcher(line);
            String device = entry.matches() ? replacements.get(entry(entry).device()) : null;
            return device == null ? line : entry.group(1) + device + line.substring(entry.end(2));
        }));
    }

    /** The same with these entries added at the end, without dump and check; those that are there already stay single. */
    public Fstab with(List<Entry> added) {
        List<Entry> there = entries();
        return new Fstab(file.with(added.stream()
                .filter(e -> !there.contains(e))
                .distinct()
                .map(Fstab::line)
                .toList()));
    }

    /** The same without the lines of these entries. */
    public Fstab without(List<Entry> unwanted) {
        return new Fstab(file.without(line -> {
            Matcher entry = ENTRY.matcher(line);
            return entry.matches() && unwanted.contains(entry(entry));
        }));
    }

    private static String line(Entry e) {
        Stream.of(e.device(), e.mountPoint(), e.type(), e.options())
                .filter(field -> !field.matches("[^\\s#\\\\][^\\s\\\\]*"))
                .findFirst()
                .ifPresent(field -> {
                    throw new IllegalArgumentException("not a plain field of fstab: " + field);
                });
        return "%-15s %-15s %-7s %-15s 0       0".formatted(e.device(), e.mountPoint(), e.type(), e.options());
    }

    public String text() {
        return file.text();
    }
}
