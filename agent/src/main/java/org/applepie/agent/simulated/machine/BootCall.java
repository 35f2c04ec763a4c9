package org.applepie.agent.simulated.machine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;
import org.applepie.agent.simulated.shell.SimulatedProcess;

/** A program that the boot scripts run, with both outputs on the console, before there is any process. */
public record BootCall(String name, List<String> arguments, View files, OutputStream out) implements Call {

    /** Runs it, and gives its exit code; 1 if it could not come to its end. */
    public static int run(Program program, View files, OutputStream console, String name, String... arguments) {
        try {
            return program.run(new BootCall(name, List.of(arguments), files, console));
        } catch (IOException refused) {
            return 1;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("PATH", "/sbin:/bin:/usr/sbin:/usr/bin");
    }

    @Override
    public InputStream in() {
        return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public OutputStream err() {
        return out;
    }

    @Override
    public SimulatedProcess process() {
        throw new UnsupportedOperationException("there are no processes yet");
    }
}
