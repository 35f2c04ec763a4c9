package org.applepie.web.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.RunId;
import org.applepie.web.demo.DemoRun;
import org.applepie.web.demo.MemoryInventory;
import org.applepie.web.demo.MemoryRunbooks;
import org.applepie.web.demo.MemoryRunner;
import org.applepie.web.demo.SettableClock;
import org.applepie.web.run.FeedEvent.Attempted;
import org.applepie.web.run.FeedEvent.Changed;
import org.applepie.web.run.FeedEvent.Output;
import org.applepie.web.run.FeedEvent.Over;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFeedTest {

    private final Clock clock = new SettableClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final MemoryInventory inventory = new MemoryInventory(clock);
    private final MemoryRunbooks runbooks = new MemoryRunbooks(inventory, clock);
    private final MemoryRunner runner = new MemoryRunner(runbooks, clock);
    private final RunId run = Runs.start(inventory, runbooks, runner, clock);
    private final RunFeed feed = new RunFeed(runner, run);

    /** Somebody who is cut off at any moment and comes back with the id of the last event that arrived. */
    private final class Reader {

        private final Map<Integer, ByteArrayOutputStream> logs = new HashMap<>();
        private FeedCursor cursor = FeedCursor.START;
        private long version;
        private boolean over;

        void read(int most) throws InterruptedException {
            List<FeedEvent> events = feed.next(cursor);
            for (FeedEvent event : events.subList(0, Math.min(most, events.size()))) {
                take(event);
                cursor = FeedCursor.parse(event.after().toString()).orElseThrow();
            }
        }

        private void take(FeedEvent event) {
            switch (event.content()) {
                case Output output -> {
                    ByteArrayOutputStream log = log(output.attempt());
                    assertThat(output.offset()).as("neither gap nor repetition").isEqualTo(log.size());
                    log.writeBytes(Base64.getDecoder().decode(output.data()));
                }
                case Changed changed -> version = changed.version();
                case Attempted attempted ->
                    assertThat(log(attempted.attempt()).size()).isZero();
                case Over end -> over = true;
            }
        }

        private ByteArrayOutputStream log(int attempt) {
            return logs.computeIfAbsent(attempt, a -> new ByteArrayOutputStream());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void givesEveryByteOnceToWhomeverItCutsOff(long seed) throws InterruptedException {
        Random random = new Random(seed);
        List<Reader> readers = List.of(new Reader(), new Reader(), new Reader());
        for (int i = 0; i < 300; i++) {
            advance(random);
            for (Reader reader : readers) {
                if (random.nextInt(3) == 0) {
                    reader.read(random.nextInt(4));
                }
            }
        }
        for (Reader reader : readers) {
            readToTheEnd(reader);
            int attempts = runner.find(run).orElseThrow().run().attempts().size();
            for (int attempt = 1; attempt <= attempts; attempt++) {
                assertThat(reader.log(attempt).toByteArray())
                        .as("seed %d, attempt %d", seed, attempt)
                        .isEqualTo(runner.log(run, attempt));
            }
            assertThat(reader.version)
                    .isEqualTo(runner.find(run).orElseThrow().run().version());
        }
    }

    private void advance(Random random) {
        int attempt = runner.begin(run);
        if (attempt == 0) {
            DemoRun.approve(runner, run, clock);
            attempt =
                    Math.max(1, runner.find(run).orElseThrow().run().attempts().size());
        }
        boolean inFlight = runner.find(run).orElseThrow().run().attempts().stream()
                .anyMatch(a -> a.result().isEmpty());
        if (inFlight) {
            byte[] bytes = new byte[random.nextInt(random.nextInt(10) == 0 ? 200_000 : 300)];
            random.nextBytes(bytes);
            runner.print(run, attempt, bytes);
            if (random.nextInt(8) == 0) {
                runner.end(run, new AttemptResult.Proved("yes"));
            }
        }
    }

    private void readToTheEnd(Reader reader) throws InterruptedException {
        FeedCursor before;
        do {
            before = reader.cursor;
            reader.read(Integer.MAX_VALUE);
        } while (!before.equals(reader.cursor));
    }

    @Test
    void saysNothingTwiceWhenNothingIsNew() throws InterruptedException {
        Reader reader = new Reader();
        readToTheEnd(reader);

        assertThat(feed.next(reader.cursor)).isEmpty();
    }

    @Test
    void tellsThatSomethingWasHeardThoughNoEventCame() throws InterruptedException {
        Reader reader = new Reader();
        readToTheEnd(reader);

        runner.hear(run, runner.find(run).orElseThrow().live());

        assertThat(feed.next(reader.cursor))
                .extracting(e -> e.content().event())
                .containsExactly("state");
    }

    @Test
    void endsWhenTheRunIsOverAndAllIsTold() throws InterruptedException {
        DemoRun.hurry(runner, run, clock, "");
        Reader reader = new Reader();
        readToTheEnd(reader);

        assertThat(reader.over).isTrue();
    }

    @Test
    void tellsWhenBytesArrived() throws InterruptedException {
        DemoRun.approve(runner, run, clock);
        int attempt = runner.begin(run);
        runner.print(run, attempt, "one\n");
        ((SettableClock) clock).advance(Duration.ofSeconds(5));
        runner.print(run, attempt, "two\n");

        List<long[]> marks = new ArrayList<>();
        feed.next(FeedCursor.START).forEach(e -> {
            if (e.content() instanceof Output output) {
                marks.addAll(output.marks());
            }
        });

        assertThat(marks).hasSize(2);
        assertThat(marks.getLast()[0]).isEqualTo(4);
        assertThat(marks.getLast()[1] - marks.getFirst()[1]).isEqualTo(5000);
    }
}
