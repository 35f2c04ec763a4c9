package org.applepie.app.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program that prints the time line by line, and what its lines tell: all on this machine, so by one clock. */
final class Lines {

    static final int COUNT = 200;

    private static final Pattern TIME = Pattern.compile("at (\\d{10}\\.\\d{6})");

    private Lines() {}

    /** Begins after a while, so that whoever wants to read is there. */
    static List<String> program() {
        String text = "$| = 1; sleep(3); for (1 .. %d) { sleep(0.03); printf \"at %%.6f\\n\", time }".formatted(COUNT);
        return List.of("perl", "-MTime::HiRes=time,sleep", "-e", text);
    }

    /** Adds to {@code figures} how long ago the line in {@code text} was printed, if there is one. */
    static void note(String text, Instant seen, Figures figures) {
        Matcher line = TIME.matcher(text);
        if (line.find()) {
            figures.add(seconds(seen) * 1e3 - Double.parseDouble(line.group(1)) * 1e3);
        }
    }

    private static double seconds(Instant instant) {
        return Duration.between(Instant.EPOCH, instant).toNanos() / 1e9;
    }
}
