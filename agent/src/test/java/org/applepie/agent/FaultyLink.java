package org.applepie.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.applepie.domain.remote.Endpoint;

/** A TCP proxy that can be told to misbehave. */
final class FaultyLink implements AutoCloseable {

    private final ServerSocket door;
    private final Endpoint target;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicLong connections = new AtomicLong();
    private volatile CountDownLatch flow = new CountDownLatch(0);
    private volatile boolean refusing;
    private volatile long resetAfter = Long.MAX_VALUE;

    private FaultyLink(ServerSocket door, Endpoint target) {
        this.door = door;
        this.target = target;
    }

    static FaultyLink to(Endpoint target) throws IOException {
        FaultyLink link = new FaultyLink(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        Thread.ofVirtual().start(link::accept);
        return link;
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", door.getLocalPort());
    }

    /** Resets every connection there is, without a goodbye. */
    void reset() {
        open.forEach(FaultyLink::slam);
        open.clear();
    }

    /** Resets each later connection when the server has sent this many bytes over it. */
    void resetEachAfter(long bytes) {
        resetAfter = bytes;
    }

    /** Takes connections and drops them at once, until told otherwise. */
    void refuse(boolean on) {
        refusing = on;
    }

    /** Lets nothing pass any more in either direction, yet keeps every connection open: a black hole. */
    void stall() {
        flow = new CountDownLatch(1);
    }

    /** Ends the black hole; what was held back passes. */
    void resume() {
        flow.countDown();
    }

    long connections() {
        return connections.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (refusing) {
                    slam(client);
                    continue;
                }
                connections.incrementAndGet();
                Socket server = new Socket(target.host(), target.port());
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> pass(client, server, Long.MAX_VALUE));
                Thread.ofVirtual().start(() -> pass(server, client, resetAfter));
            } catch (IOException closed) {
                // The next turn of the loop sees whether it was the door.
            }
        }
    }

    private void pass(Socket from, Socket to, long most) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[16 * 1024];
            long left = most;
            for (int n = in.read(buffer); n >= 0 && left > 0; n = in.read(buffer)) {
                flow.await();
                out.write(buffer, 0, (int) Math.min(n, left));
                left -= n;
            }
        } catch (IOException | InterruptedException over) {
            // Both sides are closed below.
        }
        slam(from);
        slam(to);
    }

    private static void slam(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closed) {
            // It is what we wanted.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        resume();
        reset();
    }
}
