package org.applepie.agent.ssh;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.Semaphore;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Credential;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.jspecify.annotations.Nullable;

/** Opens connections, few at a time, each checked against its pinned key before anything is said over it. */
final class Opener {

    private final SshClient client;
    private final SshSettings settings;
    private final Semaphore openings;

    Opener(SshClient client, SshSettings settings) {
        this.client = client;
        this.settings = settings;
        this.openings = new Semaphore(settings.openings(), true);
    }

    /** A connection that is logged in. {@code jump} is the live connection to go through, null for none. */
    ClientSession open(
            Endpoint endpoint, String username, Credential credential, HostKey pinned, @Nullable ClientSession jump)
            throws ConnectionFailed {
        KeyCheck check = KeyCheck.against(pinned);
        ClientSession session = null;
        boolean done = false;
        takeTurn();
        try {
            session = connect(endpoint, username, check, jump);
            LogIn.prepare(session, credential);
            session.auth().verify(settings.logIn());
            done = true;
            return session;
        } catch (IOException | RuntimeException failed) {
            throw new ConnectionFailed(Faults.ofLoggingIn(check, failed), failed);
        } finally {
            openings.release();
            if (!done && session != null) {
                session.close(true);
            }
        }
    }

    /** Shakes hands just long enough to see the key. */
    HostKey look(Endpoint endpoint, @Nullable ClientSession jump) throws ConnectionFailed {
        KeyCheck check = KeyCheck.onlyLooking();
        takeTurn();
        try {
            ClientSession session = connect(endpoint, "applepie", check, jump);
            try {
                session.auth().await(settings.logIn());
            } finally {
                session.close(true);
            }
        } catch (IOException | RuntimeException failed) {
            throw new ConnectionFailed(Faults.ofConnecting(failed), failed);
        } finally {
            openings.release();
        }
        return check.seen()
                .orElseThrow(() -> new ConnectionFailed(
                        new ConnectionFault.Unreachable("it showed no host key that we accept; is it an SSH server?")));
    }

    private ClientSession connect(Endpoint endpoint, String username, KeyCheck check, @Nullable ClientSession jump)
            throws IOException, ConnectionFailed {
        AttributeRepository context = AttributeRepository.ofKeyValuePair(KeyCheck.OF_CONNECTION, check);
        if (jump == null) {
            return connect(username, new InetSocketAddress(endpoint.host(), endpoint.port()), context);
        }
        Tunnel tunnel = tunnel(jump, endpoint);
        try {
            ClientSession session = connect(username, tunnel.entrance(), context);
            session.addCloseFutureListener(closed -> tunnel.close());
            return session;
        } catch (IOException | RuntimeException failed) {
            tunnel.close();
            throw failed;
        }
    }

    private ClientSession connect(String username, SocketAddress address, AttributeRepository context)
            throws IOException {
        return client.connect(username, address, context)
                .verify(settings.connect())
                .getSession();
    }

    private Tunnel tunnel(ClientSession jump, Endpoint endpoint) throws ConnectionFailed {
        try {
            return Tunnel.open(jump, endpoint, settings.connect());
        } catch (IOException | RuntimeException refused) {
            throw new ConnectionFailed(
                    new ConnectionFault.Unreachable("from the jump server: " + Faults.sentence(refused)), refused);
        }
    }

    private void takeTurn() throws ConnectionFailed {
        try {
            openings.acquire();
        } catch (InterruptedException interrupted) {
            throw new ConnectionFailed(new ConnectionFault.Unreachable("the attempt was interrupted"), interrupted);
        }
    }
}
