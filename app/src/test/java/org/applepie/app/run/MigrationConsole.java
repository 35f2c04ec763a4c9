package org.applepie.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.agent.simulated.SimulatedMachine;
import org.applepie.agent.simulated.SimulatedServer;
import org.applepie.agent.simulated.SimulatedServers;
import org.applepie.agent.simulated.ssh.Dialect;
import org.applepie.app.TestDatabase;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.inventory.ReadsServers;
import org.applepie.app.inventory.Registry;
import org.applepie.app.json.DomainJson;
import org.applepie.app.output.OutputStore;
import org.applepie.app.runbook.RunbookLibrary;
import org.applepie.app.secret.ConsoleKey;
import org.applepie.app.secret.SecretStore;
import org.applepie.domain.audit.AuditTrail.Verification;
import org.applepie.domain.inventory.LegacyChange;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.run.Attempt;
import org.applepie.domain.run.HandReport;
import org.applepie.domain.run.Position;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunCommand;
import org.applepie.domain.run.RunEvent.End;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.Gate;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Step;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;

/** The parts of a console that a migration needs, over a database of their own. */
public final class MigrationConsole implements AutoCloseable {

    private final SshShell shell;
    private final TestDatabase database;
    private final AuditLog audit;
    private final Registry inventory;
    private final RunbookLibrary runbooks;
    private final SystemPace pace;
    private final RunEngine engine;

    /** @param directory where its data directory is made */
    public MigrationConsole(Path directory, SshShell shell) {
        this(directory, shell, new SystemPace(), pace -> pace);
    }

    /** @param hurried how time passes for the engine */
    MigrationConsole(Path directory, SshShell shell, UnaryOperator<Pace> hurried) {
        this(directory, shell, new SystemPace(), hurried);
    }

    private MigrationConsole(Path directory, SshShell shell, SystemPace real, UnaryOperator<Pace> paced) {
        pace = real;
        this.shell = shell;
        database = TestDatabase.below(directory);
        Clock clock = Clock.systemUTC();
        DomainJson json = new DomainJson();
        audit = new AuditLog(
                database.jdbc(), database.transactions(), database.directory().file("audit.head"), clock);
        SecretStore secrets =
                new SecretStore(database.jdbc(), database.directory().file("secret.key"));
        ConsoleKey key = new ConsoleKey(secrets, kind -> new ConsoleKey.Pair(new Secret("k"), "ssh-ed25519 K"));
        ReadsServers reader = ReadsServers.over(shell, clock);
        inventory = new Registry(database.jdbc(), audit, secrets, key, shell, reader, json, clock);
        runbooks = new RunbookLibrary(database.jdbc(), audit, inventory, json, clock);
        OutputStore outputs = new OutputStore(database.directory().file("output"), clock);
        engine = new RunEngine(
                database.jdbc(), audit, runbooks, inventory, reader, shell, outputs, json, clock, paced.apply(real));
    }

    /** What is done at a console with a server. */
    interface Work {
        void with(MigrationConsole console, SimulatedServer server);
    }

    /** Starts this machine behind a port, and does the work at a console of its own. */
    static void at(Path directory, SimulatedMachine machine, Work work) {
        SimulatedServers servers = SimulatedServers.start(List.of(machine));
        try (SshShell shell = new SshShell(AgentSettings.standard());
                MigrationConsole console = new MigrationConsole(directory, shell)) {
            work.with(console, servers.all().getFirst());
        }
    }

    /** Registers the server, plans its mirror and goes through all of it, with the right answer at every gate. */
    public void migrate(SimulatedServer simulated) {
        goThrough(begun(simulated), End.DONE, "");
    }

    /** The same, but asks at this gate for the way back, and goes it to its end. */
    public void goBackFrom(String gate, SimulatedServer simulated) {
        goThrough(begun(simulated), End.ROLLED_BACK, gate);
    }

    /** A person with cards in their hands, and with decisions to make. */
    public interface Person {

        /** Does what the card says, and tells how it went; the run knows what the console found if that was told before. */
        RunCommand byHand(Run run, Attempt attempt, Step step);

        /** Decides about an attempt that failed, or of which nobody knows how it ended. */
        default RunCommand decides(Attempt attempt) {
            throw new AssertionError("nobody is to decide about " + attempt);
        }
    }

