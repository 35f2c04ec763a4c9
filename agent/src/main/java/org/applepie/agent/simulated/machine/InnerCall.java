package org.applepie.agent.simulated.machine;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.SimulatedProcess;

/**
 * What a program runs by itself while it is called, with the streams of its own call and in its own process.
 *
 * @param outside the program's own call
 */
public record InnerCall(Call outside, String name, List<String> arguments, View files) implements Call {

    /** Another program, which sees the same files. */
    public static InnerCall of(Call outside, String name, List<String> arguments) {
        return new InnerCall(outside, name, arguments, outside.files());
    }

    /** The same call after a chroot that only the program itself makes. */
    public static InnerCall rooted(Call outside, View files) {
        return new InnerCall(outside, outside.name(), outside.arguments(), files);
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
