package org.applepie.agent.ssh;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.applepie.domain.remote.HostKey;

/** Host keys in our words, and the signature algorithms that each kind of key can be proved with. */
final class HostKeys {

    private static final String RSA = "ssh-rsa";

    private HostKeys() {}

    static HostKey of(PublicKey key) {
        return new HostKey(
                KeyUtils.getKeyType(key),
                KeyUtils.getFingerPrint(BuiltinDigests.sha256, key),
                PublicKeyEntry.toString(key));
    }

    /** Whether both are the same key; only algorithm and key bytes count, not a comment behind them. */
    static boolean same(HostKey one, HostKey other) {
        return keyPart(one).equals(keyPart(other));
    }

    /**
     * {@code offer} with what proves {@code pinned} moved to the front, so that a server with several keys shows the
     * one we know, as OpenSSH's client does. The rest stays: a server that lost the key then shows its other one.
     */
    static List<String> preferring(HostKey pinned, List<String> offer) {
        List<String> wanted = provers(pinned.algorithm());
        List<String> sorted =
                new ArrayList<>(offer.stream().filter(wanted::contains).toList());
        offer.stream().filter(name -> !wanted.contains(name)).forEach(sorted::add);
        return sorted;
    }

    private static List<String> provers(String keyType) {
        return keyType.equals(RSA) ? List.of("rsa-sha2-512", "rsa-sha2-256", RSA) : List.of(keyType);
    }

    private static List<String> keyPart(HostKey key) {
        return Arrays.stream(key.line().strip().split("\\s+")).limit(2).toList();
    }
}
