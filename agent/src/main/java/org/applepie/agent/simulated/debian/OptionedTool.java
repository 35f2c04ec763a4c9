package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.shell.Call;

/**
 * A program that reads its options before it does anything else: one that it does not have is refused, and where its version is
 * asked for, nothing but that is told.
 */
abstract class OptionedTool extends Tool {

    private final List<Options.Known> known;
    private final String version;

    /** @param version the line that {@code --version} prints, without its end */
    OptionedTool(Running running, List<Options.Known> known, String version) {
        super(running);
        this.known = known;
        this.version = version;
    }

    @Override
    public final int run(Call call) throws IOException {
        Optional<Options> options = Options.read(call, known);
        if (options.isEmpty()) {
            return 1;
        }
        if (options.get().has("version")) {
            call.print(version + "\n");
            return 0;
        }
        try {
            return run(call, options.get());
        } catch (Stopped said) {
            return 1;
        }
    }

    /** What it does with options that it has; ends with the exit code. */
    abstract int run(Call call, Options options) throws IOException, Stopped;
}
