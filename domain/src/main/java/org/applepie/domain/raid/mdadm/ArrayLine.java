package org.applepie.domain.raid.mdadm;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An ARRAY line of mdadm.conf(5) or of {@code mdadm --detail --scan}, its continuations included.
 *
 * @param device such as {@code /dev/md0}
 * @param level such as {@code raid1}, empty if not given
 * @param raidDevices 0 if not given
 * @param spares 0 if not given
 * @param uuid four groups of eight hexadecimal digits, empty if not given
 * @param devices members; if any are given, mdadm 1.9 assembles the array from no others
 */
public record ArrayLine(String device, String level, int raidDevices, int spares, String uuid, List<String> devices) {

    public ArrayLine {
        devices = List.copyOf(devices);
    }

    /** @throws IllegalArgumentException if it names no device or a word has another form */
    public static ArrayLine parse(String line) {
        String[] words = line.strip().split("\\s+");
        if (words.length < 2 || !isKeyword(words[0]) || !words[1].startsWith("/dev/")) {
            throw new IllegalArgumentException("not a definition of an array: " + excerpt(line));
        }
        Map<String, String> given = new HashMap<>();
        Stream.of(words).skip(2).forEach(word -> put(given, word, line));
        return new ArrayLine(
                words[1],
                given.getOrDefault("level", ""),
                number(given.getOrDefault("num-devices", given.getOrDefault("disks", "0")), line),
                number(given.getOrDefault("spares", "0"), line),
                uuid(given.getOrDefault("uuid", ""), line),
                Stream.of(given.getOrDefault("devices", "").split(","))
                        .filter(d -> !d.isEmpty())
                        .toList());
    }

    /**
     * What {@code mdadm --detail --scan} printed, or nothing if no array runs.
     *
     * @throws IllegalArgumentException if it is cut short or has another form
     */
    public static List<ArrayLine> parseScan(String scan) {
        if (!scan.isEmpty() && !scan.endsWith("\n")) {
            throw new IllegalArgumentException("mdadm --detail --scan is cut short");
        }
        boolean known = scan.lines().allMatch(l -> l.startsWith("ARRAY ") || l.startsWith(" ") || l.isBlank());
        if (!known || scan.startsWith(" ")) {
            throw new IllegalArgumentException("mdadm --detail --scan has a line of another form");
        }
        return MdadmConf.parse(scan).definitions();
    }

    private static boolean isKeyword(String word) {
        return word.length() >= 3 && "array".startsWith(word.toLowerCase(Locale.ROOT));
    }

    private static void put(Map<String, String> given, String word, String line) {
        int equals = word.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("a word that is no setting in: " + excerpt(line));
        }
        given.put(word.substring(0, equals).toLowerCase(Locale.ROOT), word.substring(equals + 1));
    }

    private static int number(String text, String line) {
        if (!text.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException("a number of devices that is none in: " + excerpt(line));
        }
        return Integer.parseInt(text);
    }

    private static String uuid(String text, String line) {
        if (!text.isEmpty() && !text.matches("(?i)[0-9a-f]{8}(:[0-9a-f]{8}){3}")) {
            throw new IllegalArgumentException("a UUID that is none in: " + excerpt(line));
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static String excerpt(String line) {
        return line.length() > 80 ? line.substring(0, 80) + "..." : line;
    }
}
