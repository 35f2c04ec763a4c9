package org.applepie.agent.simulated.machine;

import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;

/** The file in which dpkg notes what is installed: a stanza for each package. */
public final class DpkgStatus {

    public static final String PATH = "/var/lib/dpkg/status";

    private DpkgStatus() {}

    /** The stanza of an installed package. */
    public static Optional<String> stanza(View files, String name) throws ErrnoException {
        return stanza(files.text(PATH), name);
    }

    /** The same where the file has been read already. */
    public static Optional<String> stanza(String status, String name) {
        String head = "Package: " + name + "\n";
        int from = status.startsWith(head) ? 0 : status.indexOf("\n\n" + head) + 2;
        if (from == 1) {
            return Optional.empty();
        }
        int end = status.indexOf("\n\n", from);
        return Optional.of((end < 0 ? status.substring(from) : status.substring(from, end)).stripTrailing());
    }

    /** A field of a stanza, empty if it has none of this name. */
    public static String field(String stanza, String name) {
        return stanza.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }
}
