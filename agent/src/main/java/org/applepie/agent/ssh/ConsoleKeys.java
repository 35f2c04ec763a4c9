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

    /** Long enough for the years to come; OpenSSH 3.8.1p1 takes it too. */
    private static final int RSA_BITS = 3072;

    /**
     * Makes a new Ed25519 key pair.
     *
     * @param comment stands behind the public key, such as {@code applepie}; one line without control characters
     */
    public static ConsoleKeys generate(String comment) {
        return generate(KeyPairProvider.SSH_ED25519, 256, comment);
    }

    /** Makes a new RSA key pair, for servers too old for Ed25519; the comment is as in {@link #generate(String)}. */
    public static ConsoleKeys generateRsa(String comment) {
        return generate(KeyPairProvider.SSH_RSA, RSA_BITS, comment);
    }

    private static ConsoleKeys generate(String type, int bits, String comment) {
        if (comment.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a comment is one line of text");
        }
        try {
            KeyPair pair = KeyUtils.generateKeyPair(type, bits);
            String line = PublicKeyEntry.toString(pair.getPublic()) + " " + comment;
            return new ConsoleKeys(new Secret(privateKey(pair, comment)), line.strip());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java cannot make keys of type " + type, impossible);
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
