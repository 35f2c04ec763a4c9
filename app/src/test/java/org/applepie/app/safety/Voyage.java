package org.applepie.app.safety;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.applepie.agent.simulated.SimulatedServer;
import org.applepie.agent.simulated.SimulatedServers;
import org.applepie.agent.simulated.debian.DebianMachine;
import org.applepie.agent.simulated.fault.RandomFaults;
import org.applepie.agent.simulated.fault.ScheduledFault;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.sarge.SargeMachine;
import org.applepie.app.run.KillableConsole;
import org.applepie.domain.audit.AuditTrail.Verification;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.run.Position;
import org.applepie.domain.run.RunEvent.End;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.Gate;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.verdict.Verdict;

/**
 * One migration with whatever a seed puts in its way: faults of machine and line, a console that is killed, and a person who is not
 * always attentive. All of the product that a migration needs is the real one: compiler, engine, trail, agent and its scripts.
 *
 * <p>The seed decides the machine's ids, the person's words, which faults strike at which command, output byte or moment of
 * virtual time, and at which deed the console dies. What it does not decide is in which order threads of one machine run while
 * none of them waits for time, so a replay can differ where two of them race.
 */
final class Voyage implements AutoCloseable {

    private static final int MOST_ROUNDS = 120;
    private static final Duration STUCK = Duration.ofSeconds(20);

    /** The machines there are. */
    enum Platform {
        SARGE_SCSI {
            @Override
            World world(VirtualTime time, long seed) {
                return new SargeWorld(SargeMachine.mailhost(time, seed, 200_000, PASSWORD), time);
            }
        },
        SARGE_IDE {
            @Override
            World world(VirtualTime time, long seed) {
                return new SargeWorld(SargeMachine.idehost(time, seed, 200_000, PASSWORD), time);
            }
        },
        DEBIAN {
            @Override
            World world(VirtualTime time, long seed) {
                return new DebianWorld(DebianMachine.postoffice(time, seed, 20_000, PASSWORD), time);
            }
        };

        abstract World world(VirtualTime time, long seed);
    }

    private static final Secret PASSWORD = new Secret("pie");

    /** What came of it. */
    record Log(long seed, Platform platform, Optional<End> end, List<Violation> violations, List<String> story) {

        boolean isSafe() {
            return violations.isEmpty();
        }

        @Override
        public String toString() {
            return "seed " + seed + " on " + platform + ": " + violations + "\n" + String.join("\n", story)
                    + "\nTo sail it again: -Dapplepie.safety.seed=" + seed + " -Dapplepie.safety.platform=" + platform;
        }
    }

    private final long seed;
    private final Platform platform;
    private final Random random;
    private final VirtualTime time = new VirtualTime(Instant.parse("2006-04-24T17:33:20Z"));
    private final Story story = new Story(time);
    private final Fuse fuse = new Fuse(story);
    private final World world;
    private final List<SimulatedDrive> drives;
    private final SimulatedServers servers;
    private final SimulatedServer server;
    private final Line line;
    private final Path directory;
    private final KillableConsole console;
    private final Ledger ledger;
    private final Watchman watchman;
    private final Person person;
    private final Course course;
    private RunId id;
    private volatile boolean acting = true;

    Voyage(long seed, Platform platform) {
        this(seed, platform, Course.random());
    }

