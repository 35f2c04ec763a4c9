package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/** A program that talks to the kernel it runs on. */
abstract class Tool implements Program {

    private final Running running;

    Tool(Running running) {
        this.running = running;
    }

    final Running running() {
        return running;
    }

    final Drivers drivers() {
        return running.drivers();
    }

    /**
     * The device behind a node.
     *
     * @throws ErrnoException ENOENT, ENOTBLK for what is no block device, ENXIO for a drive that is gone
     */
    final Block block(Call call, String path) throws ErrnoException {
        Stat stat = call.files().stat(path);
        if (stat.type() != FileType.BLOCK_DEVICE) {
            throw new ErrnoException(Errno.ENOTBLK);
        }
        Optional<Block> block = drivers().block(stat.special());
        if (block.isPresent()
                && block.get().medium() instanceof Region region
                && region.drive().dead()) {
            throw new ErrnoException(Errno.ENXIO);
        }
        return block.orElseThrow(() -> new ErrnoException(Errno.ENXIO));
    }

    /** The same where a refusal is no reason to stop. */
    final Optional<Block> blockIfAny(Call call, String path) {
        try {
            return Optional.of(block(call, path));
        } catch (ErrnoException refused) {
            return Optional.empty();
        }
    }

    /** The whole disk behind a node. */
    final Disk disk(Call call, String path) throws ErrnoException {
        Block block = block(call, path);
        return drivers().disks().stream()
                .filter(disk -> disk.whole().number().equals(block.number()))
                .findFirst()
                .orElseThrow(() -> new ErrnoException(Errno.ENOTBLK));
    }

    /** Standard input to its end, one char a byte. */
    static String input(Call call) throws IOException {
        return new String(call.in().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /**
     * Has the kernel read the table of a drive again.
     *
     * @return whether it did: not while any part of the drive is in use
     */
    final boolean reread(Disk disk) {
        if (drivers().busy(disk.whole())) {
            return false;
        }
        disk.reread();
        return true;
    }

    /** A device was written to and closed: udev has the table of a drive read again that nobody uses. */
    final void written(Block block) {
        drivers().diskOf(block).filter(disk -> disk.numberOf(block) == 0).ifPresent(this::reread);
    }
}
