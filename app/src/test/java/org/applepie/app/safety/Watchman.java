package org.applepie.app.safety;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.hardware.TreeDigest;
import org.applepie.app.run.KillableConsole;
import org.applepie.domain.audit.AuditEntry;
import org.applepie.domain.audit.AuditTrail;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.LinkState;
import org.applepie.domain.run.Attempt;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.Bootability;
import org.applepie.domain.run.RecordedEvent;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.RunView;
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Step;
import org.jspecify.annotations.Nullable;

/**
 * Looks at console, trail, server and drives, and says when what must always hold does not. It believes the hardware and the
 * recorded trail, and asks the console only for what it shows.
 */
final class Watchman implements Line.Observer {

    private static final Duration LONGEST_UNTRUTH = Duration.ofSeconds(30);
    private static final String JOBS = "/var/lib/applepie/jobs/";

    /** Programs that write where no file system guards what is there. */
    private static final Set<String> WRITERS = Set.of(
            "sfdisk", "mdadm", "mkfs.ext3", "mkfs.ext4", "mkswap", "tune2fs", "dd", "wipefs", "lilo", "grub-install");

    private final World world;
    private final KillableConsole console;
    private final Ledger ledger;
    private final Story story;
    private final VirtualTime time;
    private final List<SimulatedDrive> drives;
    private final Map<SimulatedDrive, Position> seats;

    private volatile @Nullable RunId run;
    private volatile @Nullable Runbook runbook;
    private volatile String digest = "";
    private final Set<List<String>> destructive = new HashSet<>();
    private final Map<List<String>, Integer> executed = new HashMap<>();
    private long version;
    private Map<String, List<Ledger.Copy>> copies;
    private final Set<Ledger.Place> overwrittenOriginals = new HashSet<>();
    private String fingerprint = "";
    private final Map<Long, String> heads = new HashMap<>();
    private long head;
    private long changes;
    private long changesWhenRead = -1;
    private List<Bootability> shownBefore = List.of();
    private long judgedAt = -1;
    private @Nullable Duration untrueSince;
    private Duration lookedAt = Duration.ZERO;

    Watchman(
            World world,
            List<SimulatedDrive> drives,
            KillableConsole console,
            Ledger ledger,
            Story story,
            VirtualTime time) {
        this.world = world;
        this.console = console;
        this.ledger = ledger;
        this.story = story;
        this.time = time;
        this.drives = drives;
        this.seats = new HashMap<>();
        world.hardware().drives().forEach((position, drive) -> seats.put(drive, position));
        this.copies = ledger.copies();
        world.watch(this::ran);
        time.whenItPasses(this::tick);
    }

    /** From now on it is this run that is watched. */
    synchronized void watch(RunId id, Runbook plan) {
        run = id;
        runbook = plan;
        digest = plan.digest();
        version = 0;
        destructive.clear();
        executed.clear();
        Stream.concat(plan.steps().stream(), plan.wayBack().stream())
                .filter(step -> step.about().isDestructive())
                .flatMap(step -> commands(step).stream())
                .filter(argv -> WRITERS.contains(argv.getFirst()))
                .forEach(destructive::add);
    }

    /** Something happened to the machine that the console has not done. */
    synchronized void machineChanged() {
        changes++;
    }

    private static List<List<String>> commands(Step step) {
        Stream<Action> actions = switch (step) {
            case Step.Change s -> Stream.concat(s.actions().stream(), s.cleanup().stream());
            case Step.Reboot s -> s.actions().stream();
            case Step.Look s -> Stream.empty();
            case Step.Await s -> Stream.empty();
            case Step.ByHand s -> Stream.empty();
            case Step.AtConsole s -> Stream.empty();
        };
        return actions.flatMap(Watchman::command)
                .map(Command::argv)
                .map(Watchman::withinCopy)
                .toList();
    }

    /** What is run in the copy by chroot is the program that is watched there. */
    private static List<String> withinCopy(List<String> argv) {
        return argv.size() > 2 && argv.getFirst().equals("chroot") ? argv.subList(2, argv.size()) : argv;
    }

    private static Stream<Command> command(Action action) {
        return switch (action) {
            case Action.Run(Command command, var accepted) -> Stream.of(command);
            case Action.RunInto(Command command, String file) -> Stream.of(command);
            case Action.Capture(Command command, String file) -> Stream.of(command);
            case Action.ExpectSilence(Command command) -> Stream.empty();
            case Action.WriteFile file -> Stream.empty();
        };
    }

    // ---- I2 and I3: what programs the machine runs

