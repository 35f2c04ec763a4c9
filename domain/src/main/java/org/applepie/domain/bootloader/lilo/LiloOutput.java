package org.applepie.domain.bootloader.lilo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lilo(8) printed, standard output and error text together.
 *
 * @param added entries in the order of lilo.conf
 * @param skipped kernels that are not there and need not be
 * @param records boot records written, or that a test run would have written
 * @param warnings each with its continuation lines; they are no failure
 * @param failure why it stopped, empty if it did not
 * @param tested true if nothing was written because this was a test run
 * @param strange lines of unknown form, which may mean anything
 */
public record LiloOutput(
        List<Added> added,
        List<String> skipped,
        List<Written> records,
        List<String> warnings,
        Optional<String> failure,
        boolean tested,
        List<String> strange) {

    private static final Pattern ADDED = Pattern.compile("Added (\\S+)(?: +\\(alias (\\S+)\\))?((?: +[@&?*+])*) *");
    private static final Pattern RECORD = Pattern.compile(
            "The (Master )?boot record of +(/dev/\\S+) +has (?:been|\\*NOT\\* been) (?:updated|altered)\\.");
    private static final Pattern ERROR = Pattern.compile(
            "(?:Fatal: .*|.* at or above line [0-9]+ in file '.*'|.*Checksum error.*|Syntax error.*|lilo: .*)");

    public LiloOutput {
        added = List.copyOf(added);
        skipped = List.copyOf(skipped);
        records = List.copyOf(records);
        warnings = List.copyOf(warnings);
        strange = List.copyOf(strange);
    }

    /** @param isDefault true if it is started when nobody chooses */
    public record Added(String label, boolean isDefault) {}

    /**
     * @param device such as {@code /dev/sda}
     * @param master true if lilo called it a master boot record
     */
    public record Written(String device, boolean master) {}

    /** Reads what there is; never fails. */
    public static LiloOutput parse(String output) {
        return new Lines(output).read();
    }

    /** True if it said so: no failure, an entry added, exit code 0, not a test run, and nothing that nobody knows. */
    public boolean succeeded(int exitCode) {
        return exitCode == 0 && failure.isEmpty() && !added.isEmpty() && !tested && strange.isEmpty();
    }

    /** True if the boot record of that device was written. */
    public boolean wrote(String device) {
        return !tested && records.stream().anyMatch(r -> r.device().equals(device));
    }

    private static final class Lines {
        private final List<String> lines;
        private final List<Added> added = new ArrayList<>();
        private final List<String> skipped = new ArrayList<>();
        private final List<Written> records = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final List<String> strange = new ArrayList<>();
        private Optional<String> failure = Optional.empty();
        private boolean tested;
        private boolean warning;

        /** A last line without its end may be cut short. */
        Lines(String output) {
            int end = output.lastIndexOf('\n') + 1;
            lines = output.substring(0, end).lines().toList();
            failure = end < output.length() ? Optional.of("lilo's output is cut short") : Optional.empty();
        }

        LiloOutput read() {
            lines.forEach(this::read);
            return new LiloOutput(added, skipped, records, warnings, failure, tested, strange);
        }

        private void read(String line) {
            if (warning && line.startsWith("   ")) {
                warnings.add(warnings.removeLast() + "\n" + line);
                return;
            }
            warning = line.startsWith("Warning: ");
            tested |= line.contains("*NOT*");
            if (warning) {
                warnings.add(line.substring("Warning: ".length()));
            } else if (ERROR.matcher(line).matches()) {
                failure = Optional.of(failure.map(f -> f + "\n").orElse("") + line);
            } else {
                readResult(line);
            }
        }

        private void readResult(String line) {
            Matcher entry = ADDED.matcher(line);
            Matcher record = RECORD.matcher(line);
            if (entry.matches()) {
                added.add(new Added(entry.group(1), entry.group(3).contains("*")));
            } else if (record.matches()) {
                records.add(new Written(record.group(2), record.group(1) != null));
            } else if (line.startsWith("Skipping ")) {
                skipped.add(line.substring("Skipping ".length()).strip());
            } else if (!line.isBlank() && !line.contains("*NOT*")) {
                strange.add(line);
            }
        }
    }
}
