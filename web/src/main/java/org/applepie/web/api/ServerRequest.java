package org.applepie.web.api;

import org.applepie.web.inventory.ServerEntry;
import org.jspecify.annotations.Nullable;

/**
 * A server to register or what is to change of one. Secrets are taken and never given back.
 *
 * @param environment {@code test} or {@code production}
 * @param authentication {@code console-key}, {@code own-key} or {@code password}
 * @param sudo {@code not-needed}, {@code without-password} or {@code with-password}
 * @param legacyAlgorithms {@code {"allowed": true, "reason": "..."}} to allow OpenSSH 3.8.1p1's algorithms for this server
 *     alone, {@code false} to take that back; what is allowed stays so where this is absent
 * @param version for a change, the version that was seen
 */
record ServerRequest(
        @Nullable String name,
        @Nullable String address,
        @Nullable Integer port,
        @Nullable String username,
        @Nullable String environment,
        @Nullable String authentication,
        @Nullable String sudo,
        @Nullable String password,
        @Nullable String privateKey,
        @Nullable String sudoPassword,
        @Nullable String jumpServerId,
        ServerEntry.@Nullable LegacyEntry legacyAlgorithms,
        @Nullable Long version) {

    ServerEntry entry() {
        return new ServerEntry(
                name,
                address,
                port == null ? null : port.toString(),
                username,
                environment,
                authentication,
                sudo,
                password,
                privateKey,
                sudoPassword,
                jumpServerId,
                legacyAlgorithms);
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "ServerRequest[" + name + "]";
    }
}
