package org.applepie.agent.simulated.debian;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.agent.simulated.debian.MdadmOption.Mode;

/** A command line of mdadm 4.2, read as it reads it: from left to right, and the first option that can sets the mode. */
final class MdadmArguments {

    /** A device and what is to be done with it. */
    record Named(String device, String doing) {}

    /** It makes no sense; with all that is to be printed. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        private final String text;

        Wrong(String text) {
            super(text);
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    static final String USAGE = "Usage: mdadm --help\n  for help\n";

    private final List<String> words;
    private final List<Named> devices = new ArrayList<>();
    private final Map<String, String> given = new HashMap<>();
    private Optional<Mode> mode = Optional.empty();
    private String doing = "";

    MdadmArguments(List<String> words) throws Wrong {
        this.words = words;
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at);
            if (word.equals("--")) {
                for (String rest : words.subList(at + 1, words.size())) {
                    device(rest);
                }
                return;
            }
            if (word.startsWith("--")) {
                at = longOption(at);
            } else if (word.startsWith("-") && word.length() > 1) {
                at = letters(at);
            } else {
                device(word);
                at++;
            }
        }
    }

    private void device(String word) throws Wrong {
        if (mode.isEmpty() && !devices.isEmpty()) {
            throw new Wrong("mdadm: An option must be given to set the mode before a second device\n       (" + word
                    + ") is listed\n");
        }
        devices.add(new Named(word, doing));
    }

    private int longOption(int at) throws Wrong {
        String word = words.get(at).substring(2);
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        List<MdadmOption> found = found(name);
        if (found.isEmpty()) {
            throw new Wrong("mdadm: unrecognized option '--" + name + "'\n" + USAGE);
        }
        if (found.size() > 1) {
            throw new Wrong("mdadm: option '--" + name + "' is ambiguous; possibilities:"
                    + String.join(
                            "",
                            found.stream().map(one -> " '--" + one.name() + "'").toList()) + "\n" + USAGE);
        }
        MdadmOption option = found.getFirst();
        if (!option.valued()) {
            if (equals >= 0) {
                throw new Wrong("mdadm: option '--" + option.name() + "' doesn't allow an argument\n" + USAGE);
            }
            take(option, "", true);
            return at + 1;
        }
        if (equals < 0 && at + 1 >= words.size()) {
            throw new Wrong("mdadm: option '--" + option.name() + "' requires an argument\n" + USAGE);
        }
        take(option, equals < 0 ? words.get(at + 1) : word.substring(equals + 1), true);
        return equals < 0 ? at + 2 : at + 1;
    }

    private static List<MdadmOption> found(String name) {
        List<MdadmOption> exact = MdadmOption.ALL.stream()
                .filter(option -> option.name().equals(name))
                .toList();
        return exact.isEmpty()
                ? MdadmOption.ALL.stream()
                        .filter(option -> option.name().startsWith(name))
                        .toList()
                : exact;
    }

    private int letters(int at) throws Wrong {
        String word = words.get(at);
        for (int index = 1; index < word.length(); index++) {
            MdadmOption option = byLetter(word.charAt(index));
            if (option.valued()) {
                boolean joined = index + 1 < word.length();
                if (!joined && at + 1 >= words.size()) {
                    throw new Wrong("mdadm: option requires an argument -- '" + word.charAt(index) + "'\n" + USAGE);
                }
                take(option, joined ? word.substring(index + 1) : words.get(at + 1), false);
                return joined ? at + 1 : at + 2;
            }
            take(option, "", false);
        }
        return at + 1;
    }

    // One letter means different things in different modes.
    private MdadmOption byLetter(char letter) throws Wrong {
        List<MdadmOption> found = MdadmOption.ALL.stream()
                .filter(option -> option.letter() == letter)
                .toList();
        return found.stream()
                .filter(option -> mode.isEmpty() || option.modes().contains(mode.get()))
                .findFirst()
                .or(() -> found.stream().findFirst())
                .orElseThrow(() -> new Wrong("mdadm: invalid option -- '" + letter + "'\n" + USAGE));
    }

    private void take(MdadmOption option, String value, boolean spelled) throws Wrong {
        String shown = spelled ? "--" + option.name() : "-" + option.letter();
        boolean plain =
                option.modes().size() == Mode.values().length && option.sets().isEmpty();
        if (!plain) {
            decide(option, shown);
            Mode now = mode.orElseThrow();
            if (!option.modes().contains(now)) {
                throw new Wrong("mdadm: " + (spelled ? ":" : "") + "option " + shown + " not valid in " + now.word()
                        + " mode\n");
            }
        }
        given.put(option.key(), value);
        if (option.acts() || option.key().equals("fail")) {
            doing = option.key();
        }
    }

    private void decide(MdadmOption option, String shown) throws Wrong {
        if (mode.isPresent()) {
            if (option.forces() && !mode.equals(option.sets())) {
                throw new Wrong("mdadm: " + shown + " would set mdadm mode to \""
                        + option.sets().orElseThrow().word() + "\", but it is already set to \""
                        + mode.get().word() + "\".\n");
            }
            return;
        }
        if (option.sets().isEmpty()) {
            throw new Wrong("mdadm: " + shown + " does not set the mode, and so cannot be the first option.\n");
        }
        if (option.sets().get() == Mode.MISC && !devices.isEmpty()) {
            throw new Wrong("mdadm: No action given for " + devices.getFirst().device()
                    + " in --misc mode\n       Action options must come before device names\n");
        }
        mode = option.sets();
    }

    Optional<Mode> mode() {
        return mode;
    }

    boolean has(String key) {
        return given.containsKey(key);
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(given.get(key));
    }

    /** Devices in their order. */
    List<Named> devices() {
        return devices;
    }

    /** Without what is to be done with each. */
    List<String> names() {
        return devices.stream().map(Named::device).toList();
    }

    boolean quiet() {
        return has("quiet") && !has("verbose");
    }

    boolean verbose() {
        return has("verbose") && !has("quiet");
    }
}
