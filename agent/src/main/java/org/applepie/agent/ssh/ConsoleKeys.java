package org.applepie.agent.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.applepie.domain.remote.Secret;

/**
 * A key pair with which the console logs in.
 *
 * @param privatePem the private key in OpenSSH's format ({@code BEGIN OPENSSH PRIVATE KEY}), unencrypted
 * @param publicLine one line for authorized_keys: algorithm, base64, comment
 */
public record ConsoleKeys(Secret privatePem, String publicLine) {

    /**
     * Makes a new Ed25519 key pair.
     *
     * @param comment stands behind the public key, such as {@code applepie}; one line without control characters
     */
    public static ConsoleKeys generate(String comment) {
        if (comment.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a comment is one line of text");
        }
        try {
            KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
            String line = PublicKeyEntry.toString(pair.getPublic()) + " " + comment;
            return new ConsoleKeys(new Secret(privateKey(pair, comment)), line.strip());
        } catch (GeneralSecurityException noEd25519) {
            throw new IllegalStateException("this Java cannot make Ed25519 keys", noEd25519);
        }
    }

    private static String privateKey(KeyPair pair, String comment) throws GeneralSecurityException {
        ByteArrayOutputStream pem = new ByteArrayOutputStream();
        try {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, comment, null, pem);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return pem.toString(StandardCharsets.US_ASCII);
    }
}
