package org.applepie.agent.simulated.ssh;

import java.security.KeyPair;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionContext;

/** The host keys that a machine shows at the moment, its own or others. */
final class ShownKeys implements KeyPairProvider {

    private volatile MachineKeys keys;

    ShownKeys(MachineKeys keys) {
        this.keys = keys;
    }

    void show(MachineKeys others) {
        keys = others;
    }

    @Override
    public Iterable<KeyPair> loadKeys(SessionContext session) {
        return keys.pairs();
    }
}
