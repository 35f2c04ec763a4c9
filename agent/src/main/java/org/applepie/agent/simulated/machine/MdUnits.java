package org.applepie.agent.simulated.machine;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Sizes and times as every mdadm prints them. */
public final class MdUnits {

    private static final DateTimeFormatter HEAD = DateTimeFormatter.ofPattern("EEE MMM", Locale.ROOT);
    private static final DateTimeFormatter TAIL = DateTimeFormatter.ofPattern("HH:mm:ss yyyy", Locale.ROOT);

    private MdUnits() {}

    /** As ctime(3) without its line end, in UTC. */
    public static String ctime(Instant instant) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        return "%s %2d %s".formatted(HEAD.format(time), time.getDayOfMonth(), TAIL.format(time));
    }

    /** {@code " (282.25 MiB 295.96 MB)"} with the blank in front; empty for less than about 5 MB. */
    public static String human(long bytes) {
        if (bytes < 5_000 * 1024) {
            return "";
        }
        return bytes < 2L * 1024 * 1024 * 1024
                ? " (%s MiB %s MB)".formatted(hundredths(bytes, 1 << 20), hundredths(bytes, 1_000_000))
                : " (%s GiB %s GB)".formatted(hundredths(bytes, 1 << 30), hundredths(bytes, 1_000_000_000));
    }

    private static String hundredths(long bytes, long unit) {
        long cents = (bytes * 200 / unit + 1) / 2;
        return "%d.%02d".formatted(cents / 100, cents % 100);
    }
}
