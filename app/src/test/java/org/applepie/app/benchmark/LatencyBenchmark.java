package org.applepie.app.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.applepie.app.browser.Chromium;
import org.applepie.app.inventory.Registry;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.remote.ShellWord;
import org.applepie.domain.run.RunId;

/** How old a line is when it gets to whoever watches: through a bare ssh, through the console's feed, on its page. */
final class LatencyBenchmark {

    private static final int ROUNDS = 5;
    private static final String PASSWORD = "a phrase for one benchmark";

    private final Figures pipe = new Figures();
    private final Figures feed = new Figures();
    private final Figures inPage = new Figures();
    private final Figures drawn = new Figures();
    private final Console console;
    private final Server server;
    private final Steps steps;

    private LatencyBenchmark(Console console, Server server) {
        this.console = console;
        this.server = server;
        this.steps = new Steps(console.part(Registry.class)
                .latestReading(server.id())
                .orElseThrow()
                .reading()
                .host()
                .machineId()
                .orElse(""));
    }

    static void run(Path home) throws Exception {
        try (LocalServer local = LocalServer.start(home);
                Console console = Console.start(home);
                Ssh ssh = local.ssh()) {
            LatencyBenchmark benchmark = new LatencyBenchmark(console, console.register(local));
            FeedReader tool = FeedReader.setUp(console, PASSWORD);
            benchmark.rounds(ssh, tool);
            if (Chromium.isThere()) {
                try (PageReader person = new PageReader(console.address(), PASSWORD)) {
                    benchmark.rounds(person);
                }
            }
            benchmark.print();
        }
    }

    /** The first round warms everything up and is not counted. */
    private void rounds(Ssh ssh, FeedReader tool) throws Exception {
        for (int round = 0; round <= ROUNDS; round++) {
            throughPipe(ssh, round > 0 ? pipe : new Figures());
            RunId run = start();
            tool.follow(run, round > 0 ? feed : new Figures());
            console.finish(run);
        }
    }

    private void rounds(PageReader person) throws Exception {
        for (int round = 0; round <= ROUNDS; round++) {
            RunId run = start();
            person.follow(run, round > 0 ? inPage : new Figures(), round > 0 ? drawn : new Figures());
            console.finish(run);
        }
    }

    private RunId start() {
        return console.start(server, List.of(steps.changing(1, Lines.program().toArray(String[]::new))));
    }

    private static void throughPipe(Ssh ssh, Figures figures) throws IOException, InterruptedException {
        String command = Lines.program().stream().map(ShellWord::quote).collect(Collectors.joining(" "));
        Process process = ssh.start(command);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Lines.note(line, Instant.now(), figures);
            }
        }
        process.waitFor();
    }

    private void print() {
        Table table = Table.ofTimes("ms since it was printed")
                .row("read from the pipe of a bare `ssh`", pipe)
                .row("in the feed, read by a tool over HTTP", feed);
        if (inPage.count() > 0) {
            table.row("in the page", inPage).row("in the frame about to be drawn", drawn);
        }
    }
}
