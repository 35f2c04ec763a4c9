package org.applepie.agent.simulated.machine;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;

/**
 * A public key as one line of a file.
 *
 * @param kind {@code ssh-rsa}
 * @param comment empty for none
 */
public record PublicKeyText(String kind, byte[] blob, String comment) {

    /** Reads a line, or nothing if it is none. */
    public static Optional<PublicKeyText> parse(String line) {
        String[] words = line.strip().split(" ", 3);
        if (words.length < 2 || !words[0].matches("(ssh|ecdsa)-[a-z0-9-]+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PublicKeyText(
                    words[0], Base64.getDecoder().decode(words[1]), words.length > 2 ? words[2] : ""));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    /** A key that nobody has the private half of: for machines that are reached without cryptography. */
    public static String rsa(Random random) {
        byte[] number = new byte[149];
        random.nextBytes(number);
        ByteBuffer blob = ByteBuffer.wrap(number);
        field(blob, "ssh-rsa".getBytes(StandardCharsets.US_ASCII));
        field(blob, new byte[] {35});
        blob.putInt(129).put((byte) 0);
        number[blob.position()] |= (byte) 0x80;
        return "ssh-rsa " + Base64.getEncoder().encodeToString(number);
    }

    /** The same of the kind that is preferred today. */
    public static String ed25519(Random random) {
        byte[] number = new byte[51];
        random.nextBytes(number);
        ByteBuffer blob = ByteBuffer.wrap(number);
        field(blob, "ssh-ed25519".getBytes(StandardCharsets.US_ASCII));
        blob.putInt(32);
        return "ssh-ed25519 " + Base64.getEncoder().encodeToString(number);
    }

    private static void field(ByteBuffer blob, byte[] value) {
        blob.putInt(value.length).put(value);
    }

    /** As ssh-keygen counts them. */
    int bits() {
        try {
            ByteBuffer left = ByteBuffer.wrap(blob);
            next(left);
            return switch (kind) {
                case "ssh-rsa" -> {
                    next(left);
                    yield new BigInteger(1, next(left)).bitLength();
                }
                case "ssh-dss" -> new BigInteger(1, next(left)).bitLength();
                default -> 256;
            };
        } catch (BufferUnderflowException | IndexOutOfBoundsException cut) {
            return 0;
        }
    }

    private static byte[] next(ByteBuffer left) {
        int length = left.getInt();
        byte[] field = Arrays.copyOfRange(left.array(), left.position(), left.position() + length);
        left.position(left.position() + length);
        return field;
    }

    /** Pairs of hexadecimal digits with colons between. */
    String md5() {
        return HexFormat.ofDelimiter(":").formatHex(digest("MD5"));
    }

    /** Base64 without padding. */
    String sha256() {
        return Base64.getEncoder().withoutPadding().encodeToString(digest("SHA-256"));
    }

    private byte[] digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm).digest(blob);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has it", impossible);
        }
    }
}
