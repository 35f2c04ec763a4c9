package org.applepie.app.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of this machine to its end, within a limit. */
final class Tool {

    private Tool() {}

    /** What it printed; its complaints go to the test's log. */
    static String run(Duration limit, String... argv) {
        Said said = said(limit, List.of(argv));
        if (said.exit() != 0) {
            throw new IllegalStateException(String.join(" ", argv) + " ended with " + said.exit() + ":\n" + said.err());
        }
        return said.out();
    }

    /** Files, not pipes: nothing blocks on an unread pipe, and a grandchild that keeps one open keeps nobody waiting. */
    static Said said(Duration limit, List<String> argv) {
        try {
            Path out = Files.createTempFile("lab", ".out");
            Path err = Files.createTempFile("lab", ".err");
            try {
                Process process = new ProcessBuilder(argv)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                int exit = exit(process, limit);
                return new Said(exit, Files.readAllBytes(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int exit(Process process, Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            return Said.TOO_LATE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
