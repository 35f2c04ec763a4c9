package org.applepie.app.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.applepie.domain.run.RunEvent.Output;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.Runner.OutputMark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputStoreTest {

    private static final RunId RUN = new RunId(new UUID(1, 2));

    @TempDir
    Path directory;

    private long now = 1_000;
    private OutputStore store;

    @BeforeEach
    void open() {
        store = new OutputStore(directory.resolve("output"), new TickingClock());
    }

    private final class TickingClock extends Clock {
        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void givesBackEveryByteFromAnyOffset() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        try (AttemptLog log = store.open(RUN, 1)) {
            log.append(0, all);
        }

        assertThat(store.read(RUN, 1, 0, 1_000)).isEqualTo(all);
        assertThat(store.read(RUN, 1, 200, 10)).isEqualTo(Arrays.copyOfRange(all, 200, 210));
        assertThat(store.read(RUN, 1, 256, 10)).isEmpty();
        assertThat(store.read(RUN, 1, 999, 10)).isEmpty();
        assertThat(store.read(RUN, 1, -1, 10)).isEmpty();
        assertThat(store.read(RUN, 2, 0, 10)).isEmpty();
        assertThat(store.length(RUN, 1)).isEqualTo(256);
    }

    @Test
    void goesOnAtItsEndWithoutGapOrDouble() throws Exception {
        Random random = new Random(42);
        byte[] all = new byte[100_000];
        random.nextBytes(all);
        while (store.length(RUN, 1) < all.length) {
            try (AttemptLog log = store.open(RUN, 1)) {
                for (int piece = 0; piece < 3 && log.length() < all.length; piece++) {
                    int from = (int) Math.max(0, log.length() - random.nextInt(500));
                    int to = Math.min(all.length, from + random.nextInt(9_000));
                    log.append(from, Arrays.copyOfRange(all, from, to));
                }
            }
        }

        assertThat(store.read(RUN, 1, 0, all.length)).isEqualTo(all);
        try (AttemptLog log = store.open(RUN, 1)) {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(all));
            assertThat(log.seal()).isEqualTo(new Output(all.length, hash));
        }
    }

    @Test
    void refusesAGap() {
        try (AttemptLog log = store.open(RUN, 1)) {
            log.append(0, new byte[10]);
            assertThatThrownBy(() -> log.append(11, new byte[1])).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void tellsWhenBytesCameIn() {
        try (AttemptLog log = store.open(RUN, 1)) {
            for (int i = 0; i < 10; i++) {
                now += 10;
                log.append(i * 100L, new byte[100]);
            }
            log.append(1_000, new byte[5]);
        }

        assertThat(store.marks(RUN, 1, 0, 2)).containsExactly(new OutputMark(0, 1_010), new OutputMark(100, 1_020));
        assertThat(store.marks(RUN, 1, 250, 1)).containsExactly(new OutputMark(200, 1_030));
        assertThat(store.marks(RUN, 1, 5_000, 9)).containsExactly(new OutputMark(900, 1_100));
        assertThat(store.marks(RUN, 2, 0, 9)).isEmpty();
    }

    @Test
    void forgetsMarksOfBytesThatWereNeverWritten() throws Exception {
        try (AttemptLog log = store.open(RUN, 1)) {
            log.append(0, new byte[100]);
            now += 10;
            log.append(100, new byte[100]);
        }
        Path run = directory.resolve("output").resolve(RUN.toString());
        try (RandomAccessFile bytes = new RandomAccessFile(run.resolve("1.log").toFile(), "rw");
                RandomAccessFile marks =
                        new RandomAccessFile(run.resolve("1.marks").toFile(), "rw")) {
            bytes.setLength(100);
            marks.setLength(marks.length() + 5);
        }
        now += 10;

        try (AttemptLog log = store.open(RUN, 1)) {
            log.append(100, new byte[1]);
        }

        assertThat(store.marks(RUN, 1, 0, 9)).containsExactly(new OutputMark(0, 1_000), new OutputMark(100, 1_020));
    }

    @Test
    void nothingIsTheHashOfNothing() {
        try (AttemptLog log = store.open(RUN, 1)) {
            assertThat(log.seal()).isEqualTo(AttemptLog.none());
        }
    }
}
