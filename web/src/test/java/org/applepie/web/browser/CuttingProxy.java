package org.applepie.web.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy between browser and console that cuts the streams of runs, at any byte. Other requests pass. */
final class CuttingProxy implements AutoCloseable {

    private final int console;
    private final ServerSocket door;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private long allowed = Long.MAX_VALUE;
    private int cuts;

    CuttingProxy(int console) {
        this.console = console;
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** Cuts every stream that is open now. */
    void cutStreams() {
        lines.stream().filter(line -> line.stream).forEach(this::cut);
    }

    /** Lets so many bytes of streams pass and cuts the one that has the next. */
    synchronized void cutStreamsAfter(long bytes) {
        allowed = bytes;
    }

    /** How often a stream was cut. */
    synchronized int cuts() {
        return cuts;
    }

    private synchronized int allow(int bytes) {
        int passing = (int) Math.min(allowed, bytes);
        allowed = passing < bytes ? Long.MAX_VALUE : allowed == Long.MAX_VALUE ? allowed : allowed - bytes;
        return passing;
    }

    private void cut(Line line) {
        synchronized (this) {
            cuts++;
        }
        line.close();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Line line = new Line(door.accept(), new Socket(InetAddress.getLoopbackAddress(), console));
                lines.add(line);
                Thread.ofVirtual().start(() -> pump(line, line::toConsole));
                Thread.ofVirtual().start(() -> pump(line, line::toBrowser));
            } catch (IOException closed) {
                // The test is over, or the console is.
            }
        }
    }

    private void pump(Line line, Pump pump) {
        try {
            pump.run();
        } catch (IOException broken) {
            // Either side may go when it likes.
        } finally {
            line.close();
            lines.remove(line);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        lines.forEach(Line::close);
    }

    private interface Pump {
        void run() throws IOException;
    }

    private final class Line {

        private final Socket browser;
        private final Socket upstream;
        private volatile boolean stream;

        Line(Socket browser, Socket upstream) {
            this.browser = browser;
            this.upstream = upstream;
        }

        void toConsole() throws IOException {
            byte[] buffer = new byte[16_384];
            InputStream in = browser.getInputStream();
            OutputStream out = upstream.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                String request = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                stream = request.lines().findFirst().orElse("").contains("/feed?");
                out.write(buffer, 0, n);
            }
        }

        void toBrowser() throws IOException {
            byte[] buffer = new byte[16_384];
            InputStream in = upstream.getInputStream();
            OutputStream out = browser.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                int passing = stream ? allow(n) : n;
                out.write(buffer, 0, passing);
                out.flush();
                if (passing < n) {
                    cut(this);
                    return;
                }
            }
        }

        void close() {
            try {
                browser.close();
                upstream.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
