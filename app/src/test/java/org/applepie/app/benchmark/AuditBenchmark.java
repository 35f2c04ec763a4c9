package org.applepie.app.benchmark;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.applepie.app.audit.AuditLog;

/** Durable entries of the audit trail, by one and by sixteen threads, against bytes appended to a file and synced. */
final class AuditBenchmark {

    private static final int ROUNDS = 7;
    private static final long SPAN = 3_000_000_000L;
    private static final String DETAILS = "{\"version\":1,\"text\":\"" + "x".repeat(280) + "\"}";
    private static final int BYTES = 450;

    private final Figures[] raw = {new Figures(), new Figures()};
    private final Figures[] trail = {new Figures(), new Figures()};

    static void run(Path home) throws Exception {
        AuditBenchmark benchmark = new AuditBenchmark();
        try (Console console = Console.start(home);
                RandomAccessFile file = new RandomAccessFile(home.resolve("raw").toFile(), "rw")) {
            AuditLog log = console.part(AuditLog.class);
            // The first round warms everything up and is not counted.
            for (int round = 0; round <= ROUNDS; round++) {
                benchmark.round(round > 0, file, log);
            }
        }
        benchmark.print();
    }

    private void round(boolean counts, RandomAccessFile file, AuditLog log) throws Exception {
        for (int many = 0; many < 2; many++) {
            int threads = many == 0 ? 1 : 16;
            double appends = rate(threads, () -> append(file));
            double entries =
                    rate(threads, () -> log.record("benchmark", "appended", "benchmark:1", "One entry", DETAILS));
            if (counts) {
                raw[many].add(appends);
                trail[many].add(entries);
            }
        }
    }

    /** Appends are one at a time, and so are syncs; several threads' syncs may be one to the disk. */
    private static void append(RandomAccessFile file) {
        try {
            synchronized (file) {
                file.write(new byte[BYTES]);
            }
            file.getFD().sync();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often a second, all threads together. */
    private static double rate(int threads, Runnable work) throws Exception {
        long began = System.nanoTime();
        long done = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                counts.add(pool.submit(() -> until(began + SPAN, work)));
            }
            for (Future<Long> count : counts) {
                done += count.get();
            }
        }
        return done / ((System.nanoTime() - began) / 1e9);
    }

    private static long until(long end, Runnable work) {
        long done = 0;
        while (System.nanoTime() - end < 0) {
            work.run();
            done++;
        }
        return done;
    }

    private void print() {
        Table.ofRates("a second, 1 thread").row("append and sync", raw[0]).row("audit entries", trail[0]);
        Table.ofRates("a second, 16 threads").row("append and sync", raw[1]).row("audit entries", trail[1]);
    }
}
