package org.applepie.app.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.applepie.app.benchmark.TimedShell.Call;
import org.applepie.app.benchmark.TimedShell.Kind;
import org.applepie.app.inventory.Registry;
import org.applepie.domain.inventory.ReadingScript;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.ShellWord;
import org.applepie.domain.run.RecordedEvent;
import org.applepie.domain.run.RunEvent;

/** A step whose command is {@code true}, from end to end, against the same command by a bare ssh. */
final class StepBenchmark {

    private static final int ROUNDS = 7;
    private static final int STEPS = 15;
    private static final String READING = "sh -c " + ShellWord.quote(ReadingScript.text()) + " sh word";

    private final Figures bare = new Figures();
    private final Figures changing = new Figures();
    private final Figures jobs = new Figures();
    private final Figures readings = new Figures();
    private final Figures rest = new Figures();
    private final Figures looking = new Figures();
    private final Figures bareReading = new Figures();
    private final Figures question = new Figures();
    private final Console console;

    private StepBenchmark(Console console) {
        this.console = console;
    }

    static void run(Path home) throws Exception {
        try (LocalServer local = LocalServer.start(home);
                Console console = Console.start(home);
                Ssh ssh = local.ssh()) {
            StepBenchmark benchmark = new StepBenchmark(console);
            Server server = console.register(local);
            benchmark.rounds(server, ssh);
            benchmark.print();
        }
    }

    private void rounds(Server server, Ssh ssh) throws Exception {
        Registry inventory = console.part(Registry.class);
        Login login = inventory.logins().of(server);
        Steps steps = new Steps(inventory
                .latestReading(server.id())
                .orElseThrow()
                .reading()
                .host()
                .machineId()
                .orElse(""));
        // The first round warms everything up and is not counted.
        for (int round = 0; round <= ROUNDS; round++) {
            boolean counts = round > 0;
            List<RecordedEvent> events =
                    console.finish(console.start(server, List.of(steps.changing(STEPS, "true"), steps.looking(STEPS))));
            List<Call> calls = List.copyOf(console.part(TimedShell.class).calls());
            for (int i = 0; i < STEPS; i++) {
                peers(ssh, login, counts);
            }
            if (counts) {
                count(events, calls);
            }
        }
    }

    private void peers(Ssh ssh, Login login, boolean counts) throws Exception {
        (counts ? bare : new Figures()).time(() -> ssh.run("true"));
        (counts ? bareReading : new Figures()).time(() -> ssh.run(READING));
        (counts ? question : new Figures())
                .time(() -> console.shell().ask(login, ":", List.of(), Duration.ofMinutes(1)));
    }

    /** A step lasts from the end of the one before to its own. The first of a phase also locks, or keeps the reading. */
    private void count(List<RecordedEvent> events, List<Call> calls) {
        Instant before = null;
        for (RecordedEvent event : events) {
            if (event.event() instanceof RunEvent.AttemptEnded ended) {
                if (before != null && !ended.step().endsWith("-1")) {
                    count(ended.step(), before, event.at(), calls);
                }
                before = event.at();
            }
        }
    }

    private void count(String step, Instant from, Instant to, List<Call> calls) {
        double whole = Duration.between(from, to).toNanos() / 1e6;
        if (step.startsWith("look")) {
            looking.add(whole);
            return;
        }
        double job = millis(Kind.JOB, from, to, calls);
        double reading = millis(Kind.READING, from, to, calls);
        changing.add(whole);
        jobs.add(job);
        readings.add(reading);
        rest.add(whole - job - reading);
    }

    private static double millis(Kind kind, Instant from, Instant to, List<Call> calls) {
        return calls.stream()
                .filter(call -> call.kind() == kind
                        && call.ended().isAfter(from)
                        && call.ended().isBefore(to))
                .mapToDouble(Call::millis)
                .sum();
    }

    private void print() {
        Table.ofTimes("ms")
                .row("`ssh … true` over a ControlMaster connection", bare)
                .row("a step whose job is `true`, from end to end", changing)
                .row("– of it: launch the detached job, follow it to its end", jobs)
                .row("– of it: the fresh reading that proves it", readings)
                .row("– of it: the rest, with two durable records", rest)
                .row("a step that only looks", looking)
                .row("the reading's script by `ssh` over a ControlMaster connection", bareReading)
                .row("a question over the agent's live connection", question);
    }
}
