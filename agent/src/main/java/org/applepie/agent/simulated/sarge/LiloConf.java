package org.applepie.agent.simulated.sarge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * /etc/lilo.conf as cfg.c reads it: a stream of words, where a key that opens a stanza ends the one before.
 *
 * @param images every stanza, with its {@code image} or {@code other} among the values
 */
record LiloConf(Map<String, String> global, List<Map<String, String>> images) {

    private static final Set<String> FLAGS = Set.of(
            "prompt",
            "lba32",
            "linear",
            "geometric",
            "compact",
            "read-only",
            "read-write",
            "optional",
            "restricted",
            "lock",
            "change-rules",
            "fix-table",
            "ignore-table",
            "nowarn",
            "single-key",
            "suppress-boot-time-bios-data",
            "unsafe",
            "large-memory",
            "mandatory",
            "bypass",
            "static-bios-codes",
            "nodevcache",
            "noblank",
            "el-torito-bootable-cd");
    private static final Set<String> VALUES = Set.of(
            "boot",
            "root",
            "map",
            "delay",
            "timeout",
            "vga",
            "default",
            "install",
            "raid-extra-boot",
            "backup",
            "force-backup",
            "message",
            "bitmap",
            "serial",
            "disk",
            "verbose",
            "append",
            "initrd",
            "ramdisk",
            "password",
            "fallback",
            "label",
            "alias",
            "literal",
            "addappend",
            "range",
            "image",
            "other",
            "menu-title",
            "menu-scheme",
            "disktab",
            "bios",
            "table",
            "loader",
            "bmp-table",
            "bmp-colors",
            "bmp-timer",
            "partition",
            "start",
            "sectors",
            "heads",
            "cylinders");

    /** A configuration that lilo refuses; the message is all that it says, exit code 1. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private record Word(String text, int line, boolean equalsFollows) {}

    static LiloConf read(String text, String file) throws Refused {
        Map<String, String> global = new LinkedHashMap<>();
        List<Map<String, String>> images = new ArrayList<>();
        List<Word> words = words(text);
        Map<String, String> section = global;
        for (int at = 0; at < words.size(); at++) {
            Word word = words.get(at);
            String key = word.text.toLowerCase(Locale.ROOT);
            String where = " at or above line " + word.line + " in file '" + file + "'";
            boolean flag = FLAGS.contains(key);
            if (!flag && !VALUES.contains(key)) {
                throw new Refused("Unrecognized token \"" + word.text + "\"" + where + "\n");
            }
            if (!flag && (!word.equalsFollows || at + 1 >= words.size())) {
                throw new Refused("Value expected for '" + word.text + "'" + where + "\n");
            }
            if (key.equals("image") || key.equals("other")) {
                section = new LinkedHashMap<>();
                images.add(section);
            }
            if (section.put(key, flag ? "" : words.get(at + 1).text) != null) {
                throw new Refused("Duplicate entry '" + word.text + "'" + where + "\n");
            }
            at += flag ? 0 : 1;
        }
        return new LiloConf(global, images);
    }

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        int line = 1;
        int at = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '\n') {
                line++;
            }
            if (Character.isWhitespace(next) || next == '=') {
                at++;
            } else if (next == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                StringBuilder word = new StringBuilder();
                at = word(text, at, word);
                words.add(new Word(word.toString(), line, equalsAt(text, at)));
            }
        }
        return words;
    }

    private static int word(String text, int from, StringBuilder word) {
        boolean quoted = text.charAt(from) == '"';
        int at = quoted ? from + 1 : from;
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '\\' && at + 1 < text.length()) {
                at++;
                if (text.charAt(at) != '\n') {
                    word.append(text.charAt(at));
                }
            } else if (quoted ? next == '"' : Character.isWhitespace(next) || next == '=' || next == '#') {
                return quoted ? at + 1 : at;
            } else {
                word.append(next);
            }
            at++;
        }
        return at;
    }

    private static boolean equalsAt(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() && text.charAt(at) == '=';
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(global.get(key));
    }

    /** A value of a stanza, or the global one where it has none. */
    Optional<String> value(Map<String, String> image, String key) {
        return Optional.ofNullable(image.get(key)).or(() -> value(key));
    }

    static String label(Map<String, String> image) {
        String path = image.getOrDefault("image", image.getOrDefault("other", ""));
        return image.getOrDefault("label", path.substring(path.lastIndexOf('/') + 1));
    }
}
