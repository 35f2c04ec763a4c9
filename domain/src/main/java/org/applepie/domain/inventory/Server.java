package org.applepie.domain.inventory;

import java.util.Optional;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.Endpoint.Algorithms;
import org.applepie.domain.remote.HostKey;

/**
 * A Linux machine we may reach by SSH. Holds no secret.
 *
 * @param legacyAlgorithms present while old SSH algorithms are allowed for this server
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
        Optional<LegacyPermit> legacyAlgorithms,
        boolean archived,
        long version) {

    /** Where its SSH server listens, and what may be spoken to it. */
    public Endpoint reachedAt() {
        return endpoint.speaking(legacyAlgorithms.isPresent() ? Algorithms.LEGACY_TOO : Algorithms.MODERN);
    }

    /** The same server one version later, with another pinned key. */
    public Server withHostKey(HostKey key) {
        return new Server(
                id,
                name,
                endpoint,
                username,
                environment,
                authentication,
                sudo,
                jumpServer,
                Optional.of(key),
                legacyAlgorithms,
                archived,
                version + 1);
    }

    /** The same server one version later, no longer worked on. */
    public Server inArchive() {
        return new Server(
                id,
                name,
                endpoint,
                username,
                environment,
                authentication,
                sudo,
                jumpServer,
                hostKey,
                legacyAlgorithms,
                true,
                version + 1);
    }

    /** What is at stake. */
    public enum Environment {
        TEST,
        PRODUCTION
    }

    /** What we log in with. */
    public enum Authentication {
        /** The console's own key: Ed25519, or RSA where legacy algorithms are allowed. */
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
