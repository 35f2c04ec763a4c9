package org.applepie.domain.disk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * /proc/partitions of Linux 2.4, with or without the columns of statistics.
 *
 * @param rows in the kernel's order
 */
public record ProcPartitions(List<Row> rows) {

    private static final Pattern HEADING = Pattern.compile("major minor +#blocks +name( .*)?");
    private static final Pattern ROW =
            Pattern.compile(" *([0-9]{1,4}) +([0-9]{1,7}) +([0-9]{1,15}) +([^ ]+)(?: +-?[0-9]+){0,16} *");

    public ProcPartitions {
        rows = List.copyOf(rows);
    }

    /**
     * A device.
     *
     * @param kibibytes its size; 1 for an extended partition
     * @param printedName as the kernel prints it, a devfs path where the kernel has devfs
     * @param kernelName plain name such as {@code sda6}, found by number; the printed one for other kinds of device
     */
    public record Row(DeviceNumber number, long kibibytes, String printedName, String kernelName) {
        /** Where the drive sits, if the kernel prints devfs paths. */
        public Optional<DevfsPath> path() {
            return DevfsPath.parse(printedName);
        }
    }

    /** @throws IllegalArgumentException if it is cut short, a line has another form, or name and number disagree */
    public static ProcPartitions parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !HEADING.matcher(lines.getFirst()).matches() || !text.endsWith("\n")) {
            throw new IllegalArgumentException("/proc/partitions does not start with its heading or is cut short");
        }
        List<Row> rows = new ArrayList<>();
        lines.stream().skip(1).filter(line -> !line.isBlank()).forEach(line -> rows.add(row(line)));
        long different = rows.stream().map(Row::number).distinct().count();
        if (different != rows.size()) {
            throw new IllegalArgumentException("/proc/partitions names a device twice");
        }
        return new ProcPartitions(rows);
    }

    private static Row row(String line) {
        Matcher m = ROW.matcher(line);
        if (!m.matches()) {
            throw new IllegalArgumentException("/proc/partitions has a line of another form");
        }
        DeviceNumber number = new DeviceNumber(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
        String printed = m.group(4);
        String plain = number.kernelName().orElse(printed);
        if (!agree(printed, plain, number)) {
            throw new IllegalArgumentException(
                    "/proc/partitions gives the number " + number + " to " + printed + ", which is not " + plain);
        }
        return new Row(number, Long.parseLong(m.group(3)), printed, plain);
    }

    private static boolean agree(String printed, String plain, DeviceNumber number) {
        return printed.equals(plain)
                || printed.equals(plain.replaceFirst("^md", "md/"))
                || DevfsPath.parse(printed)
                        .filter(path -> path.partition() == number.partition())
                        .isPresent();
    }

    /** Finds the plain name by number, by plain name and by devfs path. */
    public DeviceNames names() {
        Map<String, String> byNumber = new HashMap<>();
        Map<String, String> byName = new HashMap<>();
        for (Row row : rows) {
            byNumber.put(row.number().toString(), row.kernelName());
            byName.put(row.printedName(), row.kernelName());
            byName.put(row.kernelName(), row.kernelName());
        }
        return new DeviceNames(byNumber, byName);
    }

    /** The row of that device. */
    public Optional<Row> row(DeviceNumber number) {
        return rows.stream().filter(r -> r.number().equals(number)).findFirst();
    }
}
