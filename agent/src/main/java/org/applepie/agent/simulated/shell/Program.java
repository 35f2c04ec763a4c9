package org.applepie.agent.simulated.shell;

import java.io.IOException;

/**
 * What an executable file does. The file's content is {@link #marker}, so that the program is there as long as its file
 * is. One instance serves all processes and keeps no state of its own.
 */
@FunctionalInterface
public interface Program {

    /**
     * Runs in the thread of its process.
     *
     * @return the exit code, 0 to 255
     * @throws IOException said as {@code NAME: MESSAGE}, exit code 1
     */
    int run(Call call) throws IOException, InterruptedException;

    /** The content of an executable file that is the program of this name. */
    static String marker(String name) {
        return "#!applepie-program " + name + "\n";
    }
}
