package org.applepie.agent.simulated.terminal;

import java.io.OutputStream;
import org.applepie.agent.simulated.shell.Description;
import org.applepie.agent.simulated.shell.SimulatedProcess;

/** The screen as processes write to it. */
record Screen(OutputStream glass) implements Description {

    @Override
    public int read(SimulatedProcess reader, byte[] into, int offset, int length) {
        return -1;
    }

    @Override
    public void write(SimulatedProcess writer, byte[] from, int offset, int length) throws java.io.IOException {
        writer.checkpoint();
        glass.write(from, offset, length);
    }

    @Override
    public void close() {
        // It goes on showing what was written.
    }
}
