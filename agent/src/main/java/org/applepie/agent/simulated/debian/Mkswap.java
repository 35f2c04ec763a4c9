package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;
import static org.applepie.agent.simulated.debian.Options.Known.valued;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** mkswap of util-linux 2.38.1. */
final class Mkswap extends OptionedTool {

    private static final int LABEL = 15;
    private static final long PAGE = 4;
    private static final List<Options.Known> KNOWN = List.of(
            valued('U', "uuid"), valued('L', "label"), flag('f', "force"), flag('q', "quiet"), flag('V', "version"));

    Mkswap(Running running) {
        super(running, KNOWN, "mkswap from util-linux 2.38.1");
    }

    @Override
    int run(Call call, Options options) throws IOException {
        if (options.words().isEmpty()) {
            call.warn("mkswap: Nowhere to set up swap on?\nTry 'mkswap --help' for more information.\n");
            return 1;
        }
        if (options.words().size() > 1) {
            call.warn("mkswap: this simulation takes no size\n");
            return 1;
        }
        return make(call, options, options.words().getFirst());
    }

    private int make(Call call, Options options, String path) throws IOException {
        Optional<UUID> uuid = uuid(options.value("uuid").orElse("random"));
        if (uuid.isEmpty()) {
            return call.fail(1, "error: parsing UUID failed");
        }
        Block block;
        try {
            block = block(call, path);
            if (drivers().inUse(block)) {
                return call.fail(1, "error: " + path + " is mounted; will not make swapspace");
            }
            if (drivers().busy(block)) {
                throw new ErrnoException(Errno.EBUSY);
            }
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            return refused.errno() == Errno.ENOENT
                    ? call.fail(1, "stat of " + path + " failed: " + Errno.ENOENT.text())
                    : call.fail(
                            1, "cannot open " + path + ": " + refused.errno().text());
        }
        long pages = block.kib() / PAGE - 1;
        if (pages < 9) {
            return call.fail(1, "error: swap area needs to be at least 40 KiB");
        }
        String label = options.value("label").orElse("");
        if (label.length() > LABEL) {
            call.fail(0, "Label was truncated.");
            label = label.substring(0, LABEL);
        }
        return lay(call, options, block, new Content.Swap(uuid.get(), block.kib(), label));
    }

    private int lay(Call call, Options options, Block block, Content.Swap swap) throws IOException {
        String path = options.words().getFirst();
        Optional<Signature> old = Signature.of(block.medium()).stream().findFirst();
        if (old.isPresent()) {
            call.fail(0, path + ": warning: wiping old " + old.get().type() + " signature.");
        }
        block.medium().fill(swap);
        running().kernelFiles().settle();
        if (!options.has("quiet")) {
            long bytes = (swap.sizeKib() / PAGE - 1) * PAGE * 1024;
            call.print("Setting up swapspace version 1, size = " + human(bytes) + " (" + bytes + " bytes)\n");
            call.print(
                    (swap.label().isEmpty() ? "no label" : "LABEL=" + swap.label()) + ", UUID=" + swap.uuid() + "\n");
        }
        return 0;
    }

    /** {@code 127 MiB}, {@code 1.9 GiB}: one digit behind the point where it is not 0. */
    private static String human(long bytes) {
        String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        long size = bytes;
        while (size >= 1L << 10 && unit < 4) {
            size >>= 10;
            unit++;
        }
        long one = 1L << 10 * unit;
        long tenth = (bytes % one * 10 + one / 2) / one;
        long whole = bytes / one + tenth / 10;
        return tenth % 10 == 0
                ? whole + " " + units[unit]
                : String.format(Locale.ROOT, "%d.%d %s", whole, tenth % 10, units[unit]);
    }

    private Optional<UUID> uuid(String said) {
        if (said.equals("random") || said.equals("time")) {
            return Optional.of(Drivers.uuid(running().random()));
        }
        if (said.equals("clear")) {
            return Optional.of(new UUID(0, 0));
        }
        return said.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? Optional.of(UUID.fromString(said))
                : Optional.empty();
    }
}
