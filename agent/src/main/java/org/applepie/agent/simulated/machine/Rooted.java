package org.applepie.agent.simulated.machine;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.SimulatedProcess;

/** The same call after a chroot that only the program itself makes. */
public record Rooted(Call outside, View files) implements Call {

    @Override
    public String name() {
        return outside.name();
    }

    @Override
    public List<String> arguments() {
        return outside.arguments();
    }

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
    public SimulatedProcess process() {
        return outside.process();
    }
}
