package org.applepie.app.secret;

import java.util.function.Supplier;
import org.applepie.domain.remote.Secret;

/** The console's own key pair, made on first need and kept sealed. */
public final class ConsoleKey {

    private static final String PRIVATE = "console/private-key";
    private static final String PUBLIC = "console/public-line";

    private final SecretStore secrets;
    private final Supplier<Pair> maker;

    /**
     * A new pair.
     *
     * @param privatePem OpenSSH or PEM text
     * @param publicLine line for authorized_keys
     */
    public record Pair(Secret privatePem, String publicLine) {}

    public ConsoleKey(SecretStore secrets, Supplier<Pair> maker) {
        this.secrets = secrets;
        this.maker = maker;
    }

    /** Makes the pair unless it is there; to be called once before the others, where changes are recorded. */
    public boolean ensure() {
        if (secrets.has(PRIVATE)) {
            return false;
        }
        Pair pair = maker.get();
        secrets.put(PRIVATE, pair.privatePem());
        secrets.put(PUBLIC, new Secret(pair.publicLine()));
        return true;
    }

    public boolean exists() {
        return secrets.has(PRIVATE);
    }

    public Secret privatePem() {
        return secrets.get(PRIVATE).orElseThrow();
    }

    /** The line for authorized_keys. */
    public String publicLine() {
        return secrets.get(PUBLIC).orElseThrow().reveal();
    }
}
