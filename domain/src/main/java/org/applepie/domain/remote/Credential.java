package org.applepie.domain.remote;

/** What we log in with. */
public sealed interface Credential {
    record Password(Secret password) implements Credential {}

    /** An OpenSSH or PEM private key, unencrypted. */
    record PrivateKey(Secret pem) implements Credential {}
}
