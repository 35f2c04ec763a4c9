package org.applepie.agent.ssh;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.sshd.client.session.ClientSession;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Credential;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.jspecify.annotations.Nullable;

/** All live SSH connections, one for each log-in. Safe for many threads. */
public final class Connections implements Transport {

    private final SshSettings settings;
    private final Clients clients;
    private final Opener opener;
    private final ConcurrentMap<Key, Line> lines = new ConcurrentHashMap<>();

    public Connections(SshSettings settings) {
        this.settings = settings;
        this.clients = new Clients(settings);
        this.opener = new Opener(clients, settings);
    }

    @Override
    public Reply<RemoteProcess> run(Login login, String command, Deadline deadline) throws InterruptedException {
        try {
            return new Reply.Got<>(line(login).run(command, deadline));
        } catch (ConnectionFailed failed) {
            return notConnected(failed);
        }
    }

    @Override
    public Reply<HostKey> offeredHostKey(Endpoint endpoint, @Nullable Login jump) throws InterruptedException {
        try {
            Deadline deadline = Deadline.in(settings.connect().plus(settings.logIn()));
            return new Reply.Got<>(opener.look(endpoint, jump == null ? null : through(jump, deadline)));
        } catch (ConnectionFailed failed) {
            return notConnected(failed);
        }
    }

    @Override
    public void disconnect(Login login) {
        Line line = lines.remove(Key.of(login));
        if (line != null) {
            line.close();
        }
    }

    @Override
    public void close() {
        clients.close();
    }

    private Line line(Login login) {
        return lines.computeIfAbsent(
                Key.of(login), key -> new Line(deadline -> open(login, deadline), settings.channels()));
    }

    private ClientSession open(Login login, Deadline deadline) throws ConnectionFailed, InterruptedException {
        HostKey pinned = login.pinned();
        if (pinned == null) {
            throw new ConnectionFailed(new ConnectionFault.NotPinned());
        }
        Login jump = login.jump();
        ClientSession way = jump == null ? null : through(jump, deadline);
        return opener.open(login.endpoint(), login.username(), login.credential(), pinned, way);
    }

    private ClientSession through(Login jump, Deadline deadline) throws ConnectionFailed, InterruptedException {
        try {
            return line(jump).live(deadline).session();
        } catch (ConnectionFailed failed) {
            throw new ConnectionFailed(new ConnectionFault.JumpFault(failed.fault()), failed);
        }
    }

    private static <T> Reply<T> notConnected(ConnectionFailed failed) throws InterruptedException {
        if (failed.byInterrupt()) {
            throw new InterruptedException("interrupted while connecting");
        }
        return new Reply.NotConnected<>(failed.fault());
    }

    /** What makes two log-ins share a connection: all but how root rights are had. */
    private record Key(
            Endpoint endpoint,
            String username,
            Credential credential,
            @Nullable HostKey pinned,
            @Nullable Key jump) {

        static Key of(Login login) {
            Login jump = login.jump();
            return new Key(
                    login.endpoint(),
                    login.username(),
                    login.credential(),
                    login.pinned(),
                    jump == null ? null : of(jump));
        }
    }
}
