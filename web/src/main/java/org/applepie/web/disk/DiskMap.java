package org.applepie.web.disk;

import java.util.List;

/** Drives as bars drawn to one scale; the longest fills the width. */
public record DiskMap(List<Bar> bars) {
    public DiskMap {
        bars = List.copyOf(bars);
    }

    /**
     * One drive.
     *
     * @param name label or kernel name
     * @param detail model, serial and size, for people
     * @param width part of the whole width, such as {@code 87.5%}
     */
    public record Bar(String name, String detail, String width, List<Segment> segments) {
        public Bar {
            segments = List.copyOf(segments);
        }
    }

    /**
     * A stretch of a drive.
     *
     * @param x where it begins, as part of its own bar
     * @param width how long it is, as part of its own bar
     * @param kind style class: {@code file-system}, {@code swap}, {@code member}, {@code other}, {@code blank}, {@code free}
     * @param text short, drawn into it
     * @param size for people
     * @param detail what it holds and where it is mounted, for people
     */
    public record Segment(String x, String width, String kind, String text, String size, String detail) {

        /** True for what nobody has to read about, such as the gap before the first partition. */
        public boolean isFree() {
            return kind.equals("free");
        }
    }
}
