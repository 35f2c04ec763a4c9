package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.shell.Descriptor;
import org.applepie.agent.simulated.shell.Kernel;
import org.applepie.agent.simulated.shell.Launch;
import org.applepie.agent.simulated.shell.Pipe;
import org.applepie.agent.simulated.shell.SimulatedProcess;
import org.applepie.agent.simulated.shell.StillTime;

/** Types commands at the console of a simulated machine, as root. */
final class Typist {

    /** When a machine is switched on for the first time. */
    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final DebianServer server;

    Typist(DebianServer server) {
        this.server = server;
    }

    /** What a command printed and how it ended. */
    record Result(String out, String err, int code) {}

    /** A machine that is up, with time that only sleeping moves. */
    static Typist atNewMachine() {
        DebianServer server = DebianServers.postoffice(new StillTime(START), new java.util.Random(7), 20_000);
        server.powerOn();
        return new Typist(server);
    }

    DebianServer server() {
        return server;
    }

    /** Runs a line in /bin/sh to its end. */
    Result type(String line) {
        Kernel kernel = server.kernel().orElseThrow(() -> new AssertionError(server.console()));
        Pipe in = new Pipe();
        Pipe out = new Pipe();
        Pipe err = new Pipe();
        try {
            in.output().close();
            Descriptor stdin = in.reader();
            Descriptor stdout = out.writer();
            Descriptor stderr = err.writer();
            SimulatedProcess shell = kernel.start(new Launch(
                    List.of("/bin/sh", "-c", line),
                    Map.of("PATH", PATH, "HOME", "/root"),
                    kernel.namespace().view().at("/root"),
                    stdin,
                    stdout,
                    stderr,
                    true));
            stdin.release();
            stdout.release();
            stderr.release();
            StringBuilder errors = new StringBuilder();
            Thread reading = Thread.ofVirtual().start(() -> errors.append(text(err)));
            String text = text(out);
            reading.join();
            return new Result(text, errors.toString(), shell.waitFor());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException cut) {
            Thread.currentThread().interrupt();
            throw new AssertionError(cut);
        }
    }

    private static String text(Pipe pipe) {
        try {
            return new String(pipe.input().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
