package org.applepie.domain.remote;

/**
 * The public key a server proves itself with.
 *
 * @param algorithm such as {@code ssh-ed25519}
 * @param fingerprint as OpenSSH prints it, {@code SHA256:...}
 * @param line key in the format of known_hosts without the host part: algorithm, blank, base64
 */
public record HostKey(String algorithm, String fingerprint, String line) {}
