package org.applepie.web.run;

import java.io.IOException;
import java.io.OutputStream;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.Runner;

/** Reads the stored log of an attempt for those who want it whole or want to know how long it is. */
public final class OutputReader {

    private static final int PIECE = 256 * 1024;

    private final Runner runner;
    private final RunId run;
    private final int attempt;

    public OutputReader(Runner runner, RunId run, int attempt) {
        this.runner = runner;
        this.run = run;
        this.attempt = attempt;
    }

    /** Copies the log from {@code offset} to its present end. */
    public void copy(long offset, OutputStream out) throws IOException {
        long at = offset;
        while (true) {
            byte[] bytes = runner.output(run, attempt, at, PIECE);
            if (bytes.length == 0) {
                return;
            }
            out.write(bytes);
            at += bytes.length;
        }
    }

    /** Bytes there are now: found by doubling, then halving, because a log that still grows has no length on record. */
    long length() {
        long some = 0;
        long none = 1024;
        while (!isEnd(none - 1)) {
            some = none;
            none *= 2;
        }
        while (some < none - 1) {
            long middle = (some + none) / 2;
            if (isEnd(middle - 1)) {
                none = middle;
            } else {
                some = middle;
            }
        }
        return some;
    }

    private boolean isEnd(long offset) {
        return runner.output(run, attempt, offset, 1).length == 0;
    }
}
