package org.applepie.agent.simulated.debian;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.applepie.agent.simulated.hardware.SimulatedDrive;

/** The lines that sfdisk reads from its standard input: headers, and a partition a line. */
sealed interface SfdiskScript {

    /** {@code label-id: 0x02770b39}. */
    record Header(String name, String value) implements SfdiskScript {}

    /** A partition; what is not said is left to sfdisk. Sectors. */
    record Wanted(OptionalInt number, OptionalLong start, OptionalLong size, OptionalInt type, boolean bootable)
            implements SfdiskScript {}

    /** Nothing to read: empty or a remark. */
    record Empty() implements SfdiskScript {}

    /** No line of a script. */
    record Junk(String text) implements SfdiskScript {}

    static SfdiskScript line(String text) {
        String line = text.strip();
        if (line.isEmpty() || line.startsWith("#")) {
            return new Empty();
        }
        if (line.matches("[a-z-]+ *:.*")) {
            int colon = line.indexOf(':');
            return new Header(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        String fields = line.matches("\\S+ *:.*") ? line.substring(line.indexOf(':') + 1) : line;
        OptionalInt number = fields.equals(line) ? OptionalInt.empty() : number(line.substring(0, line.indexOf(':')));
        return fields(number, fields.strip())
                .<SfdiskScript>map(wanted -> wanted)
                .orElseGet(() -> new Junk(line));
    }

    // The digits at the end of a device name, or the number alone.
    private static OptionalInt number(String name) {
        String digits = name.strip().replaceFirst("^.*?([0-9]*)$", "$1");
        return digits.isEmpty() || digits.length() > 3 ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
    }

    private static Optional<Wanted> fields(OptionalInt number, String text) {
        OptionalLong start = OptionalLong.empty();
        OptionalLong size = OptionalLong.empty();
        OptionalInt type = OptionalInt.empty();
        boolean bootable = false;
        List<String> fields = List.of(text.split("[,;]", -1));
        for (int at = 0; at < fields.size(); at++) {
            String field = fields.get(at).strip().toLowerCase(Locale.ROOT).replaceAll("\\s*=\\s*", "=");
            String value = field.substring(field.indexOf('=') + 1);
            String name = field.contains("=") ? field.substring(0, field.indexOf('=')) : place(field, at);
            Optional<Long> amount = sectors(value);
            switch (name) {
                case "" -> {}
                case "start" -> {
                    if (amount.isEmpty()) {
                        return Optional.empty();
                    }
                    start = OptionalLong.of(amount.get());
                }
                case "size" -> {
                    if (amount.isEmpty()) {
                        return Optional.empty();
                    }
                    size = OptionalLong.of(amount.get());
                }
                case "type", "id" -> type = OptionalInt.of(PartitionTypes.parse(value));
                case "bootable" -> bootable = true;
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Wanted(number, start, size, type, bootable));
    }

    // Without names the fields are start, size, type and boot flag; empty ones, + and - mean the default.
    private static String place(String field, int at) {
        if (field.isEmpty() || field.equals("-") || field.equals("+")) {
            return "";
        }
        if (field.equals("bootable") || field.equals("*")) {
            return "bootable";
        }
        return at < 3 ? List.of("start", "size", "type").get(at) : "?";
    }

    private static Optional<Long> sectors(String value) {
        java.util.regex.Matcher matcher =
                java.util.regex.Pattern.compile("([0-9]{1,15})([kmgt]?)(i?b)?").matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "k" -> number * 1024 / SimulatedDrive.SECTOR;
                    case "m" -> (number << 20) / SimulatedDrive.SECTOR;
                    case "g" -> (number << 30) / SimulatedDrive.SECTOR;
                    case "t" -> (number << 40) / SimulatedDrive.SECTOR;
                    default -> number;
                });
    }
}
