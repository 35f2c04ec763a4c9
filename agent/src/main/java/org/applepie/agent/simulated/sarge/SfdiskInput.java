package org.applepie.agent.simulated.sarge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.applepie.agent.simulated.hardware.DosPartition;

/** Reads what sfdisk gets on its standard input: its own dumps, or lines of start, size, type and boot flag. */
final class SfdiskInput {

    private SfdiskInput() {}

    /** The rows by number; a row that is not understood gives nothing at all. */
    static Optional<List<DosPartition>> rows(String text) {
        List<DosPartition> rows = new ArrayList<>();
        for (String line : text.split("\n")) {
            String row = line.replaceFirst("#.*", "").strip();
            if (row.isEmpty() || row.startsWith("unit:")) {
                continue;
            }
            int number = rows.size() + 1;
            Optional<DosPartition> read = row(number, row.substring(row.indexOf(':') + 1));
            if (read.isEmpty()) {
                return Optional.empty();
            }
            rows.add(read.get());
        }
        return Optional.of(rows);
    }

    private static Optional<DosPartition> row(int number, String fields) {
        long start = 0;
        long size = 0;
        int type = 0x83;
        boolean active = false;
        int place = 0;
        for (String field : fields.split(",", -1)) {
            String word = field.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
            try {
                if (word.startsWith("start=")) {
                    start = Long.parseLong(word.substring(6));
                } else if (word.startsWith("size=")) {
                    size = Long.parseLong(word.substring(5));
                } else if (word.startsWith("id=")) {
                    type = Integer.parseInt(word.substring(3), 16);
                } else if (word.equals("bootable") || word.equals("*")) {
                    active = true;
                } else if (!word.isEmpty() && !word.equals("-")) {
                    start = place == 0 ? Long.parseLong(word) : start;
                    size = place == 1 ? Long.parseLong(word) : size;
                    type = place == 2 ? type(word) : type;
                }
            } catch (NumberFormatException unreadable) {
                return Optional.empty();
            }
            place++;
        }
        return Optional.of(size == 0 ? DosPartition.none(number) : new DosPartition(number, start, size, type, active));
    }

    private static int type(String word) {
        return switch (word) {
            case "l" -> 0x83;
            case "s" -> 0x82;
            case "e" -> 5;
            case "x" -> 0x85;
            default -> Integer.parseInt(word, 16);
        };
    }
}
