package org.applepie.agent.simulated.ssh;

import java.util.List;
import java.util.function.Supplier;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BaseCipher;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.compression.Compression;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.mac.BaseMac;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.mac.Mac;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.server.ServerBuilder;

/** What OpenSSH 3.8.1p1 offers, in its order (myproposal.h of that release). */
@SuppressWarnings("deprecation") // they are deprecated for good reason, and are what such a server had
final class SargeAlgorithms {

    private SargeAlgorithms() {}

    static List<KeyExchangeFactory> keyExchanges() {
        return NamedFactory.setUpTransformedFactories(
                false, List.of(BuiltinDHFactories.dhgex, BuiltinDHFactories.dhg1), ServerBuilder.DH2KEX);
    }

    static List<NamedFactory<Signature>> signatures() {
        return List.of(BuiltinSignatures.rsa, BuiltinSignatures.dsa);
    }

    static List<NamedFactory<Cipher>> ciphers() {
        return List.of(
                BuiltinCiphers.aes128cbc,
                BuiltinCiphers.tripledescbc,
                BuiltinCiphers.blowfishcbc,
                new Named<>("cast128-cbc", () -> new BaseCipher(8, 0, 16, "CAST5", 16, "CAST5/CBC/NoPadding", 8)),
                new Named<>("arcfour", Arcfour::new),
                BuiltinCiphers.aes192cbc,
                BuiltinCiphers.aes256cbc,
                new Named<>("rijndael-cbc@lysator.liu.se", BuiltinCiphers.aes256cbc::create),
                BuiltinCiphers.aes128ctr,
                BuiltinCiphers.aes192ctr,
                BuiltinCiphers.aes256ctr);
    }

    static List<NamedFactory<Mac>> macs() {
        return List.of(
                BuiltinMacs.hmacmd5,
                BuiltinMacs.hmacsha1,
                new Named<>("hmac-ripemd160", SargeAlgorithms::ripemd160),
                new Named<>("hmac-ripemd160@openssh.com", SargeAlgorithms::ripemd160),
                BuiltinMacs.hmacsha196,
                BuiltinMacs.hmacmd596);
    }

    static List<NamedFactory<Compression>> compressions() {
        return List.of(BuiltinCompressions.none, BuiltinCompressions.zlib);
    }

    private static Mac ripemd160() {
        return new BaseMac("HmacRIPEMD160", 20, 20, false);
    }

    private record Named<T>(String name, Supplier<T> making) implements NamedFactory<T> {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public T create() {
            return making.get();
        }
    }

    /** RC4 with a key of 128 bits from its first byte on; the variants of later releases throw the beginning away. */
    private static final class Arcfour extends BaseCipher {

        Arcfour() {
            super(8, 0, 16, "ARCFOUR", 16, "RC4", 8);
        }

        @Override
        protected javax.crypto.Cipher createCipherInstance(Mode mode, byte[] key, byte[] iv) throws Exception {
            var cipher = org.apache.sshd.common.util.security.SecurityUtils.getCipher(getTransformation());
            int direction = mode == Mode.Encrypt ? javax.crypto.Cipher.ENCRYPT_MODE : javax.crypto.Cipher.DECRYPT_MODE;
            cipher.init(direction, new javax.crypto.spec.SecretKeySpec(key, getAlgorithm()));
            return cipher;
        }

        /** A stream has no state that would have to be carried from one packet to the next. */
        @Override
        protected void reInit(byte[] processed, int offset, int length) {}
    }
}
