package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;
import static org.applepie.agent.simulated.debian.Options.Known.valued;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.TreeDigest;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** debugfs with one request: it reads files of a file system that need not be mounted. */
final class Debugfs extends E2Tool {

    private static final List<Options.Known> KNOWN = List.of(flag('w', "w"), flag('V', "V"), valued('R', "R"));
    private static final String USAGE =
            "Usage: debugfs [-b blocksize] [-s superblock] [-f cmd_file] [-R request] [-d data_source_device]"
                    + " [-i] [-n] [-D] [-V] [[-w] [-z undo_file] [-c]] [device]\n";

    Debugfs(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException {
        Optional<Options> options = Options.read(call, "debugfs", KNOWN, USAGE);
        return options.isEmpty() ? 1 : run(call, options.get());
    }

    private int run(Call call, Options options) throws IOException {
        call.warn("debugfs " + VERSION + "\n");
        if (options.has("V")) {
            call.warn("\tUsing EXT2FS Library version 1.47.0\n");
            return 0;
        }
        Optional<String> request = options.value("R");
        if (request.isEmpty() || options.words().size() > 1) {
            return usage(call);
        }
        if (options.has("w")) {
            call.warn("debugfs: this simulation opens nothing for writing\n");
            return 1;
        }
        Optional<View> view = options.words().isEmpty()
                ? Optional.empty()
                : opened(call, options.words().getFirst());
        return request(call, List.of(request.get().strip().split("\\s+")), view);
    }

    private static int usage(Call call) throws IOException {
        call.warn(USAGE);
        return 1;
    }

    private Optional<View> opened(Call call, String device) throws IOException {
        String why;
        try {
            Block block = block(call, device);
            if (block.medium().content() instanceof Content.Files files
                    && files.type().startsWith("ext")) {
                return Optional.of(TreeDigest.view(files.tree()));
            }
            why = "Bad magic number in super-block";
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            why = refused.errno().text();
        } catch (DriveFailure failure) {
            why = "Input/output error";
        }
        call.warn(device + ": " + why + " while opening filesystem\n");
        return Optional.empty();
    }

    // What a request says of failing is told, and the exit code stays 0.
    private int request(Call call, List<String> words, Optional<View> view) throws IOException {
        String what = words.getFirst();
        if (!List.of("cat", "ls", "stats").contains(what)) {
            call.warn("debugfs: Unknown request \"" + what + "\".  Type \"?\" for a request list.\n");
            return 1;
        }
        if (view.isEmpty()) {
            call.warn(what + ": Filesystem not open\n");
            return 0;
        }
        if (what.equals("stats")) {
            call.warn("debugfs: this simulation knows no more than dumpe2fs -h shows\n");
            return 1;
        }
        if (words.size() != 2) {
            call.warn("Usage: " + what + " <file>\n");
            return 0;
        }
        String path = words.get(1).startsWith("/") ? words.get(1) : "/" + words.get(1);
        try {
            if (what.equals("cat")) {
                call.out().write(view.get().read(path));
            } else {
                call.print(String.join("  ", view.get().list(path)) + "\n");
            }
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            call.warn(words.get(1) + ": File not found by ext2_lookup \n");
        }
        return 0;
    }
}
