package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.Generated;
import org.applepie.agent.simulated.files.MountEntry;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** The mounting of a file system that comes from a device, from memory or from the kernel. */
final class NewMount {

    private static final Set<String> EXT = Set.of("ext2", "ext3", "ext4");
    private static final Set<String> KERNEL = Set.of("proc", "sysfs", "tmpfs", "devtmpfs", "devpts");

    private final Running running;
    private final Call call;

    NewMount(Running running, Call call) {
        this.running = running;
        this.call = call;
    }

    int run(String source, String target, String type, MountOptions options) throws IOException {
        if (KERNEL.contains(type)) {
            return kernel(source, target, type, options);
        }
        if (!type.equals("auto") && !EXT.contains(type)) {
            return Mount.refuse(call, target, "unknown filesystem type '" + type + "'");
        }
        Optional<Block> block = device(source);
        if (block.isEmpty()) {
            return missing(source, target);
        }
        return device(source, block.get(), target, type, options);
    }

    private Optional<Block> device(String source) {
        if (source.contains("=") && !source.startsWith("/")) {
            return Tagged.device(running, source);
        }
        try {
            return running.drivers().block(call.files().stat(source).special());
        } catch (ErrnoException absent) {
            return Optional.empty();
        }
    }

    private int missing(String source, String target) throws IOException {
        if (source.contains("=") && !source.startsWith("/")) {
            call.warn("mount: " + target + ": can't find " + source + ".\n");
            return 1;
        }
        if (!call.files().exists(source)) {
            return Mount.refuse(call, target, "special device " + source + " does not exist");
        }
        boolean node = Tagged.isBlock(call.files(), source);
        return Mount.refuse(call, target, source + (node ? " is not a valid block device" : " is not a block device"));
    }

    private int device(String source, Block block, String target, String type, MountOptions options)
            throws IOException {
        String named = source.startsWith("/") ? source : block.path();
        Optional<Content.Files> content;
        try {
            Optional<Signature> signature = Signature.of(block.medium()).stream()
                    .filter(one -> !one.table())
                    .findFirst();
            if (type.equals("auto")
                    && signature.filter(one -> !EXT.contains(one.type())).isPresent()) {
                return Mount.refuse(
                        call,
                        target,
                        "unknown filesystem type '" + signature.get().type() + "'");
            }
            if (running.drivers().holder(block).isPresent()) {
                return Mount.refuse(call, target, named + " already mounted or mount point busy");
            }
            content = files(block);
        } catch (DriveFailure dead) {
            return Mount.refuse(call, target, "can't read superblock on " + named);
        }
        boolean understood = Set.of(
                        "errors=remount-ro", "errors=continue", "errors=panic", "user_xattr", "acl", "discard")
                .containsAll(options.ofFileSystem());
        if (content.isEmpty()
                || !understood
                || !type.equals("auto") && !type.equals(content.get().type())) {
            return Mount.refuse(
                    call,
                    target,
                    "wrong fs type, bad option, bad superblock on " + named
                            + ", missing codepage or helper program, or other error");
        }
        return attach(block, content.get().tree(), named, target, options);
    }

    // A member that is mounted past its array goes its own way from then on.
    private static Optional<Content.Files> files(Block block) throws DriveFailure {
        Content content = block.medium().content();
        if (!(content instanceof Content.Files files)) {
            return Optional.empty();
        }
        if (block.medium() instanceof Region region && region.superblock().isPresent()) {
            Content own = files.copied();
            region.drive().lay(region.start(), region.sectors(), own);
            return own instanceof Content.Files copy ? Optional.of(copy) : Optional.empty();
        }
        return Optional.of(files);
    }

    private int attach(Block block, FileSystem tree, String named, String target, MountOptions options)
            throws IOException {
        List<MountEntry> same = running.namespace().mounts(running.view()).stream()
                .filter(mount -> mount.device().equals(block.number()))
                .toList();
        if (same.stream().anyMatch(mount -> mount.point().equals(target))) {
            return Mount.refuse(call, target, named + " already mounted on " + target);
        }
        boolean readOnly = options.readOnly();
        if (!same.isEmpty() && tree.isReadOnly() != readOnly) {
            return Mount.refuse(call, target, named + " already mounted or mount point busy");
        }
        if (same.isEmpty()) {
            tree.readOnly(readOnly);
            tree.options(options.ofFileSystem());
        }
        if (!readOnly && block.medium() instanceof MdArray array) {
            array.written();
        }
        return place(target, tree, block.path(), block.number(), options);
    }

    private int kernel(String source, String target, String type, MountOptions options) throws IOException {
        Map<String, Generated> nothing = Map.of();
        return switch (type) {
            case "proc" ->
                place(
                        target,
                        running.kernel()
                                .map(kernel -> FileSystem.generated("proc", kernel.proc(running.proc())))
                                .orElseGet(() -> FileSystem.generated("proc", Generated.tree(nothing))),
                        source,
                        new DeviceNumber(0, 20),
                        options);
            case "sysfs" ->
                place(
                        target,
                        FileSystem.generated(
                                "sysfs", Generated.tree(running.kernelFiles().sys())),
                        source,
                        new DeviceNumber(0, 19),
                        options);
            case "devtmpfs" -> place(target, running.kernelFiles().dev(), source, new DeviceNumber(0, 5), options);
            case "devpts" ->
                place(
                        target,
                        FileSystem.generated("devpts", Generated.tree(nothing)),
                        source,
                        new DeviceNumber(0, 21),
                        options);
            default -> memory(source, target, options);
        };
    }

    private int memory(String source, String target, MountOptions options) throws IOException {
        FileSystem tree = Running.memory("tmpfs", 498_184, 124_546);
        List<String> told = options.ofFileSystem();
        boolean understood = told.stream()
                .allMatch(word -> word.startsWith("mode=") || word.startsWith("uid=") || word.startsWith("gid="));
        if (!understood) {
            return Mount.refuse(
                    call,
                    target,
                    "wrong fs type, bad option, bad superblock on " + source
                            + ", missing codepage or helper program, or other error");
        }
        tree.options(List.of("inode64"));
        return place(
                target, tree, source, new DeviceNumber(0, 40 + running.random().nextInt(200)), options);
    }

    private int place(String target, FileSystem tree, String source, DeviceNumber number, MountOptions options)
            throws IOException {
        try {
            running.namespace().mount(call.files(), target, tree, source, number, options.ofMount());
            return 0;
        } catch (ErrnoException refused) {
            return Mount.refuse(
                    call,
                    target,
                    "mount(2) system call failed: " + refused.errno().text());
        }
    }
}
