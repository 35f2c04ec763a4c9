package org.applepie.agent.simulated.debian;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.SimulatedProcess;

/** Another program that a program runs in its place, with the same streams and files. */
record Instead(Call outside, String name, List<String> arguments) implements Call {

    @Override
    public Map<String, String> environment() {
        return outside.environment();
    }

    @Override
    public InputStream in() {
        return outside.in();
    }

    @Override
    public OutputStream out() {
        return outside.out();
    }

    @Override
    public OutputStream err() {
        return outside.err();
    }

    @Override
    public View files() {
        return outside.files();
    }

    @Override
    public SimulatedProcess process() {
        return outside.process();
    }
}
