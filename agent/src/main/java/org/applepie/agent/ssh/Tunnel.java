package org.applepie.agent.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.applepie.domain.remote.Endpoint;

/**
 * A way through a jump server to one other server. Takes a single local connection, on the loopback address, and
 * stops listening as soon as it has it.
 */
final class Tunnel implements AutoCloseable {

    private final ChannelDirectTcpip channel;
    private final ServerSocket door;

    private Tunnel(ChannelDirectTcpip channel, ServerSocket door) {
        this.channel = channel;
        this.door = door;
    }

    /**
     * @throws IOException if the jump server does not let us through or cannot reach {@code target}
     */
    static Tunnel open(ClientSession jump, Endpoint target, Duration patience) throws IOException {
        ChannelDirectTcpip channel = jump.createDirectTcpipChannel(
                new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress(target.host(), target.port()));
        try {
            channel.open().verify(patience);
            ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            door.setSoTimeout(Math.toIntExact(patience.toMillis()) + 1);
            Tunnel tunnel = new Tunnel(channel, door);
            Thread.ofVirtual().name("tunnel to " + target).start(tunnel::carry);
            return tunnel;
        } catch (IOException refused) {
            channel.close(true);
            throw refused;
        }
    }

    InetSocketAddress entrance() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), door.getLocalPort());
    }

    private void carry() {
        try (Socket socket = door.accept()) {
            door.close();
            socket.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().start(() -> copy(channel.getInvertedOut(), socket));
            pump(socket.getInputStream(), channel.getInvertedIn());
            channel.close(false);
            back.join();
        } catch (IOException | InterruptedException over) {
            // Whoever uses the tunnel sees its connection end; there is nobody else to tell.
            close();
        }
    }

    private void copy(InputStream from, Socket to) {
        try (to) {
            pump(from, to.getOutputStream());
        } catch (IOException over) {
            close();
        }
    }

    private static void pump(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[32 * 1024];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            to.write(buffer, 0, n);
            to.flush();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException ignored) {
            // It was not listening any more.
        }
        channel.close(true);
    }
}
