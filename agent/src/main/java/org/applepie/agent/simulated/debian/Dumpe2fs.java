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

    Dumpe2fs(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException {
        call.warn("dumpe2fs " + VERSION + "\n");
        Options options;
        try {
            options = Options.read(call.arguments(), KNOWN);
        } catch (Options.Refused refused) {
            call.warn("dumpe2fs: " + refused.getMessage() + "\n");
            return usage(call);
        }
        if (options.words().size() != 1) {
            return usage(call);
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

    private static int usage(Call call) throws IOException {
        call.warn("Usage: dumpe2fs [-bfghimxV] [-o superblock=<num>] [-o blocksize=<num>] device\n");
        return 1;
    }
}
