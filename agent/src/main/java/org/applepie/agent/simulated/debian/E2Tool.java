package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.MountEntry;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** A program of e2fsprogs 1.47.0. */
abstract class E2Tool extends Tool {

    static final String VERSION = "1.47.0 (5-Feb-2023)";
    static final int LABEL = 16;

    E2Tool(Running running) {
        super(running);
    }

    /** Where a device is mounted first. */
    final Optional<String> mountPoint(Block block) {
        return running().namespace().mounts(running().view()).stream()
                .filter(mount -> mount.device().equals(block.number()))
                .map(MountEntry::point)
                .findFirst();
    }

    /** An ext file system on a device; a refusal is told as all of these programs tell it. */
    final Optional<Content.Files> open(Call call, String device) throws IOException {
        String name = Options.program(call);
        try {
            Block block = block(call, device);
            if (block.medium().content() instanceof Content.Files files
                    && files.type().startsWith("ext")) {
                return Optional.of(files);
            }
            call.warn(name + ": Bad magic number in super-block while trying to open " + device
                    + "\nCouldn't find valid filesystem superblock.\n");
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            call.warn(name + ": " + refused.errno().text() + " while trying to open " + device
                    + "\nCouldn't find valid filesystem superblock.\n");
        } catch (DriveFailure failure) {
            call.warn(name + ": Input/output error while trying to open " + device
                    + "\nCouldn't find valid filesystem superblock.\n");
        }
        return Optional.empty();
    }

    /** The layout of a file system that is there. */
    static Ext4Layout layout(Content.Files files) {
        Ext4Layout plain = Ext4Layout.of(files.sizeKib(), Optional.empty());
        return new Ext4Layout(
                plain.blocks(), plain.blockSize(), files.tree().format().inodes());
    }

    /** Gives a file system another name, mounted or not. */
    final void rename(Block block, Content.Files files, UUID uuid, String label) throws DriveFailure {
        files.tree().uuid(uuid.toString());
        files.tree().label(label);
        block.medium()
                .fill(new Content.Files(files.layout(), files.type(), uuid, label, files.sizeKib(), files.tree()));
        running().kernelFiles().settle();
    }

    /** What tune2fs -l and dumpe2fs -h tell, as far as this file system knows it. */
    static String header(Content.Files files) {
        Ext4Layout layout = layout(files);
        long used = files.tree().usedBlocks() * 4096 / layout.blockSize();
        List<String> lines = List.of(
                line("Filesystem volume name", files.label().isEmpty() ? "<none>" : files.label()),
                line("Filesystem UUID", files.uuid().toString()),
                line("Filesystem magic number", "0xEF53"),
                line("Filesystem revision #", "1 (dynamic)"),
                line("Filesystem state", "clean"),
                line("Errors behavior", "Continue"),
                line("Filesystem OS type", "Linux"),
                line("Inode count", layout.inodes()),
                line("Block count", layout.blocks()),
                line("Reserved block count", layout.reserved()),
                line("Overhead clusters", layout.overhead()),
                line("Free blocks", layout.blocks() - layout.overhead() - used),
                line("Free inodes", layout.inodes() - 10 - files.tree().usedInodes()),
                line("First block", layout.firstDataBlock()),
                line("Block size", layout.blockSize()),
                line("Fragment size", layout.blockSize()),
                line("Blocks per group", layout.blocksPerGroup()),
                line("Fragments per group", layout.blocksPerGroup()),
                line("Inodes per group", layout.inodes() / layout.groups()),
                line("Inode size", 256));
        return String.join("", lines);
    }

    private static String line(String name, Object value) {
        return "%-25s %s\n".formatted(name + ":", value);
    }
}
