package org.applepie.agent.simulated.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * A loopback port that stays ours. While it is held, a socket is bound to it and does not listen: connections are refused,
 * and the system gives the number to nobody else.
 */
final class Port {

    private final int number;
    private @Nullable Socket holder;

    private Port(Socket holder) {
        this.number = holder.getLocalPort();
        this.holder = holder;
    }

    /** One that is free now, held. */
    static Port any() {
        return new Port(bound(0));
    }

    int number() {
        return number;
    }

    void hold() {
        if (holder == null) {
            holder = bound(number);
        }
    }

    /** Makes room for a listener. */
    void release() {
        try {
            if (holder != null) {
                holder.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the port cannot be released", failed);
        } finally {
            holder = null;
        }
    }

    private static Socket bound(int port) {
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException failed) {
            throw new UncheckedIOException("port %d cannot be held".formatted(port), failed);
        }
    }
}
