package org.applepie.app.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to the console that can be cut. While it is, nobody gets through. */
final class Line implements AutoCloseable {

    private final int console;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean whole = true;

    Line(int console) {
        this.console = console;
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void cut() {
        whole = false;
        open.forEach(Line::hangUp);
    }

    void mend() {
        whole = true;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException closed) {
                // the test is over, or the console is not there now
            }
        }
    }

    private void connect(Socket near) throws IOException {
        open.add(near);
        if (!whole) {
            hangUp(near);
            return;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), console);
        open.add(far);
        Thread.ofVirtual().start(() -> carry(near, far));
        Thread.ofVirtual().start(() -> carry(far, near));
    }

    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // either end may go when it likes
        } finally {
            hangUp(from);
            hangUp(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(Line::hangUp);
    }
}
