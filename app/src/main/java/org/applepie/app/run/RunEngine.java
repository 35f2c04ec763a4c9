package org.applepie.app.run;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.inventory.ReadsServers;
import org.applepie.app.inventory.Registry;
import org.applepie.app.json.DomainJson;
import org.applepie.app.output.OutputStore;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.run.RecordedEvent;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunCommand;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.RunView;
import org.applepie.domain.run.Runner;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.runbook.Runbooks;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Executes runs, and goes on with those that were open when the console ended. */
public final class RunEngine implements Runner {

    private static final Logger LOG = LoggerFactory.getLogger(RunEngine.class);

    private final AuditLog audit;
    private final Runbooks runbooks;
    private final Registry inventory;
    private final OutputStore outputs;
    private final Clock clock;
    private final Journal journal;
    private final LiveBoard board;
    private final Admission admission;
    private final Orders orders;
    private final Rehearsals rehearsals;
    private final Driver driver;
    private final Drivers drivers;
    private final Watch watch;

    RunEngine(
            JdbcClient jdbc,
            AuditLog audit,
            Runbooks runbooks,
            Registry inventory,
            ReadsServers reader,
            Shell shell,
            OutputStore outputs,
            DomainJson json,
            Clock clock,
            Pace pace) {
        this.audit = audit;
        this.runbooks = runbooks;
        this.inventory = inventory;
        this.outputs = outputs;
        this.clock = clock;
        RunRows rows = new RunRows(jdbc, json);
        this.journal = new Journal(audit, rows, new Consequences(inventory.marks(), rows, clock), json, clock);
        this.board = new LiveBoard(outputs, clock);
        this.admission = new Admission(audit, inventory, reader, journal);
        this.rehearsals = new Rehearsals(journal, runbooks, inventory);
        Contact contact = new Contact(inventory, reader, board, pace);
        StepParts parts = StepParts.of(journal, runbooks, contact, shell, inventory.quiet(), board, pace);
        this.orders = new Orders(journal, contact, parts.preconditions(), parts.evidence());
        this.driver = new Driver(journal, runbooks, inventory, contact, parts, outputs, board, pace);
        this.drivers = new Drivers(driver::drive, this::stumbled, pace);
        this.watch = new Watch(contact, inventory.quiet(), board, pace);
    }

    private void stumbled(RunId id, String why) {
        journal.find(id)
                .ifPresent(run ->
                        board.of(run, runbook(run)).waiting("The console stumbled and tries again soon: " + why));
    }

    /** Goes on with every run that is not over, unless the trail lost its history. */
    void resume() {
        if (audit.lostHistory().isPresent()) {
            LOG.warn("Open runs are not resumed, because the audit trail is broken");
            return;
        }
        journal.open().forEach(drivers::wake);
    }

    /** Sends home who waits for news. Jobs on servers go on. */
    void close() {
        drivers.close();
        board.close();
    }

    @Override
    public Verdict<RunId> start(RunbookId id, String digest, String actor) {
        return start(id, digest, actor, rehearsals::asked);
    }

    @Override
    public Verdict<RunId> startUnrehearsed(RunbookId id, String digest, String reason, String actor) {
        return start(id, digest, actor, runbook -> rehearsals.waived(runbook, reason));
    }

    private Verdict<RunId> start(
            RunbookId id, String digest, String actor, Function<Runbook, Verdict<List<RunEvent>>> rehearsed) {
        Optional<Runbook> found = runbooks.find(id);
        if (found.isEmpty()) {
            return Verdict.refused(
                    Kind.NOT_FOUND, "no-such-runbook", "There is no such runbook.", "Compile one for the server.");
        }
        Runbook runbook = found.get();
        if (!runbook.digest().equals(digest)) {
            return Verdict.refused(
                    Kind.CONFLICT, "other-digest", "This is not the runbook that was read.", "Read it again.");
        }
        return rehearsed
                .apply(runbook)
                .then(beside ->
                        admission.check(runbook, digest, "").then(reading -> begin(runbook, beside, reading, actor)));
    }

