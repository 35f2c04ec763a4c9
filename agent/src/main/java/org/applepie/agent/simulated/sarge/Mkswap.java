package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** mkswap of util-linux 2.12p. */
final class Mkswap extends Tool {

    private final Random random;

    Mkswap(Drivers drivers, Random random) {
        super(drivers);
        this.random = random;
    }

    @Override
    public int run(Call call) throws IOException {
        List<String> words =
                call.arguments().stream().filter(word -> !word.startsWith("-")).toList();
        if (words.isEmpty()) {
            call.warn("Usage: mkswap [-c] [-v0|-v1] [-pPAGESZ] /dev/name [blocks]\n");
            return 1;
        }
        Block block;
        try {
            block = block(call, words.getFirst());
        } catch (ErrnoException refused) {
            call.warn(words.getFirst() + ": " + refused.errno().text() + "\n");
            return 1;
        }
        if (drivers().inUse(block) || drivers().claimedByArray(block)) {
            call.warn("mkswap: will not try to make swapdevice on '" + words.getFirst() + "'\n");
            return 1;
        }
        UUID uuid = Drivers.uuid(random);
        block.medium().fill(new Content.Swap(uuid, block.kib()));
        call.print("Setting up swapspace version 1, size = " + pages(block.kib()) * 4096 / 1000 + " kB\n");
        call.print("no label, UUID=" + uuid + "\n");
        return 0;
    }

    /** Pages to swap to: all but the one with the header. */
    static long pages(long kib) {
        return kib / 4 - 1;
    }
}
