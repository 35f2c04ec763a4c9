package org.applepie.domain.remote;

import org.jspecify.annotations.Nullable;

/**
 * All that is needed to reach a server as root over a connection we trust.
 *
 * @param pinned the key a person confirmed; null while nobody has
 * @param jump the server to go through, null for none
 */
public record Login(
        Endpoint endpoint,
        String username,
        Credential credential,
        Sudo sudo,
        @Nullable HostKey pinned,
        @Nullable Login jump) {}
