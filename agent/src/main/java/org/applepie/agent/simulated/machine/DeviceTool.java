package org.applepie.agent.simulated.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/**
 * A program that talks to the drivers of the kernel it runs on.
 *
 * @param <D> how this kernel knows its disks
 */
public abstract class DeviceTool<D extends KernelDisk> implements Program {

    public abstract KernelDrivers<D> drivers();

    /**
     * The device behind a node.
     *
     * @throws ErrnoException ENOENT, ENOTBLK for what is no block device, ENXIO for a drive that is gone
     */
    public final Block block(Call call, String path) throws ErrnoException {
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
    public final Optional<Block> blockIfAny(Call call, String path) {
        try {
            return Optional.of(block(call, path));
        } catch (ErrnoException refused) {
            return Optional.empty();
        }
    }

    /** The whole disk behind a node. */
    public final D disk(Call call, String path) throws ErrnoException {
        Block block = block(call, path);
        return drivers().disks().stream()
                .filter(disk -> disk.whole().number().equals(block.number()))
                .findFirst()
                .orElseThrow(() -> new ErrnoException(Errno.ENOTBLK));
    }

    /** Standard input to its end, one char a byte. */
    public static String input(Call call) throws IOException {
        return new String(call.in().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
