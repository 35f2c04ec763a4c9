package org.applepie.domain.raid.mdadm;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * mdadm.conf(5) as text. Lines other than ARRAY come out byte for byte. A line that starts with blanks continues the one
 * before it.
 */
public final class MdadmConf {

    /** What Debian's mkconf writes, without its comments. */
    private static final String HEAD = "HOMEHOST <system>\nMAILADDR root\n";

    private final String text;

    private MdadmConf(String text) {
        this.text = text;
    }

    public static MdadmConf parse(String text) {
        return new MdadmConf(text);
    }

    /** A new file for a server that has none. */
    public static MdadmConf standard() {
        return new MdadmConf(HEAD);
    }

    /** The same with exactly these ARRAY lines, at the end. */
    public MdadmConf withArrays(List<String> lines) {
        StringBuilder kept = new StringBuilder();
        boolean dropping = false;
        for (String line : text.split("(?<=\n)", -1)) {
            boolean continues = line.startsWith(" ") || line.startsWith("\t");
            // mdadm takes keywords in any case, and any unambiguous start of three letters
            dropping = continues ? dropping : line.regionMatches(true, 0, "arr", 0, 3);
            if (!dropping) {
                kept.append(line);
            }
        }
        String glue = kept.isEmpty() || kept.charAt(kept.length() - 1) == '\n' ? "" : "\n";
        return new MdadmConf(kept + glue + lines.stream().map(l -> l + "\n").collect(Collectors.joining()));
    }

    /** ARRAY lines as they stand, without continuations. */
    public List<String> arrays() {
        return Arrays.stream(text.split("\n"))
                .filter(line -> line.regionMatches(true, 0, "arr", 0, 3))
                .toList();
    }

    public String text() {
        return text;
    }
}