    private void ran(boolean itself, List<String> words) {
        List<String> argv = new ArrayList<>(words);
        argv.set(0, argv.getFirst().substring(argv.getFirst().lastIndexOf('/') + 1));
        synchronized (this) {
            if (run == null || !destructive.contains(argv)) {
                return;
            }
        }
        if (!itself) {
            story.violated("I1", "another machine executed " + String.join(" ", argv));
            return;
        }
        Run recorded = console.run(run);
        long attempts = recorded.attempts().stream()
                .filter(attempt -> !attempt.jobId().isEmpty())
                .flatMap(attempt -> runbook.step(attempt.step()).stream())
                .flatMap(step -> commands(step).stream())
                .filter(argv::equals)
                .count();
        synchronized (this) {
            changes++;
            int times = executed.merge(argv, 1, Integer::sum);
            if (attempts == 0) {
                story.violated("I3", "no intent is recorded for " + String.join(" ", argv));
            } else if (times > attempts) {
                story.violated(
                        "I2",
                        String.join(" ", argv) + " was executed " + times + " times in " + attempts + " attempts");
            }
        }
    }

    @Override
    public void sending(Job job) {
        String id = job.id().value();
        if (id.endsWith("-unlock") || run == null) {
            return;
        }
        Run recorded = console.run(run);
        Optional<Attempt> attempt = recorded.attempts().stream()
                .filter(one -> one.jobId().equals(id.replace("-lock", "")))
                .findFirst();
        if (attempt.isEmpty()) {
            story.violated("I3", "job " + id + " is sent without an intent");
            return;
        }
        Optional<Phase> phase = runbook.phases().stream()
                .filter(one -> one.steps().stream()
                        .anyMatch(step -> step.id().equals(attempt.get().step())))
                .findFirst();
        boolean asked = phase.flatMap(Phase::gate)
                .filter(gate -> !recorded.approvals().containsKey(gate.id())
                        || !recorded.approvals().get(gate.id()).digest().equals(digest))
                .isPresent();
        if (asked && !recorded.isRollingBack()) {
            story.violated("I3", "job " + id + " is sent without the approval of its gate");
        }
    }

    /** What is read for a gate is judged there and not shown, so it says nothing of what the meter knows. */
    @Override
    public synchronized void read() {
        if (Fuse.isDriver(Thread.currentThread())) {
            changesWhenRead = changes;
        }
    }

    @Override
    public void moment() {
        look(false);
    }

    /** Looks at everything that has to be looked at after what was recorded since the last look. */
    synchronized void look(boolean thoroughly) {
        if (run == null) {
            return;
        }
        List<RecordedEvent> fresh = console.engine().events(run, version);
        if (fresh.isEmpty() && !thoroughly) {
            return;
        }
        fresh.forEach(event -> story.tell(String.valueOf(event.event())));
        version += fresh.size();
        Run recorded = console.run(run);
        fresh.forEach(this::decided);
        trail();
        fresh.forEach(event -> output(event, recorded));
        data(recorded, thoroughly || fresh.stream().anyMatch(event -> event.event() instanceof RunEvent.Ended));
        meter(recorded);
    }

    // ---- I5: the trail only grows

    private void decided(RecordedEvent event) {
        if (event.event() instanceof RunEvent.RetryRequested retry
                && event.actor().equals("console")) {
            story.violated("I2", retry.step() + " is tried again, and nobody has decided so");
        }
    }

    private void trail() {
        List<AuditEntry> newest = console.audit().find(new AuditTrail.Filter("", "", "", "", 3, 0));
        for (AuditEntry entry : newest) {
            String before = heads.putIfAbsent(entry.sequence(), entry.hash());
            if (before != null && !before.equals(entry.hash())) {
                story.violated("I5", "entry " + entry.sequence() + " is another one than before");
            }
        }
        long now = newest.isEmpty() ? 0 : newest.getFirst().sequence();
        if (now < head) {
            story.violated("I5", "the trail ended at " + head + " and now ends at " + now);
        }
        head = now;
    }

    // ---- I4: stored output is the log on the server

