package org.applepie.app.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** One conversation with QEMU's monitor, each line of which is one JSON object. Nothing here waits for ever. */
final class Qmp implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final SocketChannel channel;
    private final Selector selector;
    private final ByteBuffer unread = ByteBuffer.allocate(8192).limit(0);

    private Qmp(SocketChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    static Qmp connect(Path socket) {
        try {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            Qmp qmp = new Qmp(channel, selector);
            qmp.await("\"QMP\"");
            qmp.execute("qmp_capabilities", "{}");
            return qmp;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void execute(String command, String arguments) {
        String line = "{\"execute\":\"" + command + "\",\"arguments\":" + arguments + "}\n";
        try {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("\"return\"");
    }

    /** Reads on until a line has the word; what comes before, such as news of other things, is passed over. */
    void await(String word) {
        long end = System.nanoTime() + LIMIT.toNanos();
        try {
            for (String line = line(end); !line.contains(word); line = line(end)) {
                if (line.startsWith("{\"error\"")) {
                    throw new IllegalStateException("QEMU refused: " + line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line(long end) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            while (unread.hasRemaining()) {
                byte next = unread.get();
                if (next == '\n') {
                    return line.toString(StandardCharsets.UTF_8);
                }
                line.write(next);
            }
            fill(end);
        }
    }

    private void fill(long end) throws IOException {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0 || selector.select(left) == 0) {
            throw new IllegalStateException("QEMU's monitor did not answer within " + LIMIT.toSeconds() + " s");
        }
        selector.selectedKeys().clear();
        unread.clear();
        int read = channel.read(unread);
        unread.flip();
        if (read < 0) {
            throw new IllegalStateException("QEMU closed its monitor");
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
