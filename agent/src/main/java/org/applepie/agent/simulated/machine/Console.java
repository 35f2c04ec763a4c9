package org.applepie.agent.simulated.machine;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The screen of a machine: what a person in front of it would read, with some hundred thousand characters that went before. */
public final class Console extends OutputStream {

    private static final int LIMIT = 400_000;

    private final StringBuilder text = new StringBuilder();

    @Override
    public synchronized void write(int b) {
        text.append((char) (b & 0xff));
        forget();
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        text.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        forget();
    }

    private void forget() {
        if (text.length() > LIMIT) {
            text.delete(0, LIMIT / 2);
        }
    }

    /** Shows a line. */
    public synchronized void say(String line) {
        text.append(line).append('\n');
        forget();
    }

    /** What is shown, with what went before. */
    public synchronized String text() {
        return text.toString();
    }
}
