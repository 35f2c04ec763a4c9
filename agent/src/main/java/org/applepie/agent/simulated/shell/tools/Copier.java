package org.applepie.agent.simulated.shell.tools;

import java.util.HashMap;
import java.util.Map;
import org.applepie.agent.simulated.files.Access;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.OpenFile;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.files.View;

/** Copies files and trees: what cp -a keeps, it keeps, hard links and holes among it. */
final class Copier {

    private static final int BLOCK = 4096;

    private final View files;
    /** Mode, owner, time, attributes. */
    private final boolean preserve;
    /** Links and special files as what they are. */
    private final boolean asIs;

    private final boolean oneFileSystem;
    private final Map<String, String> linked = new HashMap<>();

    Copier(View files, boolean preserve, boolean asIs, boolean oneFileSystem) {
        this.files = files;
        this.preserve = preserve;
        this.asIs = asIs;
        this.oneFileSystem = oneFileSystem;
    }

    /** A file, or a tree with all below it. */
    void copy(String from, String to) throws ErrnoException {
        Stat stat = asIs ? files.lstat(from) : files.stat(from);
        copy(from, to, stat, stat.device());
    }

    private void copy(String from, String to, Stat stat, DeviceNumber device) throws ErrnoException {
        if (asIs && !stat.isDirectory() && stat.links() > 1) {
            String earlier = linked.putIfAbsent(stat.device() + " " + stat.inode(), to);
            if (earlier != null) {
                replace(to);
                files.link(earlier, to);
                return;
            }
        }
        switch (stat.type()) {
            case REGULAR -> content(from, to, stat);
            case DIRECTORY -> directory(from, to, stat, device);
            case SYMLINK -> {
                replace(to);
                files.symlink(files.readLink(from), to);
            }
            case BLOCK_DEVICE, CHARACTER_DEVICE, FIFO, SOCKET -> {
                replace(to);
                files.makeNode(to, stat.type(), stat.special(), stat.mode());
            }
        }
        if (preserve) {
            keep(from, to, stat);
        }
    }

    private void replace(String to) throws ErrnoException {
        try {
            files.lstat(to);
        } catch (ErrnoException absent) {
            return;
        }
        files.unlink(to);
    }

    private void directory(String from, String to, Stat stat, DeviceNumber device) throws ErrnoException {
        if (!files.exists(to)) {
            files.makeDirectory(to, stat.mode() | 0700);
        }
        if (oneFileSystem && !stat.device().equals(device)) {
            return;
        }
        Stat target = files.stat(to);
        for (String name : files.list(from)) {
            String below = (from.equals("/") ? "" : from) + "/" + name;
            Stat child = asIs ? files.lstat(below) : files.stat(below);
            if (!child.sameFile(target)) {
                copy(below, to + "/" + name, child, device);
            }
        }
    }

    private void content(String from, String to, Stat stat) throws ErrnoException {
        OpenFile source = files.open(from, Access.READ);
        try {
            OpenFile target = files.open(
                    to, java.util.EnumSet.of(Access.WRITE, Access.CREATE, Access.TRUNCATE), stat.mode() & 0777);
            try {
                bytes(source, target);
            } finally {
                target.close();
            }
        } finally {
            source.close();
        }
    }

    private static void bytes(OpenFile source, OpenFile target) throws ErrnoException {
        byte[] block = new byte[BLOCK];
        long at = 0;
        for (int count = source.read(block, 0, BLOCK); count > 0; count = source.read(block, 0, BLOCK)) {
            if (!isZero(block, count)) {
                target.seek(at);
                target.write(block, 0, count);
            }
            at += count;
        }
        if (target.size() < at) {
            target.truncate(at);
        }
    }

    private static boolean isZero(byte[] block, int count) {
        for (int i = 0; i < count; i++) {
            if (block[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void keep(String from, String to, Stat stat) throws ErrnoException {
        files.owner(to, stat.uid(), stat.gid());
        for (Map.Entry<String, String> attribute : files.attributes(from).entrySet()) {
            files.attribute(to, attribute.getKey(), attribute.getValue());
        }
        if (!stat.isSymlink()) {
            files.mode(to, stat.mode());
        }
        files.modified(to, stat.modifiedNanos());
    }
}
