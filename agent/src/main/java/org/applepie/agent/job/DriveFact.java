package org.applepie.agent.job;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A serial, WWN or model in the form in which both sides compare it. */
final class DriveFact {

    /** lsblk writes a byte that it does not print as a backslash, an x and two digits. */
    private static final Pattern ESCAPED = Pattern.compile("\\\\x[0-9a-fA-F]{2}");

    private DriveFact() {}

    /** One line of printable ASCII without blanks at its ends; every other byte is a question mark, escaped or not. */
    static String comparable(String fact) {
        byte[] bytes = ESCAPED.matcher(fact).replaceAll("?").getBytes(StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(b >= ' ' && b <= '~' ? (char) b : '?');
        }
        return text.toString().strip();
    }

    /** Its bytes without blanks at its ends, two hexadecimal digits each. */
    static String hex(String fact) {
        return HexFormat.of().formatHex(fact.strip().getBytes(StandardCharsets.UTF_8));
    }
}