    /** Tells that all on the card is done, with the answers that are expected. */
    public static RunCommand told(Step step) {
        return new RunCommand.Done(
                step.id(), answers(step.handedOut().orElseThrow().questions()), "");
    }

    /** Registers the server and goes all the way to this goal, with somebody who has hands. */
    public Run reach(Goal goal, SimulatedServer simulated, Person person) {
        Begun begun = begun(simulated, goal);
        while (true) {
            switch (untilPeople(begun.id(), begun.runbook())) {
                case Position.AtGate(var phase, var gate) -> approve(begun, gate);
                case Position.InHands(var attempt, var step) ->
                    tell(begun.id(), person.byHand(run(begun.id()), attempt, step));
                case Position.NeedsDecision(var attempt) -> tell(begun.id(), person.decides(attempt));
                case Position.Over(var end, var reason) -> {
                    assertThat(end).as(reason).isEqualTo(End.DONE);
                    assertThat(audit.verify()).isInstanceOf(Verification.Holds.class);
                    return run(begun.id());
                }
                case Position other -> throw new AssertionError(other + "\n" + story(begun.id()));
            }
        }
    }

    private void tell(RunId id, RunCommand command) {
        accepted(engine.tell(id, command, run(id).version(), "bob"));
    }

    /** Reads a server that is registered already, plans another goal for it and goes through all of it. */
    public void reach(Goal goal, SimulatedServer simulated) {
        goThrough(begin(registered(simulated), goal), End.DONE, "");
    }

    /** The same, but asks at this gate for the way back, and goes it to its end. */
    public void goBackFrom(String gate, Goal goal, SimulatedServer simulated) {
        goThrough(begin(registered(simulated), goal), End.ROLLED_BACK, gate);
    }

    /** Why the goal is refused for a server that is registered already: the codes of all reasons. */
    public List<String> refused(Goal goal, SimulatedServer simulated) {
        Server server = registered(simulated);
        return switch (runbooks.compile(server.id(), goal, "ann")) {
            case Verdict.Accepted<Runbook> accepted -> List.of();
            case Verdict.Refused<Runbook> refused ->
                refused.refusals().stream().map(Refusal::code).toList();
        };
    }

    /** A command line as root, which must succeed; what it printed. */
    public String type(String line, SimulatedServer simulated) {
        return switch (shell.ask(
                inventory.logins().of(registered(simulated)), line, List.of(), Duration.ofMinutes(1))) {
            case Reply.Got<Shell.Answer>(Shell.Answer answer) -> {
                String text = new String(answer.stdout(), StandardCharsets.UTF_8);
                assertThat(answer.exitCode())
                        .as(text + new String(answer.stderr(), StandardCharsets.UTF_8))
                        .isZero();
                yield text;
            }
            case Reply.NotConnected<Shell.Answer> failed -> throw new AssertionError(failed);
        };
    }

    private Server registered(SimulatedServer simulated) {
        Server server = inventory.servers(false).stream()
                .filter(known -> known.name().equals(simulated.name()))
                .findFirst()
                .orElseThrow();
        accepted(inventory.read(server.id(), "ann"));
        return server;
    }

    /** A run that was started. */
    public record Begun(RunId id, Runbook runbook) {}

    private Begun begun(SimulatedServer simulated) {
        return begun(simulated, new Goal.MirrorRoot(Optional.empty(), ""));
    }

    private Begun begun(SimulatedServer simulated, Goal goal) {
        Server server = accepted(inventory.register(draft(simulated), "ann"));
        accepted(inventory.pin(server.id(), simulated.hostKey().fingerprint(), "", "ann"));
        accepted(inventory.read(server.id(), "ann"));
        return begin(server, goal);
    }

    private Begun begin(Server server, Goal goal) {
        Runbook runbook = accepted(runbooks.compile(server.id(), goal, "ann"));
        RunId run = accepted(engine.start(runbook.id(), runbook.digest(), "ann"));
        return new Begun(run, runbook);
    }

    /** Plans another goal for a server that is registered already, and starts it. */
    public Begun begin(SimulatedServer simulated, Goal goal) {
        return begin(registered(simulated), goal);
    }

