package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** e2fsck, also as fsck.ext4: file systems here are whole or they are none. */
final class E2fsck extends E2Tool {

    private static final int OPERATIONAL = 8;
    private static final int USAGE = 16;
    private static final List<Options.Known> KNOWN =
            List.of(flag('a', "a"), flag('p', "p"), flag('n', "n"), flag('y', "y"), flag('f', "f"), flag('V', "V"));

    E2fsck(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException {
        Optional<Options> options = Options.read(call, Options.program(call), KNOWN, "");
        return options.isEmpty() ? USAGE : run(call, options.get());
    }

    private int run(Call call, Options options) throws IOException {
        boolean preen = options.has("a") || options.has("p");
        if (!preen) {
            call.warn("e2fsck " + VERSION + "\n");
        }
        if (options.has("V")) {
            call.warn("\tUsing EXT2FS Library version 1.47.0, 5-Feb-2023\n");
            return 0;
        }
        if (options.words().size() != 1) {
            call.warn("Usage: " + Options.program(call) + " [-panyrcdfktvDFV] [-b superblock] [-B blocksize]\n"
                    + "\t\t[-l|-L bad_blocks_file] [-C fd] [-j external_journal]\n"
                    + "\t\t[-E extended-options] [-z undo_file] device\n");
            return USAGE;
        }
        return check(call, options, options.words().getFirst());
    }

    private int check(Call call, Options options, String device) throws IOException {
        try {
            Block block = block(call, device);
            if (mountPoint(block).isPresent() && !options.has("n")) {
                call.warn(device + " is mounted.\n");
                call.warn("e2fsck: Cannot continue, aborting.\n\n\n");
                return OPERATIONAL;
            }
            if (drivers().holder(block).isPresent()) {
                call.warn(device + " is in use.\ne2fsck: Cannot continue, aborting.\n\n\n");
                return OPERATIONAL;
            }
            if (block.medium().content() instanceof Content.Files files
                    && files.type().startsWith("ext")) {
                call.print(report(files, device, options.has("f")));
                return 0;
            }
            call.print("ext2fs_open2: Bad magic number in super-block\n");
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            call.print(Options.program(call) + ": " + refused.errno().text() + " while trying to open " + device
                    + "\nPossibly non-existent device?\n");
            return OPERATIONAL;
        } catch (DriveFailure failure) {
            call.print(Options.program(call) + ": Input/output error while trying to open " + device + "\n");
            return OPERATIONAL;
        }
        call.print(Options.program(call) + ": Superblock invalid, trying backup blocks...\n");
        call.print(Options.program(call) + ": Bad magic number in super-block while trying to open " + device + "\n");
        return OPERATIONAL;
    }

    private static String report(Content.Files files, String device, boolean forced) {
        Ext4Layout layout = layout(files);
        long inodes = files.tree().usedInodes() + 10;
        long blocks = layout.overhead() + files.tree().usedBlocks() * 4096 / layout.blockSize();
        String name = files.label().isEmpty() ? device : files.label();
        String counts = String.format(
                Locale.ROOT,
                "%d/%d files%s, %d/%d blocks\n",
                inodes,
                layout.inodes(),
                forced ? " (0.0% non-contiguous)" : "",
                blocks,
                layout.blocks());
        return forced
                ? "Pass 1: Checking inodes, blocks, and sizes\nPass 2: Checking directory structure\n"
                        + "Pass 3: Checking directory connectivity\nPass 4: Checking reference counts\n"
                        + "Pass 5: Checking group summary information\n" + name + ": " + counts
                : name + ": clean, " + counts;
    }
}
