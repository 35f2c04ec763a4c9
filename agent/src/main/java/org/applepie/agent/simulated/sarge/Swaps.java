package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.Fstab;
import org.applepie.agent.simulated.shell.Call;

/** swapon and swapoff of util-linux 2.12p. */
final class Swaps extends Tool {

    Swaps(Drivers drivers) {
        super(drivers);
    }

    @Override
    public int run(Call call) throws IOException {
        boolean off = call.name().endsWith("swapoff");
        if (call.arguments().contains("-s")) {
            call.print(table(drivers()));
            return 0;
        }
        int code = 0;
        for (String path : devices(call, off)) {
            code |= off ? off(call, path) : on(call, path);
        }
        return code;
    }

    private List<String> devices(Call call, boolean off) {
        List<String> words = new ArrayList<>(
                call.arguments().stream().filter(word -> !word.startsWith("-")).toList());
        if (call.arguments().contains("-a")) {
            if (off) {
                drivers().swaps().forEach(swap -> words.add(swap.path()));
            } else {
                Fstab.read(call.files()).stream()
                        .filter(Fstab::swap)
                        .filter(entry -> drivers().swaps().stream()
                                .noneMatch(swap -> swap.path().equals(entry.source())))
                        .forEach(entry -> words.add(entry.source()));
            }
        }
        return words;
    }

    private int on(Call call, String path) throws IOException {
        try {
            Block block = block(call, path);
            if (drivers().inUse(block) || drivers().claimedByArray(block)) {
                throw new ErrnoException(Errno.EBUSY);
            }
            if (!(block.medium().content() instanceof Content.Swap)) {
                throw new ErrnoException(Errno.EINVAL);
            }
            drivers().swaps().add(block);
            return 0;
        } catch (ErrnoException refused) {
            call.warn("swapon: " + path + ": " + refused.errno().text() + "\n");
            return 255;
        } catch (DriveFailure failure) {
            call.warn("swapon: " + path + ": " + Errno.EIO.text() + "\n");
            return 255;
        }
    }

    private int off(Call call, String path) throws IOException {
        Optional<Block> swap = drivers().swaps().stream()
                .filter(one -> blockIfAny(call, path)
                        .filter(block -> block.number().equals(one.number()))
                        .isPresent())
                .findFirst();
        if (swap.isEmpty()) {
            call.warn("swapoff: " + path + ": " + Errno.EINVAL.text() + "\n");
            return 255;
        }
        drivers().swaps().remove(swap.get());
        return 0;
    }

    /** /proc/swaps. */
    static String table(Drivers kernel) {
        StringBuilder text = new StringBuilder("Filename\t\t\tType\t\tSize\tUsed\tPriority\n");
        int priority = -1;
        for (Block swap : kernel.swaps()) {
            text.append(
                    "%-31s partition\t%d\t%d\t%d\n".formatted(swap.path(), Mkswap.pages(swap.kib()) * 4, 0, priority));
            priority--;
        }
        return text.toString();
    }
}
