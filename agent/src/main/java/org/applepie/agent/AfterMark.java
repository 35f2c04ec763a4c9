package org.applepie.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lets a stream begin where our script began: behind the line that holds nothing but the mark. */
final class AfterMark {

    /** What a log-in shell may print before that; more is not a greeting but a flood. */
    private static final int MOST_NOISE = 1 << 20;

    private AfterMark() {}

    /**
     * Reads {@code from} up to and with the mark's line.
     *
     * @return false if the stream ended without one
     */
    static boolean skipTo(Mark mark, InputStream from) throws IOException {
        byte[] wanted = (mark.word() + "\n").getBytes(StandardCharsets.US_ASCII);
        int matched = 0;
        for (int read = 0; read < MOST_NOISE; read++) {
            int next = from.read();
            if (next < 0) {
                return false;
            }
            // The first byte of the mark is nowhere else in its word, so that a failed match can begin anew right here.
            matched = next == wanted[matched] ? matched + 1 : next == wanted[0] ? 1 : 0;
            if (matched == wanted.length) {
                return true;
            }
        }
        throw new IOException("the account's shell prints without end");
    }
}
