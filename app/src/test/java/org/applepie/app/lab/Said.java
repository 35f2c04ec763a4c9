package org.applepie.app.lab;

import java.nio.charset.StandardCharsets;

/**
 * How a program ended and what it said.
 *
 * @param exit 255 is also what OpenSSH's client says when it did not get in; {@link #TOO_LATE} when the limit ran out
 * @param bytes its output, which for odd file names is no text
 * @param err its complaints
 */
public record Said(int exit, byte[] bytes, String err) {

    /** The exit code of what was stopped because its time was up. */
    public static final int TOO_LATE = -1;

    /** The output as text, without the newlines at its end. */
    public String out() {
        return new String(bytes, StandardCharsets.UTF_8).stripTrailing();
    }
}
