package org.applepie.agent.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;

/** A connection that is logged in, and the places for commands on it. */
record Live(ClientSession session, Channels channels) {

    /**
     * Starts a command; the caller has taken a place on the channels, and it is given back when the command's channel
     * closes, but not if this fails.
     */
    RemoteProcess start(String command, Deadline deadline) throws IOException {
        ChannelExec channel = session.createExecChannel(command.getBytes(StandardCharsets.UTF_8), null, Map.of());
        boolean done = false;
        try {
            open(channel, deadline);
            channel.addCloseFutureListener(closed -> channels.giveBack());
            done = true;
            return new ChannelProcess(channel, deadline);
        } finally {
            if (!done) {
                channel.close(true);
            }
        }
    }

    /** The future wraps the one exception that matters here. */
    private static void open(ChannelExec channel, Deadline deadline) throws IOException {
        OpenFuture opening = channel.open();
        try {
            opening.verify(deadline.left());
        } catch (IOException failed) {
            throw opening.getException() instanceof SshChannelOpenException refused ? refused : failed;
        }
    }
}
