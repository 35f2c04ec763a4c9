package org.applepie.app.secret;

import java.util.function.Function;
import org.applepie.domain.remote.Secret;

/** The console's own key pairs, each made on first need and kept sealed. */
public final class ConsoleKey {

    private final SecretStore secrets;
    private final Function<Kind, Pair> maker;

    /** Each with a place of its own in the store. */
    public enum Kind {
        ED25519("console/"),
        /** For servers too old for Ed25519. */
        RSA("console/rsa/");

        private final String place;

        Kind(String place) {
            this.place = place;
        }

        private String privateKey() {
            return place + "private-key";
        }

        private String publicLine() {
            return place + "public-line";
        }
    }

    /**
     * A new pair.
     *
     * @param privatePem OpenSSH or PEM text
     * @param publicLine line for authorized_keys
     */
    public record Pair(Secret privatePem, String publicLine) {}

    public ConsoleKey(SecretStore secrets, Function<Kind, Pair> maker) {
        this.secrets = secrets;
        this.maker = maker;
    }

    /** A pair that nobody keeps yet; may take a second. */
    public Pair make(Kind kind) {
        return maker.apply(kind);
    }

    /** Keeps the pair unless there is one; to be called where changes are recorded. */
    public boolean keep(Kind kind, Pair pair) {
        if (exists(kind)) {
            return false;
        }
        secrets.put(kind.privateKey(), pair.privatePem());
        secrets.put(kind.publicLine(), new Secret(pair.publicLine()));
        return true;
    }

    public boolean exists(Kind kind) {
        return secrets.has(kind.privateKey());
    }

    public Secret privatePem(Kind kind) {
        return secrets.get(kind.privateKey()).orElseThrow();
    }

    /** The line for authorized_keys. */
    public String publicLine(Kind kind) {
        return secrets.get(kind.publicLine()).orElseThrow().reveal();
    }
}
