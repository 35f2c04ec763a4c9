package org.applepie.web.inventory;

import java.util.Arrays;
import java.util.List;

/** How many servers are protected how. */
record ProtectionCount(Protection protection, long servers) {

    /** One count for each state that occurs. */
    static List<ProtectionCount> of(List<ServerStanding> standings) {
        return Arrays.stream(Protection.values())
                .map(p -> new ProtectionCount(
                        p, standings.stream().filter(s -> s.protection() == p).count()))
                .filter(c -> c.servers() > 0)
                .toList();
    }
}
