package org.applepie.agent.simulated.shell;

import java.io.IOException;
import org.applepie.agent.simulated.files.OpenFile;

/** An open file. */
record FileDescription(OpenFile open) implements Description {

    @Override
    public int read(SimulatedProcess reader, byte[] into, int offset, int length) throws IOException {
        reader.checkpoint();
        return open.read(into, offset, length);
    }

    @Override
    public void write(SimulatedProcess writer, byte[] from, int offset, int length) throws IOException {
        writer.checkpoint();
        open.write(from, offset, length);
    }

    @Override
    public void close() {
        open.close();
    }

    @Override
    public OpenFile file() {
        return open;
    }
}
