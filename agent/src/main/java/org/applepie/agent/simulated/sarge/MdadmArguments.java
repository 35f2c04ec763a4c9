package org.applepie.agent.simulated.sarge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command line of mdadm 1.9.0, as far as it is understood here. */
final class MdadmArguments {

    private static final Map<String, Character> LONG = Map.ofEntries(
            Map.entry("create", 'C'),
            Map.entry("assemble", 'A'),
            Map.entry("detail", 'D'),
            Map.entry("examine", 'E'),
            Map.entry("stop", 'S'),
            Map.entry("scan", 's'),
            Map.entry("run", 'R'),
            Map.entry("level", 'l'),
            Map.entry("raid-disks", 'n'),
            Map.entry("raid-devices", 'n'),
            Map.entry("add", 'a'),
            Map.entry("remove", 'r'),
            Map.entry("set-faulty", 'f'),
            Map.entry("fail", 'f'),
            Map.entry("uuid", 'u'),
            Map.entry("config", 'c'),
            Map.entry("version", 'V'),
            Map.entry("zero-superblock", 'K'),
            Map.entry("force", 'F'),
            Map.entry("auto", 'a'),
            Map.entry("super-minor", 'm'),
            Map.entry("quiet", 'q'),
            Map.entry("verbose", 'v'),
            Map.entry("brief", 'b'),
            Map.entry("query", 'Q'),
            Map.entry("misc", 'M'),
            Map.entry("manage", 'G'),
            Map.entry("monitor", 'W'),
            Map.entry("help", 'h'),
            Map.entry("test", 't'));
    private static final String VALUED = "lnucmdx";
    private static final String MODES = "CADESVQKW";

    private final List<Character> flags = new ArrayList<>();
    private final Map<Character, String> values = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    /** For each word the last of add, remove and fail before it; a blank where there was none yet. */
    private final List<Character> doing = new ArrayList<>();

    private boolean valid = true;

    MdadmArguments(List<String> arguments) {
        char manage = ' ';
        for (int at = 0; at < arguments.size(); at++) {
            String word = arguments.get(at);
            if (word.startsWith("--") && word.length() > 2) {
                at += longOption(word.substring(2), arguments, at);
            } else if (word.startsWith("-") && word.length() > 1) {
                at += shortOptions(word.substring(1), arguments, at);
            } else {
                words.add(word);
                doing.add(manage);
                continue;
            }
            char last = flags.isEmpty() ? ' ' : flags.getLast();
            manage = "arf".indexOf(last) >= 0 ? last : manage;
        }
    }

    private int longOption(String option, List<String> arguments, int at) {
        String name = option.contains("=") ? option.substring(0, option.indexOf('=')) : option;
        Optional<Character> known = LONG.entrySet().stream()
                .filter(entry -> entry.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> LONG.entrySet().stream()
                        .filter(entry -> name.length() > 2 && entry.getKey().startsWith(name))
                        .map(Map.Entry::getValue)
                        .findFirst());
        if (known.isEmpty()) {
            valid = false;
            return 0;
        }
        if (VALUED.indexOf(known.get()) < 0) {
            flags.add(known.get());
            return 0;
        }
        boolean joined = option.contains("=");
        String value = joined ? option.substring(option.indexOf('=') + 1) : next(arguments, at);
        values.put(known.get(), value);
        return joined ? 0 : 1;
    }

    private String next(List<String> arguments, int at) {
        if (at + 1 < arguments.size()) {
            return arguments.get(at + 1);
        }
        valid = false;
        return "";
    }

    private int shortOptions(String letters, List<String> arguments, int at) {
        for (int index = 0; index < letters.length(); index++) {
            char letter = letters.charAt(index);
            if (VALUED.indexOf(letter) >= 0) {
                String rest = letters.substring(index + 1);
                values.put(letter, rest.isEmpty() ? next(arguments, at) : rest);
                return rest.isEmpty() ? 1 : 0;
            }
            flags.add(letter);
        }
        return 0;
    }

    boolean valid() {
        return valid;
    }

    /** The mode's letter; a blank for managing. */
    char mode() {
        return flags.stream()
                .filter(flag -> MODES.indexOf(flag) >= 0)
                .findFirst()
                .orElse(' ');
    }

    boolean has(char flag) {
        return flags.contains(flag);
    }

    Optional<String> value(char option) {
        return Optional.ofNullable(values.get(option));
    }

    List<String> words() {
        return words;
    }

    /** What is to be done with the word at this place: add, remove, fail. */
    char doing(int word) {
        char own = doing.get(word);
        return own != ' '
                ? own
                : flags.stream()
                        .filter(flag -> "arf".indexOf(flag) >= 0)
                        .findFirst()
                        .orElse(' ');
    }
}
