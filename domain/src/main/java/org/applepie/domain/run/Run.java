package org.applepie.domain.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.run.RunEvent.AttemptEnded;
import org.applepie.domain.run.RunEvent.AttemptStarted;
import org.applepie.domain.run.RunEvent.Continued;
import org.applepie.domain.run.RunEvent.End;
import org.applepie.domain.run.RunEvent.Ended;
import org.applepie.domain.run.RunEvent.GateDecided;
import org.applepie.domain.run.RunEvent.RehearsalWaived;
import org.applepie.domain.run.RunEvent.Rehearsed;
import org.applepie.domain.run.RunEvent.ReportRefused;
import org.applepie.domain.run.RunEvent.Reported;
import org.applepie.domain.run.RunEvent.RetryRequested;
import org.applepie.domain.run.RunEvent.RollBackStarted;
import org.applepie.domain.run.RunEvent.Started;
import org.applepie.domain.run.RunEvent.StopRequested;
import org.applepie.domain.run.RunEvent.UnknownResolved;
import org.applepie.domain.runbook.Card;
import org.applepie.domain.runbook.Gate.Question;
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.runbook.Step;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a runbook, replayed from its events. Its verbs say which event may come next, or why none may; they
 * change nothing. Whoever stores the event as {@code version() + 1} has made it happen.
 */
public final class Run {

    /** The step that boots the copy for the first time. */
    static final String TRIAL_BOOT = "trial-boot";

    /** Steps of a drill which prove that a drive starts the server alone. */
    static final String APPLE_ALONE = "start-apple-alone";

    static final String PIE_ALONE = "start-pie-alone";

    private final RunId id;
    private final List<Attempt> attempts = new ArrayList<>();
    private final Set<String> proved = new LinkedHashSet<>();
    private final Map<String, GateDecided> approvals = new LinkedHashMap<>();
    private @Nullable Started started;
    private Instant startedAt = Instant.EPOCH;
    private String startedBy = "";
    private Instant lastAt = Instant.EPOCH;
    private long version;
    private boolean stopRequested;
    private boolean undecided;
    private boolean rollingBack;
    private @Nullable Ended ended;
    private @Nullable HandReport report;
    private @Nullable RecordedEvent rehearsal;

    private Run(RunId id) {
        this.id = id;
    }

    /**
     * The run these events make.
     *
     * @param events all of one run, in order, at least the first
     */
    public static Run replay(List<RecordedEvent> events) {
        Run run = new Run(events.getFirst().run());
        events.forEach(run::apply);
        return run;
    }

    private void apply(RecordedEvent recorded) {
        if (recorded.version() != version + 1) {
            throw new IllegalStateException("run " + id + " misses event " + (version + 1));
        }
        version = recorded.version();
        lastAt = recorded.at();
        switch (recorded.event()) {
            case Started e -> begin(e, recorded);
            case GateDecided e -> decided(e);
            case Rehearsed e -> rehearsal = recorded;
            case RehearsalWaived e -> rehearsal = recorded;
            case AttemptStarted e -> beginAttempt(e, recorded.at());
            case Reported e ->
                report = new HandReport(
                        recorded.at(), recorded.actor(), e.done(), e.answers(), e.reason(), Optional.empty());
            case ReportRefused e -> report = report == null ? null : report.refused(e.found());
            case AttemptEnded e -> endAttempt(e, recorded.at());
            case StopRequested e -> stopRequested = true;
            case Continued e -> stopRequested = false;
            case RetryRequested e -> goOn();
            case UnknownResolved e -> {
                proved.add(e.step());
                goOn();
            }
            case RollBackStarted e -> {
                rollingBack = true;
                goOn();
            }
            case Ended e -> ended = e;
        }
    }

    private void begin(Started event, RecordedEvent recorded) {
        started = event;
        startedAt = recorded.at();
        startedBy = recorded.actor();
    }

    private void decided(GateDecided event) {
        if (event.approved()) {
            approvals.put(event.gate(), event);
        }
    }

