package org.applepie.domain.raid.mdadm;

import java.util.Optional;
import org.applepie.domain.conffile.ShellVariables;

/** /etc/default/mdadm of Debian 3.1, which the package writes. What is not edited comes out byte for byte. */
public final class MdadmDefaults {

    private final ShellVariables variables;

    private MdadmDefaults(ShellVariables variables) {
        this.variables = variables;
    }

    /** @throws IllegalArgumentException if a line does more than setting a variable */
    public static MdadmDefaults parse(String text) {
        return new MdadmDefaults(ShellVariables.parse(text));
    }

    /** True if arrays are started at boot: AUTOSTART. */
    public boolean startsArrays() {
        return isTrue("AUTOSTART");
    }

    /** True if the monitor runs: START_DAEMON. */
    public boolean startsMonitor() {
        return isTrue("START_DAEMON");
    }

    /** Who gets the monitor's mail: MAIL_TO. */
    public Optional<String> mailTo() {
        return variables.value("MAIL_TO");
    }

    /** The same with arrays and monitor started at boot. */
    public MdadmDefaults started() {
        return new MdadmDefaults(variables.with("AUTOSTART", "true").with("START_DAEMON", "true"));
    }

    /** The init scripts compare with this word alone. */
    private boolean isTrue(String name) {
        return variables.value(name).filter("true"::equals).isPresent();
    }

    public String text() {
        return variables.text();
    }
}
