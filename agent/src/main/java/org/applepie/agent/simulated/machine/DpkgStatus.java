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
        for (String stanza : files.text(PATH).split("\n\n")) {
            if (stanza.startsWith("Package: " + name + "\n")) {
                return Optional.of(stanza.stripTrailing());
            }
        }
        return Optional.empty();
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