    /**
     * Gives the right answer at every gate and at every card until the run is over or people have to decide.
     *
     * @param told gets the id of each step of people's after they told that it is done
     */
    public Position goOn(Begun begun, Consumer<String> told) {
        RunId id = begun.id();
        while (true) {
            Position position = untilPeople(id, begun.runbook());
            switch (position) {
                case Position.AtGate(var phase, var gate) -> approve(begun, gate);
                case Position.InHands(var attempt, var step) -> {
                    if (run(id).report().flatMap(HandReport::refused).isPresent()) {
                        return position;
                    }
                    done(id, step);
                    told.accept(step.id());
                }
                case Position other -> {
                    return other;
                }
            }
        }
    }

    /** Asks for the way back. */
    public void rollBack(Begun begun) {
        decide(begun, new RunCommand.RollBack("not content"));
    }

    /** Tells a run what somebody decided. */
    public void decide(Begun begun, RunCommand command) {
        tell(begun.id(), command);
    }

    private void approve(Begun begun, Gate gate) {
        accepted(engine.decide(
                begun.id(), gate.id(), true, begun.runbook().digest(), answers(gate.questions()), "", "bob"));
    }

    private void done(RunId id, Step step) {
        accepted(engine.tell(
                id,
                new RunCommand.Done(
                        step.id(), answers(step.handedOut().orElseThrow().questions()), ""),
                run(id).version(),
                "bob"));
    }

    private void goThrough(Begun begun, End wanted, String turn) {
        RunId id = begun.id();
        Runbook runbook = begun.runbook();
        while (true) {
            switch (untilPeople(id, runbook)) {
                case Position.AtGate(var phase, var gate)
                when gate.id().equals(turn) ->
                    accepted(engine.tell(id, new RunCommand.RollBack("not content"), run(id).version(), "bob"));
                case Position.AtGate(var phase, var gate) -> approve(begun, gate);
                case Position.InHands(var attempt, var step) -> done(id, step);
                case Position.Over(var end, var reason) -> {
                    assertThat(end).as(reason).isEqualTo(wanted);
                    assertThat(audit.verify()).isInstanceOf(Verification.Holds.class);
                    return;
                }
                case Position other -> throw new AssertionError(other + "\n" + story(id));
            }
        }
    }

    /** All that its attempts gave, for people who read why a test failed. */
    public String story(RunId id) {
        StringBuilder story = new StringBuilder();
        run(id).attempts()
                .forEach(a -> story.append(a)
                        .append('\n')
                        .append(new String(engine.output(id, a.number(), 0, 20_000), StandardCharsets.UTF_8)));
        return story.toString();
    }

    private Position untilPeople(RunId id, Runbook runbook) {
        // A listening socket that is cut in the middle of a connection complains in a thread of its own.
        return await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> run(id).position(runbook), p -> switch (p) {
                    case Position.Ready r -> false;
                    case Position.InFlight f -> false;
                    case Position.Complete c -> false;
                    case Position.AtGate g -> true;
                    case Position.InHands h -> true;
                    case Position.NeedsDecision n -> true;
                    case Position.Stopped stopped -> true;
                    case Position.Over o -> true;
                });
    }

    /** The run as it stands. */
    public Run run(RunId id) {
        return Run.replay(engine.events(id, 0));
    }

    private static Map<String, String> answers(List<Gate.Question> questions) {
        Map<String, String> answers = new HashMap<>();
        for (Gate.Question question : questions) {
            answers.put(
                    question.id(),
                    switch (question.kind()) {
                        case DATE -> LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
                        case TEXT -> "seen by two people";
                        case TYPED -> question.expected();
                    });
        }
        return answers;
    }

    private static ServerDraft draft(SimulatedServer server) {
        return new ServerDraft(
                server.name(),
                server.endpoint().host(),
                server.endpoint().port(),
                "root",
                Server.Environment.TEST,
                Server.Authentication.PASSWORD,
                Server.SudoMode.NOT_NEEDED,
                Optional.of(server.machine().rootPassword()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                legacy(server.machine().dialect()));
    }

    private static LegacyChange legacy(Dialect dialect) {
        return switch (dialect) {
            case MODERN -> new LegacyChange.Keep();
            case SARGE -> new LegacyChange.Allow("Debian 3.1");
        };
    }

    private static <T> T accepted(Verdict<T> verdict) {
        return switch (verdict) {
            case Verdict.Accepted<T>(T value) -> value;
            case Verdict.Refused<T> refused -> throw new AssertionError(refused.refusals());
        };
    }

    @Override
    public void close() {
        pace.close();
        engine.close();
        database.close();
    }
}
