package org.applepie.agent.ssh;

import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.mac.Mac;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.applepie.domain.remote.Endpoint;

/**
 * What we agree to speak: no CBC, no SHA-1, no DSA. AES-GCM comes first because it is three times as fast. What a server
 * of OpenSSH 3.8.1p1 knows (its myproposal.h) is a list of its own, and always behind.
 *
 * @param signatures for host keys and for our own keys alike; ed25519 first, so that it is the key a new server is known
 *     by
 */
record Algorithms(
        List<NamedFactory<Cipher>> ciphers,
        List<NamedFactory<Mac>> macs,
        List<NamedFactory<Signature>> signatures,
        List<KeyExchangeFactory> keyExchanges) {

    private static final List<BuiltinCiphers> CIPHERS = List.of(
            BuiltinCiphers.aes128gcm,
            BuiltinCiphers.aes256gcm,
            BuiltinCiphers.cc20p1305_openssh,
            BuiltinCiphers.aes128ctr,
            BuiltinCiphers.aes256ctr);

    private static final List<BuiltinMacs> MACS = List.of(
            BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm, BuiltinMacs.hmacsha256, BuiltinMacs.hmacsha512);

    private static final List<BuiltinSignatures> SIGNATURES = List.of(
            BuiltinSignatures.ed25519,
            BuiltinSignatures.nistp256,
            BuiltinSignatures.nistp384,
            BuiltinSignatures.nistp521,
            BuiltinSignatures.rsaSHA512,
            BuiltinSignatures.rsaSHA256);

    private static final List<BuiltinDHFactories> KEY_EXCHANGES = List.of(
            BuiltinDHFactories.mlkem768x25519,
            BuiltinDHFactories.curve25519,
            BuiltinDHFactories.curve25519_libssh,
            BuiltinDHFactories.sntrup761x25519,
            BuiltinDHFactories.sntrup761x25519_openssh,
            BuiltinDHFactories.ecdhp256,
            BuiltinDHFactories.ecdhp384,
            BuiltinDHFactories.ecdhp521,
            BuiltinDHFactories.dhgex256,
            BuiltinDHFactories.dhg16_512,
            BuiltinDHFactories.dhg18_512,
            BuiltinDHFactories.dhg14_256);

    /** Not arcfour, blowfish and cast128: whoever knows those knows these. */
    @SuppressWarnings("deprecation") // that they are out of use is the point
    private static final List<BuiltinCiphers> OLD_CIPHERS = List.of(
            BuiltinCiphers.aes192ctr,
            BuiltinCiphers.aes256cbc,
            BuiltinCiphers.aes192cbc,
            BuiltinCiphers.aes128cbc,
            BuiltinCiphers.tripledescbc);

    @SuppressWarnings("deprecation")
    private static final List<BuiltinMacs> OLD_MACS =
            List.of(BuiltinMacs.hmacsha1, BuiltinMacs.hmacsha196, BuiltinMacs.hmacmd5, BuiltinMacs.hmacmd596);

    @SuppressWarnings("deprecation")
    private static final List<BuiltinSignatures> OLD_SIGNATURES = List.of(BuiltinSignatures.rsa, BuiltinSignatures.dsa);

    @SuppressWarnings("deprecation")
    private static final List<BuiltinDHFactories> OLD_KEY_EXCHANGES =
            List.of(BuiltinDHFactories.dhgex, BuiltinDHFactories.dhg1);

    static Algorithms of(Endpoint.Algorithms allowed) {
        return switch (allowed) {
            case MODERN -> offering(CIPHERS, MACS, SIGNATURES, KEY_EXCHANGES);
            case LEGACY_TOO ->
                offering(
                        behind(CIPHERS, OLD_CIPHERS),
                        behind(MACS, OLD_MACS),
                        behind(SIGNATURES, OLD_SIGNATURES),
                        behind(KEY_EXCHANGES, OLD_KEY_EXCHANGES));
        };
    }

    private static Algorithms offering(
            List<BuiltinCiphers> ciphers,
            List<BuiltinMacs> macs,
            List<BuiltinSignatures> signatures,
            List<BuiltinDHFactories> keyExchanges) {
        return new Algorithms(
                List.copyOf(NamedFactory.setUpBuiltinFactories(true, ciphers)),
                List.copyOf(NamedFactory.setUpBuiltinFactories(true, macs)),
                List.copyOf(NamedFactory.setUpBuiltinFactories(true, signatures)),
                NamedFactory.setUpTransformedFactories(true, keyExchanges, ClientBuilder.DH2KEX));
    }

    private static <T> List<T> behind(List<T> modern, List<T> old) {
        List<T> both = new ArrayList<>(modern);
        both.addAll(old);
        return both;
    }
}
