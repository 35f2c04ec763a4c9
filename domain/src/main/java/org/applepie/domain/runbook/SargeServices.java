package org.applepie.domain.runbook;

import java.util.List;
import java.util.Set;
import org.applepie.domain.remote.Command;

/** Which services of a Debian 3.1 server are stopped so that nothing writes while it is copied. */
final class SargeServices {

    /** They carry the connection, run once at boot, or do not write. */
    private static final Set<String> KEPT = Set.of(
            "ssh",
            "networking",
            "ifupdown",
            "portmap",
            "nfs-common",
            "ppp",
            "pcmcia",
            "makedev",
            "rmnologin",
            "stop-bootlogd",
            "bootlogs",
            "iptables",
            "mountnfs.sh",
            "dns-clean",
            "hotplug");

    private SargeServices() {}

    /** Names of init scripts, in their order. */
    static List<String> toStop(List<String> started) {
        return started.stream()
                .filter(name -> !KEPT.contains(name) && name.matches("[A-Za-z0-9][A-Za-z0-9._+-]*"))
                .sorted()
                .distinct()
                .toList();
    }

    /** A file that is opened for writing while find looks, and not written, so that a find which sees nothing is noticed. */
    private static final String CONTROL = "/etc/fstab";

    private static final String WRITERS = "exec 9>>" + CONTROL + "; find /proc -maxdepth 3 -path '/proc/[0-9]*/fd/*'"
            + " -type l -perm -200 -lname '/*' ! -lname '/dev/*' ! -lname '/proc/*' ! -lname '" + Plan.STATE
            + "/*' -printf '%l\\n' | sort -u";

    /** No process has a file of a drive open for writing: the links below /proc tell it. */
    static Check nothingWrites() {
        return new Check.Probe(
                "no process has a file on a drive open for writing, but the one this is tried with",
                Command.of("sh", "-c", WRITERS),
                CONTROL);
    }
}
