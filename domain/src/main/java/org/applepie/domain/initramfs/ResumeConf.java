package org.applepie.domain.initramfs;

import java.util.Optional;
import java.util.regex.Pattern;

/** /etc/initramfs-tools/conf.d/resume: the shell variable RESUME names the swap from which a hibernated system wakes. */
public final class ResumeConf {

    private static final Pattern RESUME =
            Pattern.compile("(?m)^[ \\t]*(?:export[ \\t]+)?RESUME=(?:\"([^\"\\n]*)\"|'([^'\\n]*)'|([^\\s#;]*))");

    private ResumeConf() {}

    /** The value RESUME has at the end of the file, if it is set there. */
    public static Optional<String> value(String text) {
        return RESUME.matcher(text)
                .results()
                .map(r -> first(r.group(1), r.group(2), r.group(3)))
                .reduce((earlier, later) -> later);
    }

    /** A file that sets it to the swap of that UUID. */
    public static String ofUuid(String swapUuid) {
        return "RESUME=UUID=" + swapUuid + "\n";
    }

    private static String first(String... groups) {
        for (String group : groups) {
            if (group != null) {
                return group;
            }
        }
        return "";
    }
}