    private void output(RecordedEvent recorded, Run now) {
        if (!(recorded.event() instanceof RunEvent.AttemptEnded ended)) {
            return;
        }
        Attempt attempt = now.attempts().get(ended.attempt() - 1);
        if (attempt.jobId().isEmpty()) {
            return;
        }
        byte[] stored = console.engine().output(run, ended.attempt(), 0, 4 << 20);
        Optional<Log> log = log(attempt.jobId());
        if (log.isEmpty()) {
            return;
        }
        byte[] there = log.get().bytes;
        boolean prefix =
                stored.length <= there.length && Arrays.equals(stored, 0, stored.length, there, 0, stored.length);
        boolean whole = ended.result() instanceof AttemptResult.Unknown
                || log.get().end < 0
                || ended.result().detail().startsWith("Not started")
                || runbook.step(attempt.step())
                        .filter(Step.Reboot.class::isInstance)
                        .isPresent()
                || stored.length == log.get().end;
        if (!prefix || !whole) {
            story.violated(
                    "I4",
                    "of attempt " + ended.attempt() + " (" + ended.step() + ") " + stored.length
                            + " bytes are stored, the log on the server has " + there.length + " (at its end "
                            + log.get().end + "), " + (prefix ? "and begins with them" : "and other ones")
                            + "\nstored: "
                            + new String(stored, StandardCharsets.UTF_8) + "\nthere: "
                            + new String(there, StandardCharsets.UTF_8));
        }
    }

    /** @param end length that was told with the exit code, -1 if none was told */
    private record Log(byte[] bytes, long end) {}

    private Optional<Log> log(String job) {
        Log longest = null;
        for (SimulatedDrive drive : drives) {
            for (Content content : drive.contents().values()) {
                if (content instanceof Content.Files files) {
                    Log one = log(TreeDigest.view(files.tree()), JOBS + job);
                    longest =
                            one != null && (longest == null || one.bytes.length > longest.bytes.length) ? one : longest;
                }
            }
        }
        return Optional.ofNullable(longest);
    }

    private static @Nullable Log log(View view, String directory) {
        try {
            if (!view.exists(directory + "/out")) {
                return null;
            }
            byte[] bytes = view.read(directory + "/out");
            String end = "-1.-1";
            try {
                end = view.readLink(directory + "/exit");
            } catch (ErrnoException none) {
                // it has not ended
            }
            return new Log(bytes, Long.parseLong(end.substring(end.indexOf('.') + 1)));
        } catch (ErrnoException refused) {
            return null;
        }
    }

    // ---- I1: the data

    private void data(Run recorded, boolean thoroughly) {
        String print = ledger.fingerprint();
        if (print.equals(fingerprint) && !thoroughly) {
            return;
        }
        fingerprint = print;
        Map<String, List<Ledger.Copy>> now = ledger.copies();
        now.forEach((name, whole) -> {
            if (whole.isEmpty()) {
                story.violated("I1", "no whole copy of " + name + " is left");
            }
            List<Ledger.Place> places = whole.stream().map(Ledger.Copy::place).toList();
            for (Ledger.Copy before : copies.getOrDefault(name, List.of())) {
                if (!places.contains(before.place())) {
                    overwritten(name, before, whole, recorded);
                }
            }
        });
        copies = now;
        ledger.lost().forEach(path -> story.violated("I1", path + " was taken in and is on no drive any more"));
    }

    private void overwritten(String name, Ledger.Copy gone, List<Ledger.Copy> left, Run recorded) {
        story.tell("the copy of " + name + " at " + gone.place() + " is overwritten");
        boolean verified = recorded.proved().contains("compare-" + (name.equals("/") ? "root" : name.substring(1)));
        boolean good = left.stream()
                .anyMatch(copy -> copy.answers()
                        && (verified || copy.original() && !overwrittenOriginals.contains(copy.place())));
        if (!good) {
            story.violated(
                    "I1",
                    "a copy of " + name + " was overwritten at " + gone.place() + "; left are " + left
                            + (verified ? "" : ", none compared"));
        }
        if (gone.original()) {
            overwrittenOriginals.add(gone.place());
            boolean allowed = runbook.phases().stream()
                    .flatMap(phase -> phase.gate().stream())
                    .filter(gate -> gate.pointOfNoReturn())
                    .anyMatch(gate -> recorded.approvals().containsKey(gate.id()));
            if (!allowed) {
                story.violated("I1", "the original of " + name + " was overwritten before the point of no return");
            }
        }
    }

    // ---- I6: nothing is shown as running that does not run

    private void tick() {
        if (run == null || time.elapsed().minus(lookedAt).compareTo(Duration.ofSeconds(1)) < 0) {
            return;
        }
        lookedAt = time.elapsed();
        Optional<RunView> shown = console.shown(run);
        boolean untrue = shown.filter(this::isShownAsRunning)
                .filter(view -> !runs(view.run().attempts().getLast()))
                .isPresent();
        synchronized (this) {
            if (!untrue) {
                untrueSince = null;
            } else if (untrueSince == null) {
                untrueSince = time.elapsed();
            } else if (time.elapsed().minus(untrueSince).compareTo(LONGEST_UNTRUTH) > 0) {
                story.violated(
                        "I6",
                        "for " + time.elapsed().minus(untrueSince).toSeconds() + " s it is shown that "
                                + shown.get().run().attempts().getLast() + " runs, and it does not");
                untrueSince = time.elapsed();
            }
        }
    }

