package org.applepie.agent.simulated.machine;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The screen of a machine: what a person in front of it would read, since it was made. */
public final class Console extends OutputStream {

    private final StringBuilder text = new StringBuilder();

    @Override
    public synchronized void write(int b) {
        text.append((char) (b & 0xff));
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        text.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
    }

    /** Shows a line. */
    public synchronized void say(String line) {
        text.append(line).append('\n');
    }

    /** All that was ever shown. */
    public synchronized String text() {
        return text.toString();
    }
}
