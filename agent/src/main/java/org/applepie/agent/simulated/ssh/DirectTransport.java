package org.applepie.agent.simulated.ssh;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.ssh.Deadline;
import org.applepie.agent.ssh.RemoteProcess;
import org.applepie.agent.ssh.Transport;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.jspecify.annotations.Nullable;

/** Carries commands to simulated machines of this process. There are no jump servers. */
public final class DirectTransport implements Transport {

    private final List<DirectFront> fronts;

    public DirectTransport(Collection<DirectFront> fronts) {
        this.fronts = List.copyOf(fronts);
    }

    @Override
    public Reply<RemoteProcess> run(Login login, String command, Deadline deadline) {
        return front(login.endpoint())
                .map(front -> front.run(login, command, deadline))
                .orElseGet(DirectTransport::nobody);
    }

    @Override
    public Reply<HostKey> offeredHostKey(Endpoint endpoint, @Nullable Login jump) {
        return front(endpoint).map(front -> front.offered(endpoint)).orElseGet(DirectTransport::nobody);
    }

    private Optional<DirectFront> front(Endpoint endpoint) {
        return fronts.stream()
                .filter(front -> front.endpoint().host().equals(endpoint.host())
                        && front.endpoint().port() == endpoint.port())
                .findFirst();
    }

    private static <T> Reply<T> nobody() {
        return new Reply.NotConnected<>(new ConnectionFault.Unreachable("no machine is there"));
    }

    // A command has no more than itself for a connection.
    @Override
    public void disconnect(Login login) {}

    @Override
    public void close() {}
}
