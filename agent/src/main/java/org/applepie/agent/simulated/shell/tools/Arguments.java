package org.applepie.agent.simulated.shell.tools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.applepie.agent.simulated.shell.Call;
import org.jspecify.annotations.Nullable;

/** The options of one call as getopt understands them, each under one name: a letter, or a long name without a letter. */
final class Arguments {

    /** What a tool knows: letters as for getopt ("n:" takes a value), and long names with the letter or name they mean. */
    record Known(String letters, Map<String, String> longNames) {
        static Known of(String letters) {
            return new Known(letters, Map.of());
        }

        boolean takesValue(String option) {
            int at = option.length() == 1 ? letters.indexOf(option) : -1;
            return at >= 0 && at + 1 < letters.length() && letters.charAt(at + 1) == ':' || option.endsWith("=");
        }
    }

    /** The tool's own complaint; it has been printed already. */
    static final class Unknown extends IOException {
        private static final long serialVersionUID = 1L;

        Unknown(String message) {
            super(message);
        }
    }

    private final Map<String, String> given = new HashMap<>();
    private final List<String> operands = new ArrayList<>();

    static Arguments of(Call call, Known known) throws IOException {
        return of(call.arguments(), known, false);
    }

    /** @param early whether options end at the first operand, as for tools that call others */
    static Arguments of(List<String> words, Known known, boolean early) throws IOException {
        Arguments arguments = new Arguments();
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at);
            if (word.equals("--")) {
                arguments.operands.addAll(words.subList(at + 1, words.size()));
                return arguments;
            }
            if (word.startsWith("--")) {
                at = arguments.longOption(words, at, known);
            } else if (word.startsWith("-") && word.length() > 1) {
                at = arguments.letters(words, at, known);
            } else if (early) {
                arguments.operands.addAll(words.subList(at, words.size()));
                return arguments;
            } else {
                arguments.operands.add(word);
                at++;
            }
        }
        return arguments;
    }

    private int longOption(List<String> words, int at, Known known) throws IOException {
        String word = words.get(at).substring(2);
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        String option = known.longNames.get(name);
        if (option == null) {
            throw new Unknown("unrecognized option '--" + name + "'");
        }
        boolean value = known.takesValue(option);
        String plain = option.endsWith("=") ? option.substring(0, option.length() - 1) : option;
        if (value && equals < 0) {
            if (at + 1 >= words.size()) {
                throw new Unknown("option '--" + name + "' requires an argument");
            }
            given.put(plain, words.get(at + 1));
            return at + 2;
        }
        given.put(plain, equals < 0 ? "" : word.substring(equals + 1));
        return at + 1;
    }

    private int letters(List<String> words, int at, Known known) throws IOException {
        String word = words.get(at);
        for (int i = 1; i < word.length(); i++) {
            String letter = word.substring(i, i + 1);
            if (letter.equals(":") || known.letters.indexOf(letter) < 0) {
                throw new Unknown("invalid option -- '" + letter + "'");
            }
            if (known.takesValue(letter)) {
                boolean joined = i + 1 < word.length();
                if (!joined && at + 1 >= words.size()) {
                    throw new Unknown("option requires an argument -- '" + letter + "'");
                }
                given.put(letter, joined ? word.substring(i + 1) : words.get(at + 1));
                return joined ? at + 1 : at + 2;
            }
            given.put(letter, "");
        }
        return at + 1;
    }

    boolean has(String option) {
        return given.containsKey(option);
    }

    @Nullable
    String value(String option) {
        return given.get(option);
    }

    String value(String option, String otherwise) {
        return given.getOrDefault(option, otherwise);
    }

    long number(String option, long otherwise) throws IOException {
        String text = given.get(option);
        if (text == null) {
            return otherwise;
        }
        return bytes(text);
    }

    /** A number with one of the suffixes of coreutils. */
    static long bytes(String text) throws IOException {
        java.util.regex.Matcher matcher = java.util.regex.Pattern.compile("\\+?([0-9]{1,18})([bkKMGT]?)(B?)")
                .matcher(text);
        if (!matcher.matches()) {
            throw new IOException("invalid number: '" + text + "'");
        }
        long unit = switch (matcher.group(2)) {
            case "b" -> 512;
            case "k", "K" -> 1L << 10;
            case "M" -> 1L << 20;
            case "G" -> 1L << 30;
            case "T" -> 1L << 40;
            default -> 1;
        };
        return Long.parseLong(matcher.group(1)) * unit;
    }

    List<String> operands() {
        return operands;
    }

    Set<String> options() {
        return given.keySet();
    }
}
