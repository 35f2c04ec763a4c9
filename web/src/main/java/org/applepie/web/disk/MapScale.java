package org.applepie.web.disk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.applepie.web.Show;
import org.applepie.web.disk.DiskMap.Bar;
import org.applepie.web.disk.DiskMap.Segment;

/** Turns bytes into parts of a bar and names the gaps between stretches. */
final class MapScale {

    /** A gap smaller than this part of a drive is alignment, not space. */
    private static final double SMALLEST_GAP = 0.002;

    /** A stretch in bytes. */
    record Stretch(long start, long size, String kind, String text, String detail) {}

    private final long longest;

    MapScale(long longest) {
        this.longest = Math.max(1, longest);
    }

    Bar bar(String name, String detail, long sizeBytes, List<Stretch> stretches) {
        List<Segment> segments = new ArrayList<>();
        long end = 0;
        for (Stretch stretch : stretches.stream()
                .sorted(Comparator.comparingLong(Stretch::start))
                .toList()) {
            gap(segments, end, stretch.start(), sizeBytes);
            segments.add(segment(stretch, sizeBytes));
            end = stretch.start() + stretch.size();
        }
        gap(segments, end, sizeBytes, sizeBytes);
        return new Bar(name, detail, percent(sizeBytes, longest), segments);
    }

    private static void gap(List<Segment> segments, long from, long to, long whole) {
        if (to - from > whole * SMALLEST_GAP) {
            segments.add(segment(new Stretch(from, to - from, "free", "", "not in any partition"), whole));
        }
    }

    private static Segment segment(Stretch stretch, long whole) {
        return new Segment(
                percent(stretch.start(), whole),
                percent(stretch.size(), whole),
                stretch.kind(),
                stretch.text(),
                Show.bytes(stretch.size()),
                stretch.detail());
    }

    private static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.3f%%", 100.0 * part / Math.max(1, whole));
    }
}
