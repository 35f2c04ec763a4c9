package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** blockdev of util-linux 2.38.1, as far as it asks, flushes and has tables read again. */
final class Blockdev extends Tool {

    private static final List<String> COMMANDS = List.of(
            "--getsize64",
            "--getsz",
            "--getsize",
            "--getss",
            "--getpbsz",
            "--getro",
            "--getra",
            "--getiomin",
            "--getioopt",
            "--flushbufs",
            "--rereadpt");

    Blockdev(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException {
        List<String> words = call.arguments();
        List<String> commands =
                words.stream().takeWhile(word -> word.startsWith("-")).toList();
        List<String> devices = words.subList(commands.size(), words.size());
        if (commands.equals(List.of("-V")) || commands.equals(List.of("--version"))) {
            call.print("blockdev from util-linux 2.38.1\n");
            return 0;
        }
        for (String command : commands) {
            if (!COMMANDS.contains(command)) {
                call.warn("blockdev: Unknown command: " + command + "\nTry 'blockdev --help' for more information.\n");
                return 1;
            }
        }
        if (commands.isEmpty() || devices.isEmpty()) {
            call.warn("blockdev: no device specified\nTry 'blockdev --help' for more information.\n");
            return 1;
        }
        for (String device : devices) {
            int code = each(call, commands, device);
            if (code != 0) {
                return code;
            }
        }
        return 0;
    }

    private int each(Call call, List<String> commands, String device) throws IOException {
        Block block;
        try {
            block = block(call, device);
        } catch (ErrnoException refused) {
            return refused.errno() == Errno.ENOTBLK
                    ? call.fail(1, "ioctl error on " + ioctl(commands.getFirst()) + ": Inappropriate ioctl for device")
                    : call.fail(
                            1, "cannot open " + device + ": " + refused.errno().text());
        }
        for (String command : commands) {
            if (command.equals("--rereadpt")) {
                Optional<Errno> refused = rereadTable(block);
                if (refused.isPresent()) {
                    return call.fail(
                            1, "ioctl error on BLKRRPART: " + refused.get().text());
                }
            } else if (!command.equals("--flushbufs")) {
                call.print(value(command, block) + "\n");
            }
        }
        return 0;
    }

    private Optional<Errno> rereadTable(Block block) {
        Optional<Disk> disk = drivers().diskOf(block).filter(one -> one.numberOf(block) == 0);
        if (disk.isEmpty()) {
            return Optional.of(Errno.EINVAL);
        }
        return reread(disk.get()) ? Optional.empty() : Optional.of(Errno.EBUSY);
    }

    private static String ioctl(String command) {
        return switch (command) {
            case "--getsize64", "--getsz" -> "BLKGETSIZE64";
            case "--getsize" -> "BLKGETSIZE";
            case "--getss" -> "BLKSSZGET";
            case "--getpbsz" -> "BLKPBSZGET";
            case "--getro" -> "BLKROGET";
            case "--getra" -> "BLKRAGET";
            case "--getiomin" -> "BLKIOMIN";
            case "--getioopt" -> "BLKIOOPT";
            case "--flushbufs" -> "BLKFLSBUF";
            default -> "BLKRRPART";
        };
    }

    private static long value(String command, Block block) {
        return switch (command) {
            case "--getsize64" -> block.medium().sectors() * 512;
            case "--getsz", "--getsize" -> block.medium().sectors();
            case "--getra" -> 256;
            case "--getro", "--getioopt" -> 0;
            default -> 512;
        };
    }
}
