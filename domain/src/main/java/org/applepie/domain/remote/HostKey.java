package org.applepie.domain.remote;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The public key a server proves itself with.
 *
 * @param algorithm such as {@code ssh-ed25519}
 * @param fingerprint as OpenSSH prints it, {@code SHA256:...}
 * @param line key in the format of known_hosts without the host part: algorithm, blank, base64
 */
public record HostKey(String algorithm, String fingerprint, String line) {

    /**
     * The fingerprint as OpenSSH before 6.8 prints it, {@code 43:51:...} with sixteen bytes, for people who compare it on
     * the screen of such a server; empty if the line holds no key. Nothing is decided by it.
     */
    public Optional<String> md5Fingerprint() {
        String[] words = line.strip().split("\\s+");
        if (words.length < 2) {
            return Optional.empty();
        }
        try {
            byte[] key = Base64.getDecoder().decode(words[1]);
            return Optional.of(HexFormat.ofDelimiter(":")
                    .formatHex(MessageDigest.getInstance("MD5").digest(key)));
        } catch (IllegalArgumentException noKey) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException noMd5) {
            throw new IllegalStateException("every Java has MD5", noMd5);
        }
    }
}
