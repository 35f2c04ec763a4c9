package org.applepie.domain.remote;

/**
 * Where a server listens for SSH, and what may be spoken there.
 *
 * @param algorithms never more than a person allowed for this server
 */
public record Endpoint(String host, int port, Algorithms algorithms) {

    /** Which SSH algorithms we offer. */
    public enum Algorithms {
        MODERN,
        /** After the modern ones, those of OpenSSH 3.8.1p1: SHA-1, CBC, groups of 1024 bits. */
        LEGACY_TOO
    }

    public Endpoint {
        if (host.isBlank() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("not an endpoint: " + host + ":" + port);
        }
    }

    /** An endpoint that is spoken to with modern algorithms only. */
    public Endpoint(String host, int port) {
        this(host, port, Algorithms.MODERN);
    }

    public Endpoint speaking(Algorithms allowed) {
        return new Endpoint(host, port, allowed);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
