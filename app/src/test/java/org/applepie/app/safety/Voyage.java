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
 * virtual time, at which deed the console dies, and who goes on where several threads could.
 */
final class Voyage implements AutoCloseable {

    private static final int MOST_ROUNDS = 120;

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

        /** So that one seed is another story on each of them. */
        long own(long seed) {
            return seed ^ name().hashCode();
        }
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
    private final VirtualTime time;
    private final Story story;
    private final Fuse fuse;
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

    /** Goes through all of a voyage. */
    static Log sail(long seed, Platform platform, Course course) {
        return VirtualTime.carry(Instant.parse("2006-04-24T17:33:20Z"), platform.own(seed), time -> {
            try (Voyage voyage = new Voyage(seed, platform, course, time)) {
                return voyage.sail();
            }
        });
    }

    private Voyage(long seed, Platform platform, Course course, VirtualTime time) {
        this.time = time;
        this.story = new Story(time);
        this.fuse = new Fuse(story);
        this.seed = seed;
        this.platform = platform;
        this.course = course;
        this.random = new Random(platform.own(seed));
        this.world = platform.world(time, seed);
        this.drives = List.copyOf(world.hardware().drives().values());
        course.past().accept(drives);
        this.servers = SimulatedServers.inMemory(List.of(new WatchedMachine(world.machine(), this::struck)));
        this.server = servers.all().getFirst();
        this.line = new Line(time, fuse, servers.transport());
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

    private Log sail() {
        try {
            Begun begun = begin();
            watchman.watch(begun.id, begun.runbook);
            Optional<End> end = goThrough(begun);
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
        Duration patience = time.elapsed().plusSeconds(60 + random.nextInt(1200));
        while (true) {
            time.awaitQuiet();
            if (fuse.takeDeath()) {
                story.tell("the console is started anew");
                console.restart();
                continue;
            }
            if (!line.isDriven()) {
                Position position = console.run(begun.id).position(begun.runbook);
                if (isPeoples(position)) {
                    return position;
                }
            }
            if (time.elapsed().compareTo(patience) > 0) {
                patience = time.elapsed().plusSeconds(600);
                person.worry();
            } else {
                time.pass();
            }
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
