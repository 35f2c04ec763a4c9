package org.applepie.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** How times, ages and sizes are written, everywhere alike. Templates know it as {@code @show}. */
@Component
public class Show {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private final Clock clock;

    Show(Clock clock) {
        this.clock = clock;
    }

    /** A moment, to the second, in UTC. */
    public String time(Instant at) {
        return TIME.format(at);
    }

    /** How long ago, in the largest unit that fits, such as {@code 3 min ago}. */
    public String age(Instant at) {
        Duration age = Duration.between(at, clock.instant());
        return age.toSeconds() < 1 ? "just now" : span(age) + " ago";
    }

    /** How long ago, in seconds, for a script that lets it grow. */
    public long seconds(Instant at) {
        return Math.max(0, Duration.between(at, clock.instant()).toSeconds());
    }

    /** A length of time in the largest unit that fits. */
    public static String span(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7200) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }

    /** {@link #span(Duration)} of whole seconds, for templates. */
    public String spanBetween(Instant from, Instant to) {
        return span(Duration.between(from, to));
    }

    /** {@link #bytes(long)}, for templates. */
    public String size(long bytes) {
        return bytes(bytes);
    }

    /** A size in binary units with three digits, such as {@code 2.93 GiB}. */
    public static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        String form = unit == 0 || size >= 100 ? "%.0f %s" : size >= 10 ? "%.1f %s" : "%.2f %s";
        return String.format(Locale.ROOT, form, size, UNITS[unit]);
    }

    /** The fact, or the word for one that nobody gave. */
    public static String orUnknown(String fact) {
        return fact.isEmpty() ? "unknown" : fact;
    }
}
