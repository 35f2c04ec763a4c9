package org.applepie.app.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.applepie.app.lab.Drives;
import org.applepie.app.lab.Guest;
import org.applepie.app.lab.GuestImage;
import tools.jackson.databind.JsonNode;

/** The migration of the guest by the console against the same commands by a script, from copies of the same disk. */
public final class MigrationBenchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(40);

    private final Path home;
    private final GuestImage image = GuestImage.ready();
    private JsonNode runbook;

    private MigrationBenchmark(Path home) {
        this.home = home;
    }

    /** Migrates two guests, one after the other, and gives the table. */
    public static String run(Path home) throws Exception {
        MigrationBenchmark benchmark = new MigrationBenchmark(home);
        Times console = benchmark.byConsole();
        // The script may yet fail, and this took minutes.
        System.out.println("by the console: " + console);
        return table(console, benchmark.byScript());
    }

    /** Seconds of each step, and from the very beginning to the very end. */
    private record Times(Map<String, Double> steps, double whole) {}

    private Guest guest(String name) throws IOException {
        Drives drives =
                Drives.of(image, Files.createDirectory(home.resolve(name))).withPie();
        return new Guest(image, drives);
    }

    /** Whoever answers at the gates looks once a second and is never in doubt. */
    private Times byConsole() throws Exception {
        try (Guest guest = guest("by-console");
                ConsoleProcess console = new ConsoleProcess(home)) {
            guest.start().awaitSsh();
            ConsoleApi api = new ConsoleApi(console);
            api.setUp(console);
            Operator operator = new Operator(api, PATIENCE);
            runbook = api.ok(operator.compile(operator.register(guest), ""));
            String run = operator.start(runbook);
            JsonNode now = operator.awaitPeople(run);
            while (Operator.state(now).equals("at-gate")) {
                operator.approve(run, runbook, now.get("waitingFor").get("gate").stringValue());
                now = operator.awaitPeople(run);
            }
            if (!Operator.state(now).equals("done")) {
                throw new IllegalStateException(now.toString());
            }
            Mirror.isWhole(guest, "/", "/boot");
            return new Times(seconds(now), seconds(now, "startedAt", "lastAt"));
        }
    }

    private static Map<String, Double> seconds(JsonNode run) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (JsonNode attempt : run.get("attempts")) {
            seconds.put(attempt.get("step").stringValue(), seconds(attempt, "startedAt", "endedAt"));
        }
        return seconds;
    }

    private static double seconds(JsonNode of, String from, String to) {
        Instant began = Instant.parse(of.get(from).stringValue());
        Instant ended = Instant.parse(of.get(to).stringValue());
        return Duration.between(began, ended).toMillis() / 1e3;
    }

    private Times byScript() throws Exception {
        try (Guest guest = guest("by-script")) {
            guest.start().awaitSsh();
            Path folder = Files.createDirectory(home.resolve("script"));
            Path known = Files.writeString(
                    folder.resolve("known_hosts"), "[127.0.0.1]:" + guest.port() + " " + image.hostKey() + "\n");
            Path all = PlainScript.write(runbook, guest, known, folder);
            long began = System.nanoTime();
            Map<String, Double> steps = follow(all);
            double whole = (System.nanoTime() - began) / 1e9;
            Mirror.isWhole(guest, "/", "/boot");
            return new Times(steps, whole);
        }
    }

    private static Map<String, Double> follow(Path script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", script.toString())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (String line : process.inputReader().lines().toList()) {
            String[] words = line.split(" ");
            seconds.put(words[0], Double.valueOf(words[1]));
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the script ended with " + process.exitValue() + " after " + seconds);
        }
        return seconds;
    }

    private static String table(Times console, Times script) {
        List<String> rows =
                new ArrayList<>(List.of("| step | script, s | console, s | more, s |", "|---|---:|---:|---:|"));
        console.steps()
                .forEach((step, seconds) -> rows.add(row(step, script.steps().getOrDefault(step, 0.0), seconds)));
        rows.add(row("between steps, and at gates", between(script), between(console)));
        rows.add(row("all", script.whole(), console.whole()));
        rows.add(String.format(Locale.ROOT, "ratio: %.2f", console.whole() / script.whole()));
        return String.join("\n", rows);
    }

    private static double between(Times times) {
        return times.whole()
                - times.steps().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
    }

    private static String row(String step, double script, double console) {
        return String.format(Locale.ROOT, "| %s | %.1f | %.1f | %+.1f |", step, script, console, console - script);
    }
}
