package org.applepie.domain.inventory;

import java.util.Optional;
import org.applepie.domain.inventory.Server.Authentication;
import org.applepie.domain.inventory.Server.Environment;
import org.applepie.domain.inventory.Server.SudoMode;
import org.applepie.domain.remote.Secret;

/**
 * What a person enters for a server, not yet checked. When a server is edited, an absent secret keeps the stored one.
 *
 * @param privateKey OpenSSH or PEM text, for {@link Authentication#OWN_KEY}
 * @param legacyAlgorithms what is to become of the permit for old SSH algorithms
 */
public record ServerDraft(
        String name,
        String address,
        int port,
        String username,
        Environment environment,
        Authentication authentication,
        SudoMode sudo,
        Optional<Secret> password,
        Optional<Secret> privateKey,
        Optional<Secret> sudoPassword,
        Optional<ServerId> jumpServer,
        LegacyChange legacyAlgorithms) {

    /** A draft that leaves the permit for old SSH algorithms as it is; a new server has none. */
    public ServerDraft(
            String name,
            String address,
            int port,
            String username,
            Environment environment,
            Authentication authentication,
            SudoMode sudo,
            Optional<Secret> password,
            Optional<Secret> privateKey,
            Optional<Secret> sudoPassword,
            Optional<ServerId> jumpServer) {
        this(
                name,
                address,
                port,
                username,
                environment,
                authentication,
                sudo,
                password,
                privateKey,
                sudoPassword,
                jumpServer,
                new LegacyChange.Keep());
    }
}
