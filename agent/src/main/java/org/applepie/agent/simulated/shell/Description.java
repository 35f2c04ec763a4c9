package org.applepie.agent.simulated.shell;

import java.io.IOException;
import org.applepie.agent.simulated.files.OpenFile;
import org.jspecify.annotations.Nullable;

/** What a file descriptor stands for: a file, an end of a pipe, or the world outside of the machine. */
public interface Description {

    /**
     * Waits until there is something.
     *
     * @param reader on whose behalf; its end ends the wait
     * @return how many bytes were read, -1 at the end
     */
    int read(SimulatedProcess reader, byte[] into, int offset, int length) throws IOException;

    /**
     * Writes all.
     *
     * @throws IOException such as EPIPE if nobody reads; the writer then also gets SIGPIPE
     */
    void write(SimulatedProcess writer, byte[] from, int offset, int length) throws IOException;

    /** The last descriptor for it is gone. */
    void close();

    /** The file, where it is one. */
    default @Nullable OpenFile file() {
        return null;
    }
}
