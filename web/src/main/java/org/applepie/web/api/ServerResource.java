package org.applepie.web.api;

import org.applepie.domain.inventory.LegacyPermit;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.remote.HostKey;
import org.jspecify.annotations.Nullable;

/**
 * A server as tools see it.
 *
 * @param legacyAlgorithms why, by whom and since when old SSH algorithms are allowed for it; null if they are not
 */
record ServerResource(
        String id,
        String name,
        String address,
        int port,
        String username,
        Server.Environment environment,
        Server.Authentication authentication,
        Server.SudoMode sudo,
        @Nullable String jumpServerId,
        @Nullable HostKey hostKey,
        @Nullable LegacyPermit legacyAlgorithms,
        boolean archived,
        long version) {

    static ServerResource of(Server server) {
        return new ServerResource(
                server.id().toString(),
                server.name(),
                server.endpoint().host(),
                server.endpoint().port(),
                server.username(),
                server.environment(),
                server.authentication(),
                server.sudo(),
                server.jumpServer().map(Object::toString).orElse(null),
                server.hostKey().orElse(null),
                server.legacyAlgorithms().orElse(null),
                server.archived(),
                server.version());
    }
}