    Voyage(long seed, Platform platform, Course course) {
        this.seed = seed;
        this.platform = platform;
        this.course = course;
        this.random = new Random(seed);
        this.world = platform.world(time, seed);
        this.drives = List.copyOf(world.hardware().drives().values());
        course.past().accept(drives);
        this.servers = SimulatedServers.inMemory(List.of(new WatchedMachine(world.machine(), this::struck)));
        this.server = servers.all().getFirst();
        this.line = new Line(time, fuse, servers.transport());
        time.participant(() -> world.kernel().map(kernel -> kernel.isIdle()).orElse(true));
        time.participant(() -> !acting);
        try {
            this.directory = Files.createTempDirectory(shared(), "voyage");
            this.console = new KillableConsole(directory, line, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.ledger = new Ledger(drives, world.mayChange());
        this.watchman = new Watchman(world, drives, console, ledger, story, time);
        line.observedBy(watchman);
        line.tamperedWith(course.tampering(), this);
        this.person = new Person(world, server, drives, ledger, story, watchman, random, course);
        time.whenItPasses(this::strike);
    }

    /** Memory, where there is a place in it: nothing here has to outlive this process. */
    private static Path shared() {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private void struck(String how) {
        story.tell("fault: " + how);
        if (watchman != null) {
            watchman.machineChanged();
        }
    }

    private void strike() {
        List<org.applepie.agent.simulated.fault.Fault> due =
                server.controls().faults().tick();
        due.forEach(fault -> {
            story.tell("its time has come: " + fault);
            server.controls().strike(fault);
        });
    }

    World world() {
        return world;
    }

    SimulatedServer server() {
        return server;
    }

    KillableConsole console() {
        return console;
    }

    /** The run, once it is begun. */
    Optional<RunId> run() {
        return Optional.ofNullable(id);
    }

    /** Goes through all of it. */
    Log sail() {
        try {
            Begun begun = begin();
            watchman.watch(begun.id, begun.runbook);
            Optional<End> end = goThrough(begun);
            acting = true;
            watchman.look(true);
            end.ifPresent(watchman::arrived);
            if (!(console.audit().verify() instanceof Verification.Holds)) {
                story.violated(
                        "I5", "the trail does not verify: " + console.audit().verify());
            }
            return new Log(seed, platform, end, story.violations(), story.lines());
        } catch (RuntimeException | AssertionError broken) {
            story.tell("the voyage itself failed: " + broken);
            java.io.StringWriter trace = new java.io.StringWriter();
            broken.printStackTrace(new java.io.PrintWriter(trace));
            story.violated("--", trace.toString());
            return new Log(seed, platform, Optional.empty(), story.violations(), story.lines());
        }
    }

    private record Begun(RunId id, Runbook runbook) {}

    private Begun begin() {
        Server registered = accepted(console.inventory().register(draft(), "ann"));
        accepted(console.inventory().pin(registered.id(), server.hostKey().fingerprint(), "", "ann"));
        accepted(console.inventory().read(registered.id(), "ann"));
        Runbook compiled =
                accepted(console.runbooks().compile(registered.id(), new Goal.MirrorRoot(Optional.empty(), ""), "ann"));
        Runbook runbook = course.mutation().apply(compiled);
        if (runbook != compiled) {
            runbook = accepted(console.runbooks().keep(runbook, "ann"));
        }
        RunId run = accepted(console.engine().start(runbook.id(), runbook.digest(), "ann"));
        id = run;
        return new Begun(run, runbook);
    }

    private Optional<End> goThrough(Begun begun) {
        for (int round = 0; round < MOST_ROUNDS && story.violations().isEmpty(); round++) {
            Position position = untilPeople(begun);
            watchman.look(false);
            if (position instanceof Position.Over(End end, String reason)) {
                return Optional.of(end);
            }
            if (course.calm() && position instanceof Position.NeedsDecision) {
                return Optional.empty();
            }
            mischief();
            person.act(console, begun.id, begun.runbook, position, round > MOST_ROUNDS / 2);
        }
        if (story.violations().isEmpty()) {
            throw new IllegalStateException("the person has given up");
        }
        return Optional.empty();
    }

    private void mischief() {
        if (course.calm()) {
            return;
        }
        if (random.nextInt(5) == 0) {
            ScheduledFault fault = new RandomFaults(random, world.machine().faults()).next();
            story.tell("set: " + fault);
            server.controls().faults().set(fault);
        }
        if (random.nextInt(6) == 0) {
            fuse.light(1 + random.nextInt(80));
        }
    }

    /** Waits, and starts a console anew that was killed, until it is people's turn. */
    private Position untilPeople(Begun begun) {
        long since = System.nanoTime();
        Duration last = time.elapsed();
        Duration patience = last.plusSeconds(60 + random.nextInt(1200));
        acting = false;
        try {
            while (true) {
                if (!time.elapsed().equals(last)) {
                    since = System.nanoTime();
                    last = time.elapsed();
                }
                if (last.compareTo(patience) > 0) {
                    patience = last.plusSeconds(600);
                    acting = true;
                    person.worry();
                    acting = false;
                }
                if (line.isDriven()) {
                    line.awaitDrivers();
                } else {
                    Position position = console.run(begun.id).position(begun.runbook);
                    if (isPeoples(position)) {
                        return position;
                    }
                    restartIfDead();
                    LockSupport.parkNanos(200_000);
                }
                if (System.nanoTime() - since > STUCK.toNanos()) {
                    throw new IllegalStateException("nothing moves any more: "
                            + console.run(begun.id).position(begun.runbook) + ", quiet " + time.isQuiet()
                            + ", time awaited " + time.isAwaited() + ", driven " + line.isDriven() + "\n"
                            + Threads.dump());
                }
            }
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        } finally {
            acting = true;
        }
    }

    private void restartIfDead() {
        if (fuse.takeDeath()) {
            acting = true;
            story.tell("the console is started anew");
            console.restart();
            acting = false;
        }
    }

    private static boolean isPeoples(Position position) {
        return switch (position) {
            case Position.Ready p -> false;
            case Position.InFlight p -> false;
            case Position.Complete p -> false;
            case Position.AtGate p -> true;
            case Position.InHands p -> true;
            case Position.NeedsDecision p -> true;
            case Position.Stopped p -> true;
            case Position.Over p -> true;
        };
    }

    private ServerDraft draft() {
        return new ServerDraft(
                server.name(),
                server.endpoint().host(),
                server.endpoint().port(),
                "root",
                Server.Environment.TEST,
                Server.Authentication.PASSWORD,
                Server.SudoMode.NOT_NEEDED,
                Optional.of(world.machine().rootPassword()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                world.legacy());
    }

    static Map<String, String> answers(List<Gate.Question> questions, Instant now) {
        Map<String, String> answers = new HashMap<>();
        for (Gate.Question question : questions) {
            answers.put(
                    question.id(),
                    switch (question.kind()) {
                        case DATE ->
                            LocalDate.ofInstant(now, ZoneOffset.UTC)
                                    .minusDays(1)
                                    .toString();
                        case TEXT -> "seen by two people";
                        case TYPED -> question.expected();
                    });
        }
        return answers;
    }

    static <T> T accepted(Verdict<T> verdict) {
        return switch (verdict) {
            case Verdict.Accepted<T>(T value) -> value;
            case Verdict.Refused<T> refused -> throw new IllegalStateException(String.valueOf(refused.refusals()));
        };
    }

    @Override
    public void close() {
        time.close();
        console.close();
        line.close();
        servers.close();
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
