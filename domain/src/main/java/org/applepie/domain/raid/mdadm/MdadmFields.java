package org.applepie.domain.raid.mdadm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines {@code Name : value} of {@code mdadm --detail} and {@code --examine}, and the rows of slots below them. */
final class MdadmFields {

    private static final Pattern FIELD = Pattern.compile(" *([A-Z][A-Za-z ]{0,30}?) : (.*)");
    private static final Pattern ROW = Pattern.compile(
            "(?:this| {0,12}[0-9]{1,4}|) +([0-9]{1,4}) +([0-9]{1,4}) +([0-9]{1,4}) +([0-9]{1,4}|-) +(\\S.*)");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(:[0-9a-f]{8}){3}");

    private final String tool;
    private final Map<String, String> values = new HashMap<>();

    private MdadmFields(String tool) {
        this.tool = tool;
    }

    static MdadmFields of(String tool, List<String> lines) {
        MdadmFields fields = new MdadmFields(tool);
        for (String line : lines) {
            Matcher m = FIELD.matcher(line);
            if (m.matches() && fields.values.put(m.group(1), m.group(2).strip()) != null) {
                throw new IllegalArgumentException(tool + " told twice: " + m.group(1));
            }
        }
        return fields;
    }

    String text(String name) {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(tool + " does not tell: " + name);
        }
        return value;
    }

    String textOr(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** The number with which a value starts, such as {@code 289024 (282.25 MiB 295.96 MB)}. */
    long number(String name) {
        String word = text(name).split(" ", 2)[0];
        if (!NUMBER.matcher(word).matches()) {
            throw new IllegalArgumentException(tool + " tells in another form: " + name);
        }
        return Long.parseLong(word);
    }

    int count(String name) {
        long number = number(name);
        if (number > 0xffff) {
            throw new IllegalArgumentException(tool + " tells too large a number: " + name);
        }
        return (int) number;
    }

    String uuid() {
        String uuid = text("UUID");
        if (!UUID.matcher(uuid).matches()) {
            throw new IllegalArgumentException(tool + " tells a UUID in another form");
        }
        return uuid;
    }

    /** The line as a row of slots; the first column of {@code --examine} only repeats the next. */
    static Slot slot(String tool, String line) {
        Matcher m = ROW.matcher(line);
        if (!m.matches()) {
            throw new IllegalArgumentException(tool + " has a row of slots of another form");
        }
        String rest = m.group(5).strip();
        int device = rest.indexOf("/dev/");
        return new Slot(
                Integer.parseInt(m.group(1)),
                Integer.parseInt(m.group(2)),
                Integer.parseInt(m.group(3)),
                m.group(4).equals("-") ? -1 : Integer.parseInt(m.group(4)),
                (device < 0 ? rest : rest.substring(0, device)).strip(),
                device < 0 ? "" : rest.substring(device));
    }
}
