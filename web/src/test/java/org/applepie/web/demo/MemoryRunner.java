package org.applepie.web.demo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.remote.LinkState;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.RecordedEvent;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunCommand;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.RunView;
import org.applepie.domain.run.Runner;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/** Runs whose steps are done by whoever holds the fake: it says what is printed and how a step ends. */
public final class MemoryRunner implements Runner {

    private final MemoryRunbooks runbooks;
    private final Clock clock;
    private final Map<RunId, List<RecordedEvent>> events = new LinkedHashMap<>();
    private final Map<String, Log> outputs = new HashMap<>();
    private final Map<String, List<OutputMark>> marks = new HashMap<>();
    private final Map<RunId, RunView.Live> live = new HashMap<>();
    private final Map<RunId, Long> liveVersions = new HashMap<>();

    public MemoryRunner(MemoryRunbooks runbooks, Clock clock) {
        this.runbooks = runbooks;
        this.clock = clock;
    }

    @Override
    public synchronized Verdict<RunId> start(RunbookId id, String digest, String actor) {
        Optional<Runbook> book = runbooks.find(id);
        if (book.isEmpty() || !book.get().digest().equals(digest)) {
            return Verdict.refused(Kind.CONFLICT, "other-runbook", "That is another runbook.", "Read it again.");
        }
        RunId run = new RunId(UUID.randomUUID());
        events.put(run, new ArrayList<>());
        Runbook b = book.get();
        add(run, actor, new RunEvent.Started(id, digest, b.server(), b.binding().machineId()));
        hear(run, new RunView.Live(LinkState.CONNECTED, List.of(), List.of(), Optional.of(clock.instant()), ""));
        return Verdict.accepted(run);
    }

    @Override
    public synchronized Verdict<RunId> startUnrehearsed(RunbookId id, String digest, String reason, String actor) {
        return start(id, digest, actor).map(run -> {
            add(run, actor, new RunEvent.RehearsalWaived(reason));
            return run;
        });
    }

    /** Begins the step the run is ready for and gives its attempt's number; 0 if the run is not ready. */
    public synchronized int begin(RunId run) {
        RunView view = find(run).orElseThrow();
        if (!(view.run().attempt(view.runbook(), "boot-1") instanceof Verdict.Accepted<RunEvent>(var event))) {
            return 0;
        }
        add(run, "applepie", event);
        return view.run().attempts().size() + 1;
    }

    /** The server prints something. */
    public synchronized void print(RunId run, int attempt, byte[] bytes) {
        Log log = outputs.computeIfAbsent(key(run, attempt), k -> new Log());
        marks.computeIfAbsent(key(run, attempt), k -> new ArrayList<>())
                .add(new OutputMark(log.size(), clock.millis()));
        log.writeBytes(bytes);
        notifyAll();
    }

