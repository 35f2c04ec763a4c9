package org.applepie.agent.ssh;

import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.jspecify.annotations.Nullable;

/** Carries commands to servers. Safe for many threads. */
public interface Transport extends AutoCloseable {

    /**
     * Starts a command through the log-in's connection.
     *
     * @param command what the log-in shell on the server gets to read
     * @param deadline until when to wait for a connection and a free channel on it, and when the command's channel closes
     */
    Reply<RemoteProcess> run(Login login, String command, Deadline deadline) throws InterruptedException;

    /** The key that the far end offers, without logging in. */
    Reply<HostKey> offeredHostKey(Endpoint endpoint, @Nullable Login jump) throws InterruptedException;

    /** Ends the connection of a log-in, if there is one. */
    void disconnect(Login login);

    @Override
    void close();
}
