package org.applepie.domain.filesystem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code df -P} of coreutils prints: sizes in KiB, one line a file system. */
public record PosixDf(List<Row> rows) {

    private static final Pattern HEADING =
            Pattern.compile("Filesystem +(?:1024-blocks|1K-blocks) +Used +Available +(?:Capacity|Use%) +Mounted on");
    private static final Pattern ROW =
            Pattern.compile("(\\S+) +([0-9]{1,15}|-) +([0-9]{1,15}|-) +(-?[0-9]{1,15}|-) +(?:[0-9]{1,3}%|-) +(/.*)");

    public PosixDf {
        rows = List.copyOf(rows);
    }

    /** A file system; sizes in bytes, -1 where df prints a dash or less than nothing. */
    public record Row(String source, long sizeBytes, long usedBytes, long availableBytes, String mountPoint) {}

    /** @throws IllegalArgumentException if it is cut short or a line has another form */
    public static PosixDf parse(String output) {
        List<String> lines = output.lines().toList();
        if (lines.isEmpty() || !HEADING.matcher(lines.getFirst()).matches() || !output.endsWith("\n")) {
            throw new IllegalArgumentException("df does not start with its heading or is cut short");
        }
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            Matcher m = ROW.matcher(line);
            if (!m.matches()) {
                throw new IllegalArgumentException("df has a line of another form");
            }
            rows.add(new Row(m.group(1), bytes(m.group(2)), bytes(m.group(3)), bytes(m.group(4)), m.group(5)));
        }
        return new PosixDf(rows);
    }

    private static long bytes(String kibibytes) {
        return kibibytes.startsWith("-") ? -1 : Long.parseLong(kibibytes) * 1024;
    }

    /** What is seen at that mount point: of several the last. */
    public Optional<Row> at(String mountPoint) {
        return rows.stream().filter(r -> r.mountPoint().equals(mountPoint)).reduce((lower, upper) -> upper);
    }
}
