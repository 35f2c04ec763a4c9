package org.applepie.domain.inventory;

import java.util.Optional;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;

/**
 * A Linux machine we may reach by SSH. Holds no secret.
 *
 * @param archived kept for its history, no longer worked on
 * @param version grows with each change; an edit names the version it saw
 */
public record Server(
        ServerId id,
        String name,
        Endpoint endpoint,
        String username,
        Environment environment,
        Authentication authentication,
        SudoMode sudo,
        Optional<ServerId> jumpServer,
        Optional<HostKey> hostKey,
        boolean archived,
        long version) {

    /** What is at stake. */
    public enum Environment {
        TEST,
        PRODUCTION
    }

    /** What we log in with. */
    public enum Authentication {
        /** The console's own Ed25519 key. */
        CONSOLE_KEY,
        /** A private key given for this server. */
        OWN_KEY,
        PASSWORD
    }

    /** How root rights are had. */
    public enum SudoMode {
        NOT_NEEDED,
        WITHOUT_PASSWORD,
        WITH_PASSWORD
    }
}