    private Verdict<RunId> begin(Runbook runbook, List<RunEvent> beside, Reading reading, String actor) {
        RunId run = new RunId(UuidCreator.getTimeOrderedEpoch());
        return journal.begin(run, runbook, beside, actor).map(begun -> {
            wake(run);
            inventory.keep(runbook.server(), reading, actor);
            return run;
        });
    }

    @Override
    public Verdict<RunId> decide(
            RunId id,
            String gate,
            boolean approve,
            String digest,
            Map<String, String> answers,
            String reason,
            String actor) {
        return known(id)
                .then(run -> decided(run, gate, approve, digest, answers, reason)
                        .then(event -> approve
                                ? admission
                                        .check(runbook(run), digest, id.toString())
                                        .map(reading -> true)
                                : Verdict.accepted(true))
                        .then(admitted -> journal.record(
                                runbook(run),
                                id,
                                actor,
                                now -> decided(now, gate, approve, digest, answers, reason)
                                        .map(List::<RunEvent>of))))
                .map(this::changed);
    }

    private Verdict<RunEvent> decided(
            Run run, String gate, boolean approve, String digest, Map<String, String> answers, String reason) {
        return run.decide(runbook(run), gate, approve, digest, answers, reason, today());
    }

    /** The date that it is anywhere on earth already: nobody's today lies in the future. */
    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(14));
    }

    @Override
    public Verdict<RunId> tell(RunId id, RunCommand command, long version, String actor) {
        return known(id)
                .then(run -> orders.tell(run, runbook(run), command, version, actor, today()))
                .map(this::changed);
    }

    private RunId changed(Run run) {
        board.of(run, runbook(run)).happened(run);
        if (run.isOver()) {
            Thread.ofVirtual().name("release-" + run.id()).start(() -> release(run));
        } else {
            wake(run.id());
        }
        return run.id();
    }

    private void wake(RunId run) {
        if (audit.lostHistory().isEmpty()) {
            drivers.wake(run);
        }
    }

    private void release(Run run) {
        try {
            driver.release(run, runbook(run));
        } catch (InterruptedException closing) {
            LOG.info("The lock of run {} was left on its server, where it stops nobody here", run.id());
        }
    }

    private Verdict<Run> known(RunId id) {
        return journal.find(id)
                .map(Verdict::accepted)
                .orElseGet(() -> Verdict.refused(
                        Kind.NOT_FOUND, "no-such-run", "There is no such run.", "Look at the list of runs."));
    }

    private Runbook runbook(Run run) {
        return runbooks.find(run.runbook()).orElseThrow();
    }

    @Override
    public Optional<RunView> find(RunId id) {
        return journal.find(id).map(run -> {
            Runbook runbook = runbook(run);
            watch.looked(run, runbook);
            return view(run, runbook);
        });
    }

    private RunView view(Run run, Runbook runbook) {
        return new RunView(run, runbook, board.of(run, runbook).view());
    }

    @Override
    public List<RunView> all(int limit) {
        return journal.newest(limit).stream().flatMap(id -> shown(id).stream()).toList();
    }

    /** What is shown of the run; unlike {@link #find} this does not make the console look at the server. */
    Optional<RunView> shown(RunId id) {
        return journal.find(id).map(run -> view(run, runbook(run)));
    }

    @Override
    public List<RecordedEvent> events(RunId run, long version) {
        return journal.events(run, version);
    }

    @Override
    public byte[] output(RunId run, int attempt, long offset, int limit) {
        return outputs.read(run, attempt, offset, limit);
    }

    @Override
    public List<OutputMark> outputMarks(RunId run, int attempt, long offset, int limit) {
        return outputs.marks(run, attempt, offset, limit);
    }

    @Override
    public long awaitNews(RunId id, long version, int attempt, long offset, long liveVersion, Duration patience)
            throws InterruptedException {
        Optional<Run> run = journal.find(id);
        if (run.isEmpty()) {
            return liveVersion;
        }
        Runbook runbook = runbook(run.get());
        watch.looked(run.get(), runbook);
        return board.of(run.get(), runbook).await(version, attempt, offset, liveVersion, patience);
    }
}
