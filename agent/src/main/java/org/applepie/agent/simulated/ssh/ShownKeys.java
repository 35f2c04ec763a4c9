package org.applepie.agent.simulated.ssh;

import java.security.KeyPair;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionContext;

/** Shows whichever host keys the machine has at this moment. */
record ShownKeys(FrontState state) implements KeyPairProvider {
    @Override
    public Iterable<KeyPair> loadKeys(SessionContext session) {
        return state.keys().pairs();
    }
}
