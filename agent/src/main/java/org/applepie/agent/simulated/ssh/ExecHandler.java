package org.applepie.agent.simulated.ssh;

import java.io.IOException;

/** Does what the log-in shell of a machine does with a command line. */
public interface ExecHandler {

    /**
     * Runs one command to its end, in the calling thread, which is the command's own. Nobody interrupts it: a command
     * whose connection is gone goes on, and learns of it by {@link Exec#notices()} and by its streams.
     *
     * @return exit code, 0 to 255
     * @throws IOException when one of the streams is gone; the command then counts as killed, without an exit code
     */
    int exec(Exec exec) throws IOException;
}
