package org.applepie.agent.simulated.hardware;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.Devices;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.Namespace;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.files.View;

/** Reads file systems from outside, as nobody on the machine does. */
public final class TreeDigest {

    private TreeDigest() {}

    /** A look at a file system of its own, at its root. */
    public static View view(FileSystem tree) {
        return new Namespace(tree, "none", new DeviceNumber(0, 1), List.of("rw"), () -> 0, Devices.NONE).view();
    }

    /**
     * SHA-256 over the path, type, mode, owner, size, links, times, attributes and bytes of everything, in hexadecimal. Inode
     * numbers are left out, except for which names are one file.
     */
    static String of(FileSystem tree) {
        MessageDigest digest = sha256();
        add(view(tree), "/", digest);
        return HexFormat.of().formatHex(digest.digest());
    }

    static Optional<String> ofFile(FileSystem tree, String path) {
        View view = view(tree);
        try {
            return view.exists(path) && view.stat(path).isRegular()
                    ? Optional.of(HexFormat.of().formatHex(sha256().digest(view.read(path))))
                    : Optional.empty();
        } catch (ErrnoException refused) {
            return Optional.empty();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static void add(View view, String path, MessageDigest digest) {
        try {
            Stat stat = view.lstat(path);
            tell(digest, path + "\0" + stat.type() + stat.mode() + "." + stat.uid() + "." + stat.gid());
            switch (stat.type()) {
                case REGULAR -> {
                    tell(digest, stat.size() + "." + stat.links() + "." + stat.modifiedNanos());
                    digest.update(view.read(path));
                }
                case SYMLINK -> tell(digest, view.readLink(path));
                case BLOCK_DEVICE, CHARACTER_DEVICE ->
                    tell(digest, stat.special().toString());
                case FIFO, SOCKET -> {}
                case DIRECTORY -> {
                    for (String name : view.list(path)) {
                        add(view, (path.equals("/") ? "" : path) + "/" + name, digest);
                    }
                }
            }
        } catch (ErrnoException refused) {
            tell(digest, path + "\0" + refused.errno());
        }
    }

    private static void tell(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.ISO_8859_1));
        digest.update((byte) 0);
    }

    /** The content of the regular file with this inode, as long as it is still there. */
    public static Optional<byte[]> byInode(FileSystem tree, long inode) {
        return path(view(tree), "/", inode).flatMap(path -> read(tree, path));
    }

    private static Optional<byte[]> read(FileSystem tree, String path) {
        try {
            return Optional.of(view(tree).read(path));
        } catch (ErrnoException refused) {
            return Optional.empty();
        }
    }

    /** A path that leads to this inode. */
    public static Optional<String> pathOf(FileSystem tree, long inode) {
        return path(view(tree), "/", inode);
    }

    private static Optional<String> path(View view, String directory, long inode) {
        try {
            for (String name : view.list(directory)) {
                String path = (directory.equals("/") ? "" : directory) + "/" + name;
                Stat stat = view.lstat(path);
                if (stat.isRegular() && stat.inode() == inode) {
                    return Optional.of(path);
                }
                Optional<String> below = stat.isDirectory() ? path(view, path, inode) : Optional.empty();
                if (below.isPresent()) {
                    return below;
                }
            }
        } catch (ErrnoException refused) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
