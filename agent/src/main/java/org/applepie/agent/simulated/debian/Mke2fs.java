package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;
import static org.applepie.agent.simulated.debian.Options.Known.valued;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** mke2fs, also as mkfs.ext4: of its options those that this simulation can obey. */
final class Mke2fs extends E2Tool {

    private static final List<Options.Known> KNOWN = List.of(
            flag('q', "q"),
            flag('v', "v"),
            flag('F', "F"),
            flag('V', "V"),
            valued('I', "I"),
            valued('U', "U"),
            valued('N', "N"),
            valued('L', "L"),
            valued('b', "b"),
            valued('m', "m"),
            valued('t', "t"));

    Mke2fs(Running running) {
        super(running);
    }

    /** A refusal that is told as it is. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String words) {
            super(words);
        }
    }

    @Override
    public int run(Call call) throws IOException {
        Optional<Options> options = Options.read(call, Options.program(call), KNOWN, usage(call));
        return options.isEmpty() ? 1 : run(call, options.get());
    }

    private int run(Call call, Options options) throws IOException {
        if (options.has("V") || !options.has("q")) {
            call.warn("mke2fs " + VERSION + "\n");
        }
        if (options.has("V")) {
            call.warn("\tUsing EXT2FS Library version 1.47.0\n");
            return 0;
        }
        if (options.words().size() != 1) {
            call.warn(usage(call));
            return 1;
        }
        try {
            return make(call, options, options.words().getFirst());
        } catch (Refused refused) {
            call.warn(refused.getMessage() + "\n");
            return 1;
        }
    }

    private static String usage(Call call) {
        return "Usage: " + Options.program(call)
                + " [-c|-l filename] [-b block-size] [-C cluster-size]\n"
                + "\t[-i bytes-per-inode] [-I inode-size] [-J journal-options]\n"
                + "\t[-G flex-group-size] [-N number-of-inodes] [-d root-directory]\n"
                + "\t[-m reserved-blocks-percentage] [-o creator-os]\n"
                + "\t[-g blocks-per-group] [-L volume-label] [-M last-mounted-directory]\n"
                + "\t[-O feature[,...]] [-r fs-revision] [-E extended-option[,...]]\n"
                + "\t[-t fs-type] [-T usage-type ] [-U UUID] [-e errors_behavior][-z undo_file]\n"
                + "\t[-jnqvDFSV] device [blocks-count]\n";
    }

    private int make(Call call, Options options, String path) throws IOException, Refused {
        String name = Options.program(call);
        String type = type(call, options);
        Optional<Long> inodes = inodes(name, options);
        if (!options.value("I").orElse("256").equals("256")) {
            throw new Refused(name + ": this simulation has inodes of 256 bytes only - "
                    + options.value("I").orElseThrow());
        }
        if (!options.value("m").orElse("5").equals("5")) {
            throw new Refused(name + ": this simulation reserves 5 percent only - "
                    + options.value("m").orElseThrow());
        }
        Block block = target(call, path);
        Ext4Layout layout = Ext4Layout.of(block.kib(), inodes);
        if (!options.value("b").orElse(String.valueOf(layout.blockSize())).equals(String.valueOf(layout.blockSize()))) {
            throw new Refused(name + ": this simulation takes the usual block size only - "
                    + options.value("b").orElseThrow());
        }
        if (block.kib() < 64) {
            throw new Refused(path + ": Not enough space to build proposed filesystem while setting up superblock");
        }
        UUID uuid = uuid(path, options);
        String label = label(call, options);
        Content.Files files = Ext4.empty(
                uuid,
                label,
                block.kib(),
                layout.capacity(),
                layout.inodes(),
                running().random());
        block.medium().fill(new Content.Files(files.layout(), type, uuid, label, files.sizeKib(), files.tree()));
        running().kernelFiles().settle();
        if (!options.has("q")) {
            call.print(report(layout, uuid));
        }
        return 0;
    }

    private static String type(Call call, Options options) throws Refused {
        String name = Options.program(call);
        String type = options.value("t").orElse(name.startsWith("mkfs.") ? name.substring(5) : "ext2");
        if (!type.equals("ext4")) {
            throw new Refused(name + ": this simulation makes ext4 only - " + type);
        }
        return type;
    }

    private static Optional<Long> inodes(String name, Options options) throws Refused {
        Optional<String> said = options.value("N");
        if (said.isPresent() && !said.get().matches("[1-9][0-9]{0,9}")) {
            throw new Refused("%s: bad num inodes - %s".formatted(name, said.get()));
        }
        return said.map(Long::parseLong);
    }

    private Block target(Call call, String path) throws Refused {
        Block block;
        try {
            if (call.files().stat(path).type() != FileType.BLOCK_DEVICE) {
                throw new Refused("mke2fs: this simulation makes file systems on block devices only - " + path);
            }
            block = block(call, path);
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            throw new Refused(
                    refused.errno() == org.applepie.agent.simulated.files.Errno.ENOENT
                            ? "The file " + path + " does not exist and no size was specified."
                            : Options.program(call) + ": " + refused.errno().text()
                                    + " while trying to determine filesystem size");
        }
        if (mountPoint(block).isPresent()) {
            throw new Refused(path + " is mounted; will not make a filesystem here!");
        }
        if (drivers().busy(block)) {
            throw new Refused(path + " is apparently in use by the system; will not make a filesystem here!");
        }
        return block;
    }

    private UUID uuid(String path, Options options) throws Refused {
        Optional<String> said = options.value("U");
        if (said.isEmpty() || said.get().equals("random") || said.get().equals("time")) {
            return Drivers.uuid(running().random());
        }
        if (said.get().equals("clear") || said.get().equals("null")) {
            return new UUID(0, 0);
        }
        if (!said.get().matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw new Refused(path + ": could not parse UUID: " + said.get() + "\n");
        }
        return UUID.fromString(said.get());
    }

    private static String label(Call call, Options options) throws IOException {
        String label = options.value("L").orElse("");
        if (label.length() <= LABEL) {
            return label;
        }
        String cut = label.substring(0, LABEL);
        call.warn("Warning: label too long; will be truncated to '" + cut + "'\n\n");
        return cut;
    }

    private static String report(Ext4Layout layout, UUID uuid) {
        StringBuilder text = new StringBuilder("Creating filesystem with %d %dk blocks and %d inodes\n"
                .formatted(layout.blocks(), layout.blockSize() / 1024, layout.inodes()));
        text.append("Filesystem UUID: ").append(uuid).append('\n');
        List<Long> backups = layout.backups();
        if (!backups.isEmpty()) {
            text.append("Superblock backups stored on blocks: ");
            int left = 0;
            for (Long backup : backups) {
                int need = backup.toString().length() + 2;
                text.append(backup.equals(backups.getFirst()) ? "" : ", ");
                text.append(need > left ? "\n\t" : "").append(backup);
                left = (need > left ? 72 : left) - need;
            }
            text.append('\n');
        }
        text.append('\n');
        text.append("Allocating group tables: ").append(progress(layout.groups()));
        text.append("Writing inode tables: ").append(progress(layout.groups()));
        if (layout.journal() > 0) {
            text.append("Creating journal (%d blocks): done\n".formatted(layout.journal()));
        }
        text.append("Writing superblocks and filesystem accounting information: ");
        return text.append(progress(layout.groups())).append('\n').toString();
    }

    // A count that is written over, when it did not last a second; where it stood are blanks at the end.
    private static String progress(long groups) {
        int width = Long.toString(groups).length();
        String shown = ("%" + width + "d/%" + width + "d").formatted(0, groups);
        return shown + "\b".repeat(shown.length()) + " ".repeat(shown.length()) + "\b".repeat(shown.length()) + "done"
                + " ".repeat(28) + "\n";
    }
}
