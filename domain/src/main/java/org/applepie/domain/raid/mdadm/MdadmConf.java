package org.applepie.domain.raid.mdadm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.applepie.domain.conffile.ConfFile;

/**
 * mdadm.conf(5). Lines other than ARRAY come out byte for byte. A line that starts with blanks continues the one before
 * it.
 */
public final class MdadmConf {

    /** What Debian's mkconf writes, without its comments. */
    private static final String HEAD = "HOMEHOST <system>\nMAILADDR root\n";

    private static final Pattern UUID = Pattern.compile("(?i)\\buuid=([0-9a-f:]+)");

    private final ConfFile file;

    private MdadmConf(ConfFile file) {
        this.file = file;
    }

    /** Takes any text. */
    public static MdadmConf parse(String text) {
        return new MdadmConf(ConfFile.parse(text));
    }

    /** A new file for a server that has none. */
    public static MdadmConf standard() {
        return parse(HEAD);
    }

    /** The same with exactly these ARRAY lines, at the end. */
    public MdadmConf withArrays(List<String> lines) {
        return new MdadmConf(file.without(new OfKeyword("array")).with(lines));
    }

    /**
     * The same with {@code DEVICE partitions} and exactly these ARRAY lines at the end; every other line stays, MAILADDR and
     * PROGRAM too.
     *
     * @param scan lines of {@code mdadm --detail --scan}, its continuations included
     */
    public MdadmConf withScan(List<String> scan) {
        ConfFile rest = file.without(new OfKeyword("array")).without(new OfKeyword("device"));
        return new MdadmConf(rest.with(List.of("DEVICE partitions")).with(scan));
    }

    /** What the ARRAY lines say, in order. */
    public List<ArrayLine> definitions() {
        return arrays().stream().map(ArrayLine::parse).toList();
    }

    /** ARRAY lines, each with its continuations on one line. */
    public List<String> arrays() {
        List<String> arrays = new ArrayList<>();
        OfKeyword ofArray = new OfKeyword("array");
        for (String line : file.lines()) {
            if (!ofArray.test(line)) {
                continue;
            }
            if (continues(line) && !arrays.isEmpty()) {
                arrays.add(arrays.removeLast() + " " + line.strip());
            } else {
                arrays.add(line.strip());
            }
        }
        return arrays;
    }

    /** UUIDs of the ARRAY lines that name one, as mdadm prints them. */
    public List<String> uuids() {
        return arrays().stream().map(MdadmConf::uuid).flatMap(Optional::stream).toList();
    }

    private static Optional<String> uuid(String line) {
        Matcher uuid = UUID.matcher(line);
        return uuid.find() ? Optional.of(uuid.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    public String text() {
        return file.text();
    }

    private static boolean continues(String line) {
        return line.startsWith(" ") || line.startsWith("\t");
    }

    /** True for the lines of a keyword, asked in order. A comment or an empty line between continuations is not one. */
    private static final class OfKeyword implements Predicate<String> {
        private final String keyword;
        private boolean inside;

        OfKeyword(String keyword) {
            this.keyword = keyword;
        }

        @Override
        public boolean test(String line) {
            if (line.isBlank() || line.strip().startsWith("#")) {
                return false;
            }
            inside = continues(line) ? inside : isKeyword(line.split("\\s", 2)[0]);
            return inside;
        }

        /** mdadm takes keywords in any case, and any start of them from three letters on. */
        private boolean isKeyword(String word) {
            return word.length() >= 3 && keyword.startsWith(word.toLowerCase(Locale.ROOT));
        }
    }
}