    private void beginAttempt(AttemptStarted event, Instant at) {
        report = null;
        attempts.add(new Attempt(
                event.attempt(),
                event.step(),
                event.jobId(),
                event.bootId(),
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private void endAttempt(AttemptEnded event, Instant at) {
        attempts.set(attempts.size() - 1, attempts.getLast().ended(at, event.result(), event.output()));
        switch (event.result()) {
            case AttemptResult.Proved p -> proved.add(event.step());
            case AttemptResult.Failed f -> undecided = true;
            case AttemptResult.Unknown u -> undecided = true;
        }
    }

    private void goOn() {
        undecided = false;
        stopRequested = false;
    }

    public RunId id() {
        return id;
    }

    public RunbookId runbook() {
        return beginning().runbook();
    }

    public String digest() {
        return beginning().digest();
    }

    public ServerId server() {
        return beginning().server();
    }

    public String machineId() {
        return beginning().machineId();
    }

    public Instant startedAt() {
        return startedAt;
    }

    public String startedBy() {
        return startedBy;
    }

    /** When the newest event happened. */
    public Instant lastAt() {
        return lastAt;
    }

    /** Number of the newest event. */
    public long version() {
        return version;
    }

    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** Ids of steps whose proof held. */
    public Set<String> proved() {
        return Set.copyOf(proved);
    }

    /** Ids of steps whose proof held: without those of which only people said that they were done. */
    public Set<String> seen() {
        return attempts.stream()
                .filter(attempt -> attempt.result()
                        .filter(AttemptResult.Proved.class::isInstance)
                        .isPresent())
                .map(Attempt::step)
                .collect(Collectors.toUnmodifiableSet());
    }

    public Map<String, GateDecided> approvals() {
        return Map.copyOf(approvals);
    }

    /** The newest word of people on the newest attempt, if that was theirs to do. */
    public Optional<HandReport> report() {
        return Optional.ofNullable(report);
    }

    /** {@link Rehearsed} or {@link RehearsalWaived}, if the server was one for production when the run began. */
    public Optional<RecordedEvent> rehearsal() {
        return Optional.ofNullable(rehearsal);
    }

    public boolean isRollingBack() {
        return rollingBack;
    }

    public boolean isStopRequested() {
        return stopRequested;
    }

    public boolean isOver() {
        return ended != null;
    }

    private Started beginning() {
        if (started == null) {
            throw new IllegalStateException("run " + id + " has no beginning");
        }
        return started;
    }

    /** Where the run stands. */
    public Position position(Runbook runbook) {
        if (ended != null) {
            return new Position.Over(ended.end(), ended.reason());
        }
        if (!attempts.isEmpty() && attempts.getLast().result().isEmpty()) {
            return underWay(runbook, attempts.getLast());
        }
        if (undecided) {
            return new Position.NeedsDecision(attempts.getLast());
        }
        return rollingBack ? positionOnWayBack(runbook) : positionAhead(runbook);
    }

    /** A step of people's is theirs until they have told of it, and again if what they told is not so. */
    private Position underWay(Runbook runbook, Attempt attempt) {
        boolean theirs = report == null || report.refused().isPresent();
        return runbook.step(attempt.step())
                .filter(step -> theirs && step.handedOut().isPresent())
                .<Position>map(step -> new Position.InHands(attempt, step))
                .orElseGet(() -> new Position.InFlight(attempt));
    }

    private Position positionOnWayBack(Runbook runbook) {
        boolean nothingDestroyed =
                runbook.steps().stream().noneMatch(s -> s.about().isDestructive() && wasBegun(s));
        for (Step step : runbook.wayBack()) {
            boolean needless = nothingDestroyed && step.about().isDestructive();
            if (!needless && !proved.contains(step.id())) {
                return stopRequested ? new Position.Stopped(step) : new Position.Ready(step);
            }
        }
        return new Position.Complete(End.ROLLED_BACK);
    }

    private Position positionAhead(Runbook runbook) {
        for (Phase phase : runbook.phases()) {
            for (Step step : phase.steps()) {
                if (!proved.contains(step.id())) {
                    return before(phase, step);
                }
            }
        }
        return new Position.Complete(End.DONE);
    }

    private Position before(Phase phase, Step step) {
        if (stopRequested) {
            return new Position.Stopped(step);
        }
        return phase.gate()
                .filter(gate -> !approvals.containsKey(gate.id()))
                .<Position>map(gate -> new Position.AtGate(phase, gate))
                .orElseGet(() -> new Position.Ready(step));
    }

    /** True as soon as a step behind the point of no return was begun; before that the way back is open. */
    public boolean isPastPointOfNoReturn(Runbook runbook) {
        boolean past = false;
        for (Phase phase : runbook.phases()) {
            past = past || phase.gate().filter(g -> g.pointOfNoReturn()).isPresent();
            if (past && phase.steps().stream().anyMatch(this::wasBegun)) {
                return true;
            }
        }
        return false;
    }

    /** An attempt that sent nothing to the server did not begin the step. */
    private boolean wasBegun(Step step) {
        return attempts.stream()
                .anyMatch(a -> a.step().equals(step.id()) && !a.jobId().isEmpty());
    }

    /**
     * Since when the server writes to the copy only, so that the way back would lose what came since: the stale-original
     * clock. Empty before the trial boot.
     */
    public Optional<Instant> originalStaleSince() {
        return proved.contains(TRIAL_BOOT)
                ? attempts.stream()
                        .filter(a -> a.step().equals(TRIAL_BOOT) && !a.jobId().isEmpty())
                        .reduce((earlier, later) -> later)
                        .map(Attempt::startedAt)
                : Optional.empty();
    }

    /** The intent to do the step the run is ready for. */
    public Verdict<RunEvent> attempt(Runbook runbook, String bootId) {
        if (!(position(runbook) instanceof Position.Ready(Step step))) {
            return no("not-ready", "The run is not ready for a step.", "Look at the run page for what it waits for.");
        }
        int number = attempts.size() + 1;
        String job = "run-" + id.value().toString().substring(0, 13) + "-" + number;
        return Verdict.accepted(new AttemptStarted(number, step.id(), job, bootId));
    }

    /** A decision at the gate the run waits at. */
    public Verdict<RunEvent> decide(
            Runbook runbook,
            String gate,
            boolean approve,
            String seenDigest,
            Map<String, String> answers,
            String reason,
            LocalDate today) {
        if (!(position(runbook) instanceof Position.AtGate(Phase phase, var waiting))
                || !waiting.id().equals(gate)) {
            return no("not-at-gate", "The run does not wait at this gate.", "Reload the run page.");
        }
        if (!seenDigest.equals(digest())) {
            return no(
                    "other-runbook", "The decision is for another runbook.", "Reload the run page and read it again.");
        }
        GateDecided event = new GateDecided(gate, approve, seenDigest, answers, reason);
        return approve ? GateAnswers.check(waiting.questions(), answers, today, event) : Verdict.accepted(event);
    }

    /**
     * What a command makes of the run. The proof for {@link RunCommand.ResolveUnknown} must have been checked by the caller.
     *
     * @param today the latest date that an answer may have
     */
    public Verdict<RunEvent> tell(Runbook runbook, RunCommand command, LocalDate today) {
        Position position = position(runbook);
        if (position instanceof Position.Over) {
            return no("over", "The run is over.", "Start another run if there is more to do.");
        }
        return switch (command) {
            case RunCommand.Stop c -> Verdict.accepted(new StopRequested(c.reason()));
            case RunCommand.Continue c ->
                stopRequested
                        ? Verdict.accepted(new Continued(c.reason()))
                        : no("not-stopped", "The run is not stopped.", "Nothing needs to be done.");
            case RunCommand.Done c -> done(position, c, today);
            case RunCommand.HandBack c -> handBack(position, c);
            case RunCommand.Retry c ->
                awaiting(position, c.step(), c.reason(), new RetryRequested(c.step(), c.reason()));
            case RunCommand.ResolveUnknown c ->
                awaiting(position, c.step(), c.reason(), new UnknownResolved(attempts.size(), c.step(), c.reason()));
            case RunCommand.RollBack c -> rollBack(runbook, position, c);
            case RunCommand.Abandon c -> abandon(position, c);
        };
    }

    private static Verdict<RunEvent> done(Position position, RunCommand.Done command, LocalDate today) {
        if (!(position instanceof Position.InHands(Attempt attempt, Step step))
                || !step.id().equals(command.step())) {
            return notInHands();
        }
        List<Question> questions = step.handedOut().map(Card::questions).orElse(List.of());
        RunEvent event = new Reported(attempt.number(), step.id(), true, command.answers(), command.reason());
        return GateAnswers.check(questions, command.answers(), today, event);
    }

    private static Verdict<RunEvent> handBack(Position position, RunCommand.HandBack command) {
        return position instanceof Position.InHands(Attempt attempt, Step step)
                        && step.id().equals(command.step())
                ? withReason(
                        command.reason(), new Reported(attempt.number(), step.id(), false, Map.of(), command.reason()))
                : notInHands();
    }

    private static Verdict<RunEvent> notInHands() {
        return no("not-in-hands", "This step does not wait for people's hands.", "Reload the run page.");
    }

    private Verdict<RunEvent> awaiting(Position position, String step, String reason, RunEvent event) {
        if (!(position instanceof Position.NeedsDecision(Attempt attempt))
                || !attempt.step().equals(step)) {
            return no("no-decision-needed", "No decision is asked for this step.", "Reload the run page.");
        }
        return withReason(reason, event);
    }

    private Verdict<RunEvent> rollBack(Runbook runbook, Position position, RunCommand.RollBack command) {
        if (rollingBack) {
            return no("already-rolling-back", "The way back is being taken already.", "Wait for its end.");
        }
        if (isPastPointOfNoReturn(runbook)) {
            return no(
                    "past-point-of-no-return",
                    "The original drive has been retagged; the old system no longer exists.",
                    "Go forward: finish the run. Both ways to help are on the run page.");
        }
        if (isUnderWay(position)) {
            return underWay(position, "Stop the run and wait for the end of the step.");
        }
        return withReason(command.reason(), new RollBackStarted(command.reason()));
    }

    private Verdict<RunEvent> abandon(Position position, RunCommand.Abandon command) {
        if (isUnderWay(position)) {
            return underWay(position, "Wait for the end of the step.");
        }
        return withReason(command.reason(), new Ended(End.ABANDONED, command.reason()));
    }

    private static boolean isUnderWay(Position position) {
        return position instanceof Position.InFlight || position instanceof Position.InHands;
    }

    private static Verdict<RunEvent> underWay(Position position, String remedy) {
        return position instanceof Position.InHands
                ? no("in-flight", "People have the card of a step.", "Hand the card back first, and say why.")
                : no("in-flight", "A step is in flight.", remedy);
    }

    private static Verdict<RunEvent> withReason(String reason, RunEvent event) {
        return reason.isBlank()
                ? Verdict.refused(Kind.INVALID, "reason-missing", "A reason is needed.", "Say why in a few words.")
                : Verdict.accepted(event);
    }

    private static Verdict<RunEvent> no(String code, String cause, String remedy) {
        return Verdict.refused(Kind.CONFLICT, code, cause, remedy);
    }
}
