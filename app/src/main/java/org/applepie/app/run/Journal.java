package org.applepie.app.run;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.audit.Change;
import org.applepie.app.audit.NewEntry;
import org.applepie.app.json.DomainJson;
import org.applepie.domain.run.RecordedEvent;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/**
 * The events of runs: decided one at a time on what is recorded, and on the disk when a call returns. Nobody else records events,
 * so those that were read once are remembered, and read on only when some were added.
 */
final class Journal {

    private static final int REMEMBERED = 500;

    private final AuditLog audit;
    private final RunRows rows;
    private final Consequences consequences;
    private final DomainJson json;
    private final Clock clock;
    private final ConcurrentHashMap<RunId, Known> known = new ConcurrentHashMap<>();
    private final ReentrantLock learning = new ReentrantLock();

    /** A run by all that is recorded of it. */
    private record Known(List<RecordedEvent> events, Run run) {}

    Journal(AuditLog audit, RunRows rows, Consequences consequences, DomainJson json, Clock clock) {
        this.audit = audit;
        this.rows = rows;
        this.consequences = consequences;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Starts a run, if the machine is free and the runbook was never used.
     *
     * @param beside what is recorded right behind the start
     */
    Verdict<RunId> begin(RunId id, Runbook runbook, List<RunEvent> beside, String actor) {
        return audit.commit(() -> {
            Optional<RunId> other = rows.on(runbook.binding().machineId());
            if (other.isPresent()) {
                return refused(
                        "machine-busy",
                        "Run " + other.get() + " works on this machine.",
                        "Finish or abandon it first.");
            }
            if (rows.isUsed(runbook.id())) {
                return refused(
                        "runbook-used",
                        "A run of this runbook was started before; the server has changed since.",
                        "Compile a new runbook.");
            }
            RunEvent.Started started = new RunEvent.Started(
                    runbook.id(),
                    runbook.digest(),
                    runbook.server(),
                    runbook.binding().machineId());
            rows.insert(id, started, clock.instant());
            List<RunEvent> events = new ArrayList<>(List.of(started));
            events.addAll(beside);
            return Verdict.accepted(new Change<>(entries(id, runbook, 0, events, actor), id));
        });
    }

    private static <T> Verdict<T> refused(String code, String cause, String remedy) {
        return Verdict.refused(Kind.CONFLICT, code, cause, remedy);
    }

    /**
     * Records what {@code decision} makes of the run as it stands.
     *
     * @param decision gives the next events in order, or refuses; sees all that is recorded and nothing changes meanwhile
     */
    Verdict<Run> record(Runbook runbook, RunId id, String actor, Function<Run, Verdict<List<RunEvent>>> decision) {
        try {
            Verdict<Boolean> recorded = audit.commit(() -> {
                Run run = upToDate(id).orElseThrow().run();
                return decision.apply(run)
                        .map(events -> new Change<>(entries(id, runbook, run.version(), events, actor), true));
            });
            return recorded.map(done -> learn(id).orElseThrow().run());
        } catch (RuntimeException | Error unsure) {
            // it may have been recorded all the same
            forget(id);
            throw unsure;
        }
    }

    private List<NewEntry> entries(RunId id, Runbook runbook, long version, List<RunEvent> events, String actor) {
        List<NewEntry> entries = new ArrayList<>();
        for (RunEvent event : events) {
            entries.add(entry(id, runbook, version + entries.size() + 1, event, actor));
            consequences.of(runbook, id, event, actor);
        }
        return entries;
    }

    private NewEntry entry(RunId id, Runbook runbook, long version, RunEvent event, String actor) {
        EventWords words = EventWords.of(event, runbook);
        String details = json.write(new EventDetails(version, event), EventDetails.class);
        return new NewEntry(
                actor,
                words.action(),
                "run:" + id,
                words.summary(),
                details,
                sequence -> rows.place(id, version, sequence));
    }

    /** The run as it stands; empty if there is none. */
    Optional<Run> find(RunId id) {
        return remembered(id).map(Known::run);
    }

    List<RecordedEvent> events(RunId id, long after) {
        List<RecordedEvent> events = remembered(id).map(Known::events).orElse(List.of());
        return events.subList(Math.clamp(after, 0, events.size()), events.size());
    }

    private Optional<Known> remembered(RunId id) {
        Known there = known.get(id);
        return there == null ? learn(id) : Optional.of(there);
    }

    /** Not to be called within a decision, whose events may yet be taken back. */
    private Optional<Known> learn(RunId id) {
        learning.lock();
        try {
            Optional<Known> found = upToDate(id);
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            found.ifPresent(all -> known.put(id, all));
            return found;
        } finally {
            learning.unlock();
        }
    }

    private void forget(RunId id) {
        learning.lock();
        try {
            known.remove(id);
        } finally {
            learning.unlock();
        }
    }

    /** Events once recorded never change, so only newer ones are read. */
    private Optional<Known> upToDate(RunId id) {
        Optional<Known> before = Optional.ofNullable(known.get(id));
        List<RecordedEvent> all = new ArrayList<>(before.map(Known::events).orElse(List.of()));
        List<RecordedEvent> newer = rows.events(id, all.size());
        all.addAll(newer);
        return newer.isEmpty() ? before : Optional.of(new Known(List.copyOf(all), Run.replay(all)));
    }

    List<RunId> open() {
        return rows.open();
    }

    /** Runs that are over, newest first. */
    List<RunId> ended() {
        return rows.ended();
    }

    List<RunId> newest(int limit) {
        return rows.newest(limit);
    }

    /** True if a run of this id was ended by us. */
    boolean isOver(String id) {
        return rows.isOver(id);
    }

    /** The run before this one on the same machine. */
    Optional<Run> before(Run run) {
        return rows.before(run.id(), run.machineId()).flatMap(this::find);
    }
}
