package org.applepie.agent.simulated.debian;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Releases of kernels in their order: numbers as numbers. */
final class Versions {

    static final Comparator<String> ORDER = Comparator.comparing(Versions::padded);
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private Versions() {}

    private static String padded(String version) {
        Matcher matcher = NUMBER.matcher(version);
        return matcher.replaceAll(number ->
                "0".repeat(Math.max(0, 12 - number.group().length())) + number.group());
    }
}
