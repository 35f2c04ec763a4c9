package org.applepie.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.applepie.app.TestDatabase;
import org.applepie.domain.audit.AuditTrail.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSurvivesKillTest {

    @TempDir
    Path directory;

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        long acknowledged = 0;
        for (int kill = 1; kill <= 3; kill++) {
            acknowledged = appendUntilKilled(acknowledged + 40 * kill);
        }

        try (TestDatabase database = TestDatabase.below(directory)) {
            AuditLog log = new AuditLog(
                    database.jdbc(),
                    database.transactions(),
                    database.directory().file("audit.head"),
                    Clock.systemUTC());
            long kept = ((Verification.Holds) log.verify()).entries();
            assertThat(kept).isGreaterThanOrEqualTo(acknowledged);
        }
    }

    /** Lets a process append until it has acknowledged {@code target}, kills it with -9, and returns the last acknowledged. */
    private long appendUntilKilled(long target) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Appending.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long last = 0;
        try (BufferedReader lines = child.inputReader()) {
            String line = lines.readLine();
            while (line != null && last < target) {
                last = line.matches("[0-9]+") ? Long.parseLong(line) : last;
                line = last < target ? lines.readLine() : null;
            }
            child.toHandle().destroyForcibly();
            last = Math.max(last, drain(lines, last));
        }
        child.waitFor();
        assertThat(last).isGreaterThanOrEqualTo(target);
        return last;
    }

    /** What was acknowledged between our decision and the kill; a line cut short counts for nothing. */
    private static long drain(BufferedReader lines, long last) throws IOException {
        long newest = last;
        String rest = lines.lines().reduce("", (all, line) -> all + line + "\n");
        String[] parts = rest.split("\n");
        for (int i = 0; i < parts.length - 1; i++) {
            newest = parts[i].matches("[0-9]+") ? Long.parseLong(parts[i]) : newest;
        }
        return newest;
    }
}
