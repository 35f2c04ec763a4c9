package org.applepie.agent.simulated.sarge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * /etc/mdadm/mdadm.conf as config.c of mdadm 1.9.0 reads it: keywords by three letters or more, lines that begin with a blank
 * continue the one before.
 */
record MdadmConf(List<Entry> arrays) {

    /** @param devices only these may be members; empty for no such filter */
    record Entry(String device, Optional<String> uuid, Optional<Integer> minor, List<String> devices) {

        int number() {
            String digits = device.replaceFirst("^/dev/md/?", "");
            return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
        }
    }

    static MdadmConf read(String text) {
        List<Entry> arrays = new ArrayList<>();
        for (List<String> words : lines(text)) {
            String keyword = words.getFirst().toLowerCase(Locale.ROOT);
            if (keyword.length() >= 3 && "array".startsWith(keyword)) {
                entry(words.subList(1, words.size())).ifPresent(arrays::add);
            }
        }
        return new MdadmConf(List.copyOf(arrays));
    }

    private static List<List<String>> lines(String text) {
        List<List<String>> lines = new ArrayList<>();
        for (String line : text.split("\n")) {
            String kept = line.replaceFirst("#.*", "");
            List<String> words = List.of(kept.strip().split("\\s+"));
            if (kept.isBlank()) {
                continue;
            }
            if (Character.isWhitespace(kept.charAt(0)) && !lines.isEmpty()) {
                lines.getLast().addAll(words);
            } else {
                lines.add(new ArrayList<>(words));
            }
        }
        return lines;
    }

    private static Optional<Entry> entry(List<String> words) {
        Optional<String> device = Optional.empty();
        Optional<String> uuid = Optional.empty();
        Optional<Integer> minor = Optional.empty();
        List<String> devices = List.of();
        for (String raw : words) {
            String word = raw.replaceAll("[\"']", "");
            String lower = word.toLowerCase(Locale.ROOT);
            if (word.startsWith("/")) {
                device = Optional.of(word);
            } else if (lower.startsWith("uuid=")) {
                uuid = Optional.of(lower.substring(5));
            } else if (lower.matches("super-minor=[0-9]{1,3}")) {
                minor = Optional.of(Integer.valueOf(lower.substring(12)));
            } else if (lower.startsWith("devices=")) {
                devices = List.of(word.substring(8).split(","));
            }
        }
        Optional<String> found = uuid;
        Optional<Integer> number = minor;
        List<String> filter = devices;
        return device.map(path -> new Entry(path, found, number, filter));
    }
}
