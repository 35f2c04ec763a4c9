package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.shell.Call;

/** dumpe2fs of what stands in the superblock. */
final class Dumpe2fs extends E2Tool {

    private static final List<Options.Known> KNOWN = List.of(flag('h', "h"));
    private static final String USAGE =
            "Usage: dumpe2fs [-bfghimxV] [-o superblock=<num>] [-o blocksize=<num>] device\n";

    Dumpe2fs(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException {
        call.warn("dumpe2fs " + VERSION + "\n");
        Optional<Options> options = Options.read(call, "dumpe2fs", KNOWN, USAGE);
        return options.isEmpty() ? 1 : run(call, options.get());
    }

    private int run(Call call, Options options) throws IOException {
        if (options.words().size() != 1) {
            call.warn(USAGE);
            return 1;
        }
        if (!options.has("h")) {
            call.warn("dumpe2fs: this simulation knows no more than -h shows\n");
            return 1;
        }
        Optional<Content.Files> files = open(call, options.words().getFirst());
        if (files.isPresent()) {
            call.print(header(files.get()));
        }
        return files.isPresent() ? 0 : 1;
    }
}
