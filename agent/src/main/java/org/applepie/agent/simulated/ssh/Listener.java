package org.applepie.agent.simulated.ssh;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.apache.sshd.server.SshServer;

/** An SSH server that can stop taking connections while those it has go on. */
final class Listener extends SshServer {

    /** Whether it was told to refuse, and not to accept again. */
    boolean refuses() {
        return acceptor != null && acceptor.getBoundAddresses().isEmpty();
    }

    /** Stops listening. */
    void refuse() {
        acceptor.unbind();
    }

    /** Listens again. */
    void accept(int port) throws IOException {
        acceptor.bind(new InetSocketAddress(getHost(), port));
    }
}
