package org.applepie.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.applepie.app.Samples;
import org.applepie.app.output.AttemptLog;
import org.applepie.app.output.OutputStore;
import org.applepie.domain.remote.Credential;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.remote.Sudo;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.Card;
import org.applepie.domain.runbook.ConsoleScript;
import org.applepie.domain.runbook.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a server, asked of this machine's own shell. */
class ConsoleLogsTest {

    @TempDir
    Path directory;

    private final FakeMachine here = new FakeMachine(Clock.systemUTC());
    private ConsoleLogs logs;

    @BeforeEach
    void askTheShellOfThisMachine() {
        here.answers = ConsoleLogsTest::sh;
        logs = new ConsoleLogs(here);
    }

    @Test
    void fetchesALogThatTakesSeveralPieces() throws Exception {
        ConsoleScript script = script("i=0\nwhile [ $i -lt 4000 ]; do echo \"$i äöü copied\"; i=`expr $i + 1`; done");
        start(script).waitFor();

        try (AttemptLog log = log()) {
            assertThat(logs.collect(login(), step(script), 1, log)).isEqualTo(new ConsoleLogs.Found.Code(0));
            assertThat(log.length())
                    .isEqualTo(Files.size(Path.of(script.log(1))))
                    .isGreaterThan(65_536);
        }
    }

    @Test
    void findsNothingBeforeTheScriptHasEnded() throws Exception {
        ConsoleScript script = script("read line < '" + fifo() + "'");
        Process running = start(script);
        TestConsole.waiting().until(() -> Path.of(script.log(1)).toFile().exists());

        try (AttemptLog log = log()) {
            assertThat(logs.collect(login(), step(script), 1, log)).isInstanceOf(ConsoleLogs.Found.None.class);
            assertThat(logs.isRunning(login(), script, 1)).isEqualTo(new Reply.Got<>(true));
            assertThat(logs.isRunning(login(), script, 2)).isEqualTo(new Reply.Got<>(false));

            Files.writeString(directory.resolve("fifo"), "go on\n");
            assertThat(running.waitFor()).isZero();
            assertThat(logs.isRunning(login(), script, 1)).isEqualTo(new Reply.Got<>(false));
            assertThat(logs.collect(login(), step(script), 1, log)).isEqualTo(new ConsoleLogs.Found.Code(0));
        }
    }

    private Path fifo() throws IOException, InterruptedException {
        Path fifo = directory.resolve("fifo");
        new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
        return fifo;
    }

    private AttemptLog log() {
        return new OutputStore(directory.resolve("output"), Clock.systemUTC()).open(new RunId(new UUID(0, 1)), 1);
    }

    private ConsoleScript script(String body) throws IOException {
        ConsoleScript script = ConsoleScript.of(directory.resolve("copy.sh").toString(), body, "");
        Files.writeString(Path.of(script.path()), script.content());
        return script;
    }

    private static Process start(ConsoleScript script) throws IOException {
        return new ProcessBuilder("sh", script.path(), "1")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static Step.AtConsole step(ConsoleScript script) {
        Step.About about = new Step.About("copy", "Copy", "", "", "", List.of(), Duration.ZERO);
        return new Step.AtConsole(about, List.of(), Card.of(), script, List.of());
    }

    private static Login login() {
        return new Login(
                new Endpoint("localhost", 22),
                "root",
                new Credential.Password(new Secret("x")),
                new Sudo.NotNeeded(),
                Samples.KEY,
                null);
    }

    private static Shell.Answer sh(String script, List<String> arguments) {
        try {
            List<String> words = new ArrayList<>(List.of("sh", "-c", script, "sh"));
            words.addAll(arguments);
            Process process = new ProcessBuilder(words).start();
            byte[] out = process.getInputStream().readAllBytes();
            return new Shell.Answer(process.waitFor(), out, new byte[0]);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
