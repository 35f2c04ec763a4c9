package org.applepie.domain.disk.sfdisk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.applepie.domain.disk.TableEntry;

/** A line of a dump; {@code raw} is the line as it was. */
sealed interface DumpLine {

    String raw();

    record Header(String raw, String name, String value) implements DumpLine {}

    /** A partition; {@code fields} in their order, all of them. */
    record Entry(String raw, int number, List<Field> fields) implements DumpLine {
        public Entry {
            fields = List.copyOf(fields);
        }

        TableEntry tableEntry() {
            return new TableEntry(
                    number,
                    size("start"),
                    size("size"),
                    type(),
                    field("bootable").isPresent());
        }

        private long size(String name) {
            return Long.parseLong(field(name).map(Field::value).orElseThrow());
        }

        private String type() {
            String type = field("type").or(() -> field("Id")).map(Field::value).orElse("");
            return type.length() > 4 ? type : type.toLowerCase(Locale.ROOT);
        }

        /** Of the old form, which calls the type Id. */
        boolean isOld() {
            return field("Id").isPresent();
        }

        /** The old form lists all four primary partitions, used or not. */
        boolean isUsed() {
            return !isOld() || size("size") > 0 || !type().equals("0");
        }

        private Optional<Field> field(String name) {
            return fields.stream().filter(f -> f.name().equals(name)).findFirst();
        }

        String clone(Map<Integer, String> types) {
            if (isOld()) {
                String type = types.get(number);
                return type == null ? raw : raw.replaceFirst("Id=\\s*[0-9a-f]{1,2}", "Id=%2s".formatted(type));
            }
            return number + " : "
                    + fields.stream()
                            .filter(f -> !f.name().equals("uuid"))
                            .map(f -> f.name().equals("type")
                                    ? new Field("type", types.getOrDefault(number, f.value()))
                                    : f)
                            .map(Field::print)
                            .collect(Collectors.joining(", "));
        }
    }

    /** A blank line or a remark. */
    record Other(String raw) implements DumpLine {}

    /** {@code name=value}, or a bare word with an empty value; a quoted value keeps its quotes. */
    record Field(String name, String value) {
        String print() {
            return value.isEmpty() ? name : name + "=" + value;
        }
    }

    Pattern HEADER = Pattern.compile("([a-z][a-z-]*): ?(.*)");
    Pattern ENTRY = Pattern.compile("(/\\S*?|)([0-9]{1,4}) *: *(.+)");
    Map<String, Pattern> FORMS = Map.of(
            "start", Pattern.compile("[0-9]{1,18}"),
            "size", Pattern.compile("[0-9]{1,18}"),
            "type", Pattern.compile("[0-9A-Za-z-]{1,36}"),
            "Id", Pattern.compile("[0-9a-f]{1,2}"));
    Pattern FIELD = Pattern.compile("\\s*([A-Za-z]+)(?:=\\s*(\"[^\"]*\"|[^,\"]+))?\\s*(?:,|$)");

    static DumpLine parse(String raw) {
        if (raw.isBlank() || raw.startsWith("#")) {
            return new Other(raw);
        }
        Matcher header = HEADER.matcher(raw);
        if (header.matches()) {
            return new Header(raw, header.group(1), header.group(2).strip());
        }
        Matcher entry = ENTRY.matcher(raw);
        if (entry.matches()) {
            return entry(raw, Integer.parseInt(entry.group(2)), fields(entry.group(3)));
        }
        throw new IllegalArgumentException("the partition table has a line of another form");
    }

    private static Entry entry(String raw, int number, List<Field> fields) {
        boolean old = fields.stream().anyMatch(f -> f.name().equals("Id"));
        for (String needed : List.of("start", "size", old ? "Id" : "type")) {
            if (fields.stream().noneMatch(f -> f.name().equals(needed) && isOfItsForm(f))) {
                throw new IllegalArgumentException("partition " + number + " of the table has no usable " + needed);
            }
        }
        return new Entry(raw, number, fields);
    }

    private static boolean isOfItsForm(Field field) {
        Pattern form = FORMS.get(field.name());
        return form != null && form.matcher(field.value()).matches();
    }

    private static List<Field> fields(String text) {
        List<Field> fields = new ArrayList<>();
        Matcher field = FIELD.matcher(text);
        int at = 0;
        while (at < text.length()) {
            field.region(at, text.length());
            if (!field.lookingAt()) {
                throw new IllegalArgumentException("a partition of the table has fields of another form");
            }
            String value = field.group(2) == null ? "" : field.group(2).strip();
            fields.add(new Field(field.group(1), value));
            at = field.end();
        }
        return fields;
    }
}
