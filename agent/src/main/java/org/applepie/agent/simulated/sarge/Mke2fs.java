package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.files.Format;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** mke2fs 1.37, also as mkfs.ext2 and mkfs.ext3. */
final class Mke2fs extends Tool {

    private static final String VALUED = "bcfgiIlLmMNoOrRTEJSu";

    private final Random random;

    Mke2fs(Drivers drivers, Random random) {
        super(drivers);
        this.random = random;
    }

    @Override
    public int run(Call call) throws IOException {
        boolean quiet = false;
        boolean journal = call.name().endsWith("ext3");
        String label = "";
        List<String> words = new ArrayList<>();
        List<String> arguments = call.arguments();
        for (int at = 0; at < arguments.size(); at++) {
            String word = arguments.get(at);
            if (!word.startsWith("-")) {
                words.add(word);
                continue;
            }
            quiet |= word.equals("-q");
            journal |= word.equals("-j");
            if (word.length() == 2 && VALUED.indexOf(word.charAt(1)) >= 0 && at + 1 < arguments.size()) {
                at++;
                label = word.equals("-L") ? arguments.get(at) : label;
            }
        }
        call.warn("mke2fs 1.37 (21-Mar-2005)\n");
        if (words.isEmpty()) {
            call.warn("Usage: mke2fs [-c|-t|-l filename] [-b block-size] device [blocks-count]\n");
            return 1;
        }
        return make(call, words.getFirst(), quiet, journal, label);
    }

    private int make(Call call, String path, boolean quiet, boolean journal, String label) throws IOException {
        Block block;
        try {
            if (call.files().stat(path).type() != FileType.BLOCK_DEVICE) {
                call.print(path + " is not a block special device.\nProceed anyway? (y,n) ");
                return 1;
            }
            block = block(call, path);
        } catch (ErrnoException refused) {
            call.warn("mke2fs: " + refused.errno().text() + " while trying to determine filesystem size\n");
            return 1;
        }
        if (drivers().inUse(block) || drivers().claimedByArray(block)) {
            boolean mounted = drivers().mounted().contains(block.number());
            call.warn(path + (mounted ? " is mounted; " : " is apparently in use by the system; ")
                    + "will not make a filesystem here!\n");
            return 1;
        }
        if (block.medium() instanceof SimulatedDrive
                || block.number().minor() % 16 == 0 && block.number().major() == 8) {
            call.print(path + " is entire device, not just one partition!\nProceed anyway? (y,n) ");
            if (!answeredYes(call)) {
                return 1;
            }
        }
        return lay(call, block, quiet, journal, label);
    }

    private static boolean answeredYes(Call call) throws IOException {
        int letter = call.in().read();
        return letter == 'y' || letter == 'Y';
    }

    private int lay(Call call, Block block, boolean quiet, boolean journal, String label) throws IOException {
        Ext3Layout layout = Ext3Layout.of(block.kib());
        Content.Files files = empty(layout, journal ? "ext3" : "ext2", label, block.kib(), random);
        block.medium().fill(files);
        if (!quiet) {
            call.print(report(layout, journal, label));
        }
        return 0;
    }

    /** A file system with lost+found and nothing else. */
    static Content.Files empty(Ext3Layout layout, String type, String label, long kib, Random random) {
        UUID uuid = Drivers.uuid(random);
        // The tree counts in blocks of 4096 bytes, whatever the file system has.
        long room = layout.kib(layout.blocks() - layout.overhead() - layout.journal()) / 4;
        FileSystem tree = new FileSystem(new Format(type, uuid.toString(), label, room, layout.inodes()));
        return new Content.Files(random.nextLong(), type, uuid, label, kib, tree);
    }

    private String report(Ext3Layout layout, boolean journal, String label) {
        StringBuilder text = new StringBuilder();
        text.append("Filesystem label=").append(label).append("\nOS type: Linux\n");
        int log = layout.blockSize() == 1024 ? 0 : 2;
        text.append("Block size=%d (log=%d)\nFragment size=%d (log=%d)\n"
                .formatted(layout.blockSize(), log, layout.blockSize(), log));
        text.append("%d inodes, %d blocks\n".formatted(layout.inodes(), layout.blocks()));
        text.append("%d blocks (5.00%%) reserved for the super user\n".formatted(layout.reserved()));
        text.append("First data block=").append(layout.firstDataBlock()).append('\n');
        text.append("%d block groups\n".formatted(layout.groups()));
        text.append("%d blocks per group, %d fragments per group\n"
                .formatted(layout.blocksPerGroup(), layout.blocksPerGroup()));
        text.append("%d inodes per group\n".formatted(layout.inodesPerGroup()));
        backups(text, layout.backups());
        tables(text, layout.groups());
        if (journal) {
            text.append("Creating journal (%d blocks): done\n".formatted(layout.journal()));
        }
        text.append("Writing superblocks and filesystem accounting information: done\n\n");
        text.append("This filesystem will be automatically checked every %d mounts or\n"
                .formatted(20 + random.nextInt(20)));
        return text.append("180 days, whichever comes first.  Use tune2fs -c or -i to override.\n")
                .toString();
    }

    private static void backups(StringBuilder text, List<Long> backups) {
        if (backups.isEmpty()) {
            text.append('\n');
            return;
        }
        text.append("Superblock backups stored on blocks: ");
        int left = 0;
        for (Long backup : backups) {
            int need = backup.toString().length() + 2;
            text.append(backup.equals(backups.getFirst()) ? "" : ", ");
            if (need > left) {
                text.append("\n\t");
                left = 72;
            }
            left -= need;
            text.append(backup);
        }
        text.append("\n\n");
    }

    private static void tables(StringBuilder text, long groups) {
        int width = Long.toString(groups).length();
        text.append("Writing inode tables: ");
        for (long group = 0; group < groups; group++) {
            text.append(("%" + width + "d/%" + width + "d").formatted(group, groups))
                    .append("\b".repeat(2 * width + 1));
        }
        text.append("done                            \n");
    }

    static Optional<Content.Files> files(Content content) {
        return content instanceof Content.Files files ? Optional.of(files) : Optional.empty();
    }
}
