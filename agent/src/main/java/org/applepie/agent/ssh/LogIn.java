package org.applepie.agent.ssh;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Credential;

/** Gives a connection what it logs in with, and keeps it from trying anything else. */
final class LogIn {

    private LogIn() {}

    static void prepare(ClientSession session, Credential credential) throws ConnectionFailed {
        switch (credential) {
            case Credential.Password(var password) -> {
                CoreModuleProperties.PREFERRED_AUTHS.set(session, "password,keyboard-interactive");
                session.addPasswordIdentity(password.reveal());
            }
            case Credential.PrivateKey(var pem) -> {
                CoreModuleProperties.PREFERRED_AUTHS.set(session, "publickey");
                for (KeyPair pair : read(session, pem.reveal())) {
                    session.addPublicKeyIdentity(pair);
                }
            }
        }
    }

    private static List<KeyPair> read(ClientSession session, String pem) throws ConnectionFailed {
        try {
            List<KeyPair> pairs = new ArrayList<>();
            SecurityUtils.getKeyPairResourceParser()
                    .loadKeyPairs(session, NamedResource.ofName("private key"), FilePasswordProvider.EMPTY, pem)
                    .forEach(pairs::add);
            if (pairs.isEmpty()) {
                throw new IOException("no key in it");
            }
            return pairs;
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            throw new ConnectionFailed(
                    new ConnectionFault.AuthenticationRefused(
                            "our private key for it is encrypted, or is in no format that we know"),
                    unreadable);
        }
    }
}
