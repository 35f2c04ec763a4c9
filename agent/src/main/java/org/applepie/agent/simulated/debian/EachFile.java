package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.List;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.shell.Call;

/** Work that is done file by file: what one refuses is told, and the next has its turn. */
final class EachFile {

    /** What is done with one file; it ends with an exit code. */
    @FunctionalInterface
    interface Work {
        int on(String path) throws IOException;
    }

    private EachFile() {}

    /** Ends with the exit codes of all, one bit upon the other; a refusal counts as 1 and hides those before it. */
    static int of(Call call, List<String> paths, Work work) throws IOException {
        int code = 0;
        for (String path : paths) {
            try {
                code |= work.on(path);
            } catch (ErrnoException refused) {
                call.process().checkpoint();
                code = call.fail(1, path + ": " + refused.errno().text());
            }
        }
        return code;
    }
}
