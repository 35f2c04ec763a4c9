package org.applepie.agent.simulated.shell;

import java.util.Map;

/** What set -o turns on, one letter each. */
record Options(String letters) {

    private static final Map<String, String> NAMES = Map.of(
            "errexit",
            "e",
            "noglob",
            "f",
            "nounset",
            "u",
            "xtrace",
            "x",
            "noclobber",
            "C",
            "allexport",
            "a",
            "noexec",
            "n",
            "verbose",
            "v",
            "monitor",
            "m",
            "notify",
            "b");

    static String letter(String name) {
        return NAMES.getOrDefault(name, "");
    }

    boolean has(char letter) {
        return letters.indexOf(letter) >= 0;
    }

    boolean noGlob() {
        return has('f');
    }

    Options with(char letter, boolean on) {
        String without = letters.replace(String.valueOf(letter), "");
        return new Options(on ? without + letter : without);
    }
}
