package org.applepie.agent.ssh;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
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

    private final Clients clients;
    private final SshSettings settings;
    private final Semaphore openings;

    Opener(Clients clients, SshSettings settings) {
        this.clients = clients;
        this.settings = settings;
        this.openings = new Semaphore(settings.openings(), true);
    }

    /** A connection that is logged in. {@code jump} is the live connection to go through, null for none. */
    ClientSession open(
            Endpoint endpoint, String username, Credential credential, HostKey pinned, @Nullable ClientSession jump)
            throws ConnectionFailed {
        KeyCheck check = KeyCheck.against(pinned);
        Negotiation negotiation = new Negotiation(endpoint.algorithms());
        ClientSession session = null;
        boolean done = false;
        takeTurn();
        try {
            session = connect(endpoint, username, carrying(check, negotiation), jump);
            LogIn.prepare(session, credential);
            session.auth().verify(settings.logIn());
            done = true;
            return session;
        } catch (IOException | RuntimeException failed) {
            throw new ConnectionFailed(negotiation.fault().orElseGet(() -> Faults.ofLoggingIn(check, failed)), failed);
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
        Negotiation negotiation = new Negotiation(endpoint.algorithms());
        takeTurn();
        try {
            ClientSession session = connect(endpoint, "applepie", carrying(check, negotiation), jump);
            try {
                session.auth().await(settings.logIn());
            } finally {
                session.close(true);
            }
        } catch (IOException | RuntimeException failed) {
            throw new ConnectionFailed(negotiation.fault().orElseGet(() -> Faults.ofConnecting(failed)), failed);
        } finally {
            openings.release();
        }
        return check.seen()
                .orElseThrow(() -> new ConnectionFailed(negotiation.fault().orElseGet(Opener::noKeySeen)));
    }

    private static ConnectionFault noKeySeen() {
        return new ConnectionFault.Unreachable("it showed no host key that we accept; is it an SSH server?");
    }

    private static AttributeRepository carrying(KeyCheck check, Negotiation negotiation) {
        return AttributeRepository.ofAttributesMap(
                Map.of(KeyCheck.OF_CONNECTION, check, Negotiation.OF_CONNECTION, negotiation));
    }

    private ClientSession connect(
            Endpoint endpoint, String username, AttributeRepository context, @Nullable ClientSession jump)
            throws IOException, ConnectionFailed {
        SshClient client = clients.offering(endpoint.algorithms());
        if (jump == null) {
            return connect(client, username, new InetSocketAddress(endpoint.host(), endpoint.port()), context);
        }
        Tunnel tunnel = tunnel(jump, endpoint);
        try {
            ClientSession session = connect(client, username, tunnel.entrance(), context);
            session.addCloseFutureListener(closed -> tunnel.close());
            return session;
        } catch (IOException | RuntimeException failed) {
            tunnel.close();
            throw failed;
        }
    }

    private ClientSession connect(SshClient client, String username, SocketAddress address, AttributeRepository context)
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
