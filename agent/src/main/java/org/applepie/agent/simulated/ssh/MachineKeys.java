package org.applepie.agent.simulated.ssh;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.applepie.domain.remote.HostKey;

/** The host keys of one machine. Their private halves live in memory only. */
public final class MachineKeys {

    private static final List<Kind> OF_MODERN =
            List.of(new Kind(KeyPairProvider.SSH_ED25519, 256), new Kind(KeyPairProvider.ECDSA_SHA2_NISTP256, 256));
    private static final List<Kind> OF_SARGE =
            List.of(new Kind(KeyPairProvider.SSH_RSA, 1024), new Kind(KeyPairProvider.SSH_DSS, 1024));

    private final List<KeyPair> pairs;

    private MachineKeys(List<KeyPair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    private record Kind(String name, int bits) {}

    /** Makes new keys of the kinds that such a server has. */
    public static MachineKeys generate(Dialect dialect) {
        List<Kind> kinds = switch (dialect) {
            case MODERN -> OF_MODERN;
            case SARGE -> OF_SARGE;
        };
        List<KeyPair> pairs = new ArrayList<>();
        for (Kind kind : kinds) {
            pairs.add(pair(kind));
        }
        return new MachineKeys(pairs);
    }

    private static KeyPair pair(Kind kind) {
        try {
            return KeyUtils.generateKeyPair(kind.name(), kind.bits());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java makes no keys of the kind " + kind.name(), impossible);
        }
    }

    /** The key by which a console that prefers as we do knows the machine. */
    public HostKey preferred() {
        var key = pairs.getFirst().getPublic();
        return new HostKey(
                KeyUtils.getKeyType(key),
                KeyUtils.getFingerPrint(BuiltinDigests.sha256, key),
                PublicKeyEntry.toString(key));
    }

    /** Their public halves, each as {@code ssh-rsa AAAA...}. */
    public List<String> texts() {
        return pairs.stream()
                .map(pair -> PublicKeyEntry.toString(pair.getPublic()))
                .toList();
    }

    List<KeyPair> pairs() {
        return pairs;
    }
}
