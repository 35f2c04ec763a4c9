package org.applepie.agent.simulated.shell;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.View;

/** A program called by a process. */
record ProcessCall(SimulatedProcess process, List<String> argv, Map<String, String> environment) implements Call {

    @Override
    public String name() {
        return argv.getFirst();
    }

    @Override
    public List<String> arguments() {
        return argv.subList(1, argv.size());
    }

    @Override
    public InputStream in() {
        return Streams.input(process, 0);
    }

    @Override
    public OutputStream out() {
        return Streams.output(process, 1);
    }

    @Override
    public OutputStream err() {
        return Streams.output(process, 2);
    }

    @Override
    public View files() {
        return process.files();
    }
}
