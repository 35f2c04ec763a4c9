package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.agent.simulated.shell.Call;

/**
 * The options of one call as glibc's getopt_long understands them, in the order given. An option that a program does not have
 * is refused in getopt's words, and nothing else is done.
 */
final class Options {

    /** Whether an option has a value. */
    enum Value {
        NONE,
        REQUIRED,
        /** Only with an equals sign after a long name, or right behind a letter. */
        OPTIONAL
    }

    /**
     * An option by its long name; {@code letter} is a space where it has none.
     *
     * @param name without dashes; for an option that is only a letter, the letter
     */
    record Known(char letter, String name, Value value) {

        static Known flag(char letter, String name) {
            return new Known(letter, name, Value.NONE);
        }

        static Known flag(String name) {
            return flag(' ', name);
        }

        static Known valued(char letter, String name) {
            return new Known(letter, name, Value.REQUIRED);
        }

        static Known valued(String name) {
            return valued(' ', name);
        }

        static Known optional(char letter, String name) {
            return new Known(letter, name, Value.OPTIONAL);
        }
    }

    /** The words of getopt, without the name of the program. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String words) {
            super(words);
        }
    }

    private final List<Known> known;
    private final List<Map.Entry<String, String>> given = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    private Options(List<Known> known) {
        this.known = known;
    }

    static Options read(List<String> arguments, List<Known> known) throws Refused {
        Options options = new Options(known);
        int at = 0;
        while (at < arguments.size()) {
            String word = arguments.get(at);
            if (word.equals("--")) {
                options.words.addAll(arguments.subList(at + 1, arguments.size()));
                return options;
            }
            if (word.startsWith("--")) {
                at = options.longOption(arguments, at);
            } else if (word.startsWith("-") && word.length() > 1) {
                at = options.letters(arguments, at);
            } else {
                options.words.add(word);
                at++;
            }
        }
        return options;
    }

    /** The same, where a refusal is told as util-linux does; the exit code is then the program's own for bad usage. */
    static Optional<Options> read(Call call, List<Known> known) throws IOException {
        String name = program(call);
        return read(call, name, known, "Try '" + name + " --help' for more information.\n");
    }

    /**
     * The same for any program.
     *
     * @param name by which it calls itself
     * @param usage what it says behind a refusal: whole lines, or empty
     */
    static Optional<Options> read(Call call, String name, List<Known> known, String usage) throws IOException {
        try {
            return Optional.of(read(call.arguments(), known));
        } catch (Refused refused) {
            call.warn(name + ": " + refused.getMessage() + "\n" + usage);
            return Optional.empty();
        }
    }

    /** The last part of the name by which a program was called, as it names itself in what it says. */
    static String program(Call call) {
        return call.name().substring(call.name().lastIndexOf('/') + 1);
    }

    private int longOption(List<String> arguments, int at) throws Refused {
        String word = arguments.get(at).substring(2);
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Known option = named(name);
        if (option.value == Value.NONE && equals >= 0) {
            throw new Refused("option '--" + option.name + "' doesn't allow an argument");
        }
        if (option.value == Value.REQUIRED && equals < 0) {
            if (at + 1 >= arguments.size()) {
                throw new Refused("option '--" + option.name + "' requires an argument");
            }
            give(option, arguments.get(at + 1));
            return at + 2;
        }
        give(option, equals < 0 ? "" : word.substring(equals + 1));
        return at + 1;
    }

    // A beginning that fits only one name is as good as the name.
    private Known named(String name) throws Refused {
        List<Known> fitting = known.stream()
                .filter(option -> option.name.length() > 1 && option.name.startsWith(name))
                .toList();
        Optional<Known> exact =
                fitting.stream().filter(option -> option.name.equals(name)).findFirst();
        if (exact.isPresent()) {
            return exact.get();
        }
        if (fitting.size() > 1) {
            StringBuilder words = new StringBuilder("option '--" + name + "' is ambiguous; possibilities:");
            fitting.forEach(option -> words.append(" '--").append(option.name).append('\''));
            throw new Refused(words.toString());
        }
        return fitting.stream().findFirst().orElseThrow(() -> new Refused("unrecognized option '--" + name + "'"));
    }

    private int letters(List<String> arguments, int at) throws Refused {
        String word = arguments.get(at);
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            Known option = known.stream()
                    .filter(one -> one.letter == letter && letter != ' ')
                    .findFirst()
                    .orElseThrow(() -> new Refused("invalid option -- '" + letter + "'"));
            String rest = word.substring(i + 1);
            if (option.value == Value.OPTIONAL || option.value == Value.REQUIRED && !rest.isEmpty()) {
                give(option, rest);
                return at + 1;
            }
            if (option.value == Value.REQUIRED) {
                if (at + 1 >= arguments.size()) {
                    throw new Refused("option requires an argument -- '" + letter + "'");
                }
                give(option, arguments.get(at + 1));
                return at + 2;
            }
            give(option, "");
        }
        return at + 1;
    }

    private void give(Known option, String value) {
        given.add(Map.entry(option.name, value));
    }

    boolean has(String name) {
        return given.stream().anyMatch(one -> one.getKey().equals(name));
    }

    /** The last value given. */
    Optional<String> value(String name) {
        return values(name).stream().reduce((first, last) -> last);
    }

    /** All values in the order given. */
    List<String> values(String name) {
        return given.stream()
                .filter(one -> one.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Names of the options in the order given. */
    List<String> names() {
        return given.stream().map(Map.Entry::getKey).toList();
    }

    /** What is no option. */
    List<String> words() {
        return List.copyOf(words);
    }
}
