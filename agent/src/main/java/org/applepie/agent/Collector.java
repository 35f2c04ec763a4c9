package org.applepie.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Reads a stream to its end on a thread of its own. */
final class Collector {

    private final CompletableFuture<byte[]> bytes = new CompletableFuture<>();

    private Collector() {}

    /** Fails, rather than filling the memory, if there are more than {@code most} bytes. */
    static Collector of(InputStream from, int most) {
        Collector collector = new Collector();
        Thread.ofVirtual().name("collector").start(() -> collector.read(from, most));
        return collector;
    }

    private void read(InputStream from, int most) {
        try {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] buffer = new byte[16 * 1024];
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                all.write(buffer, 0, n);
                if (all.size() > most) {
                    throw new IOException("the answer is longer than " + most + " bytes");
                }
            }
            bytes.complete(all.toByteArray());
        } catch (IOException | RuntimeException failed) {
            bytes.completeExceptionally(failed);
        }
    }

    /** Waits for the end of the stream. */
    byte[] all() throws IOException, InterruptedException {
        try {
            return bytes.get();
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        }
    }
}