    public void print(RunId run, int attempt, String text) {
        print(run, attempt, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The step ends. */
    public synchronized void end(RunId run, AttemptResult result) {
        RunView view = find(run).orElseThrow();
        var attempt = view.run().attempts().getLast();
        long bytes = length(run, attempt.number());
        add(
                run,
                "applepie",
                new RunEvent.AttemptEnded(
                        attempt.number(), attempt.step(), result, new RunEvent.Output(bytes, "0".repeat(64))));
    }

    /** The console looked after people told of a step, and found something else. */
    public synchronized void refuse(RunId run, String found) {
        var attempt = find(run).orElseThrow().run().attempts().getLast();
        add(run, "applepie", new RunEvent.ReportRefused(attempt.number(), attempt.step(), found));
    }

    public synchronized void finish(RunId run, RunEvent.End end) {
        add(run, "applepie", new RunEvent.Ended(end, ""));
    }

    /** The server is heard. */
    public synchronized void hear(RunId run, RunView.Live heard) {
        live.put(run, heard);
        liveVersions.merge(run, 1L, Long::sum);
        notifyAll();
    }

    /** The whole log of an attempt. */
    public synchronized byte[] log(RunId run, int attempt) {
        return output(run, attempt, 0, Integer.MAX_VALUE);
    }

    /** A log of which parts can be had without a copy of the whole. */
    private static final class Log extends ByteArrayOutputStream {
        byte[] part(long offset, int limit) {
            int from = (int) Math.min(count, offset);
            return Arrays.copyOfRange(buf, from, (int) Math.min(count, (long) from + limit));
        }
    }

    private void add(RunId run, String actor, RunEvent event) {
        List<RecordedEvent> list = events.get(run);
        list.add(new RecordedEvent(run, list.size() + 1L, clock.instant(), actor, event));
        notifyAll();
    }

    private Verdict<RunId> add(RunId run, String actor, Verdict<RunEvent> verdict) {
        return switch (verdict) {
            case Verdict.Refused<RunEvent>(var kind, var refusals) -> new Verdict.Refused<>(kind, refusals);
            case Verdict.Accepted<RunEvent>(var event) -> {
                add(run, actor, event);
                yield Verdict.accepted(run);
            }
        };
    }

    @Override
    public synchronized Verdict<RunId> decide(
            RunId run,
            String gate,
            boolean approve,
            String digest,
            Map<String, String> answers,
            String reason,
            String actor) {
        RunView view = find(run).orElseThrow();
        return add(run, actor, view.run().decide(view.runbook(), gate, approve, digest, answers, reason, today()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @Override
    public synchronized Verdict<RunId> tell(RunId run, RunCommand command, long version, String actor) {
        Optional<RunView> view = find(run);
        if (view.isEmpty()) {
            return Verdict.refused(Kind.NOT_FOUND, "no-such-run", "There is no such run.", "Look at the list.");
        }
        if (view.get().run().version() != version) {
            return Verdict.refused(Kind.CONFLICT, "stale-version", "The run went on meanwhile.", "Look again.");
        }
        return add(run, actor, view.get().run().tell(view.get().runbook(), command, today()));
    }

    @Override
    public synchronized Optional<RunView> find(RunId run) {
        if (!events.containsKey(run)) {
            return Optional.empty();
        }
        Run replayed = Run.replay(events.get(run));
        return Optional.of(
                new RunView(replayed, runbooks.find(replayed.runbook()).orElseThrow(), live.get(run)));
    }

    @Override
    public synchronized List<RunView> all(int limit) {
        return List.copyOf(events.keySet()).reversed().stream()
                .limit(limit)
                .map(id -> find(id).orElseThrow())
                .toList();
    }

    @Override
    public synchronized List<RecordedEvent> events(RunId run, long version) {
        return events.get(run).stream().filter(e -> e.version() > version).toList();
    }

    @Override
    public synchronized byte[] output(RunId run, int attempt, long offset, int limit) {
        Log log = outputs.get(key(run, attempt));
        return log == null ? new byte[0] : log.part(offset, limit);
    }

    @Override
    public synchronized List<OutputMark> outputMarks(RunId run, int attempt, long offset, int limit) {
        List<OutputMark> all = marks.getOrDefault(key(run, attempt), List.of());
        int covering = 0;
        while (covering + 1 < all.size() && all.get(covering + 1).offset() <= offset) {
            covering++;
        }
        return all.stream().skip(covering).limit(limit).toList();
    }

    @Override
    public synchronized long awaitNews(
            RunId run, long version, int attempt, long offset, long liveVersion, Duration patience)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!hasNews(run, version, attempt, offset, liveVersion)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return liveVersions.getOrDefault(run, 0L);
    }

    private boolean hasNews(RunId run, long version, int attempt, long offset, long liveVersion) {
        int newest = (int) events.get(run).stream()
                .filter(e -> e.event() instanceof RunEvent.AttemptStarted)
                .count();
        return events.get(run).size() > version
                || newest > attempt
                || length(run, attempt) > offset
                || liveVersions.getOrDefault(run, 0L) != liveVersion;
    }

    private long length(RunId run, int attempt) {
        Log log = outputs.get(key(run, attempt));
        return log == null ? 0 : log.size();
    }

    private static String key(RunId run, int attempt) {
        return run + "/" + attempt;
    }
}