    private boolean isShownAsRunning(RunView view) {
        List<Attempt> attempts = view.run().attempts();
        return !attempts.isEmpty()
                && attempts.getLast().result().isEmpty()
                && !attempts.getLast().jobId().isEmpty()
                && view.live().link() == LinkState.CONNECTED
                && view.live().waiting().isEmpty()
                && runbook.step(attempts.getLast().step())
                        .filter(step -> step instanceof Step.Change)
                        .isPresent();
    }

    private boolean runs(Attempt attempt) {
        return world.bootId().equals(attempt.bootId())
                && log(attempt.jobId()).filter(log -> log.end >= 0).isEmpty();
    }

    // ---- I7: the meter is right

    private void meter(Run recorded) {
        Optional<RunView> shown = console.shown(run);
        boolean inFlight = !recorded.attempts().isEmpty()
                && recorded.attempts().getLast().result().isEmpty();
        if (shown.isEmpty() || inFlight || changes != changesWhenRead || recorded.isOver()) {
            return;
        }
        boolean now = shown.get().live().knownAt().filter(time.now()::equals).isPresent();
        List<Bootability> answers = shown.get().live().bootable();
        if (!now || answers.equals(shownBefore) && judgedAt == changes) {
            return;
        }
        shownBefore = answers;
        judgedAt = changes;
        for (int at = 0; at < answers.size() && at < drives.size(); at++) {
            judge(answers.get(at), drives.get(at));
        }
    }

    private void judge(Bootability told, SimulatedDrive drive) {
        if (told.answer() == Bootability.Answer.UNKNOWN
                || drives.stream().anyMatch(one -> one.failsInPart() || one.dead())) {
            // unknown claims nothing, and nobody can know of sectors that nobody has read since they failed
            return;
        }
        Optional<String> alone = told.answer() == Bootability.Answer.WITH_THE_OTHER
                ? fails(drives, drive)
                : fails(List.of(drive), drive);
        boolean right = switch (told.answer()) {
            case YES, WITH_THE_OTHER -> alone.isEmpty();
            case NO -> alone.isPresent();
            case UNKNOWN -> true;
        };
        if (!right) {
            story.violated(
                    "I7",
                    "the meter says of " + told.label() + ": " + told.answer() + ", " + told.why() + " But: "
                            + alone.orElse("it starts"));
        }
    }

    private Optional<String> fails(List<SimulatedDrive> with, SimulatedDrive first) {
        // at the places of the plan: a kernel of that age does not see that drives have changed places since it started
        Map<Position, SimulatedDrive> plugged = new HashMap<>();
        world.hardware().drives().values().stream()
                .filter(with::contains)
                .forEach(drive -> plugged.put(seats.get(drive), drive));
        return plugged.entrySet().stream()
                .filter(seat -> seat.getValue() == first)
                .findFirst()
                .map(seat -> world.fails(plugged, seat.getKey()))
                .orElse(Optional.of("it is not there"));
    }

    /** What must hold of a run that says that it is over. */
    synchronized void arrived(RunEvent.End end) {
        switch (end) {
            case DONE -> done();
            case ROLLED_BACK -> rolledBack();
            case ABANDONED -> {
                // nobody promised anything
            }
        }
    }

    private void done() {
        boolean answer = drives.stream().noneMatch(drive -> drive.dead() || drive.failsInPart());
        for (SimulatedDrive drive : answer ? drives : List.<SimulatedDrive>of()) {
            fails(List.of(drive), drive)
                    .ifPresent(why -> story.violated(
                            "I7", "the migration is done, and " + drive.serial() + " does not start alone: " + why));
        }
        ledger.copies().forEach((name, whole) -> {
            if (whole.stream().map(copy -> copy.place().drive()).distinct().count() < 2) {
                story.violated("I1", "the migration is done, and " + name + " has the copies " + whole);
            }
        });
    }

    /** The copy that was given up must start nothing, or a drive that comes back one day brings yesterday back. */
    private void rolledBack() {
        SimulatedDrive pie = drives.getLast();
        Optional<String> alone = fails(List.of(pie), pie);
        story.tell("the copy that was given up: " + alone.orElse("it starts"));
        if (console.run(run).proved().contains("release-pie") && alone.isEmpty()) {
            story.violated("I7", "the way back is done, and the copy that was given up still starts");
        }
    }
}
