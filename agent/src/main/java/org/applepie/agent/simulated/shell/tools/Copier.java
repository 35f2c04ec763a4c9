package org.applepie.agent.simulated.shell.tools;

import java.util.HashMap;
import java.util.List;
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
    private final Holes holes;
    private final Trouble trouble;

    /** Where a copy has holes. */
    enum Holes {
        /** Wherever a block is nothing but zeros. */
        ALWAYS,
        /** The same, in files that have holes themselves. */
        AS_SOURCE,
        NEVER
    }

    /** What becomes of a refusal: it ends the copy, or is told and the copy goes on with what comes next. */
    interface Trouble {
        /** @param what was to be done, {@code cannot stat 'x'} */
        void at(String what, ErrnoException refused) throws ErrnoException;
    }

    /** The first refusal ends the copy. */
    Copier(View files, boolean preserve, boolean asIs, boolean oneFileSystem) {
        this(files, preserve, asIs, oneFileSystem, Holes.ALWAYS, (what, refused) -> {
            throw refused;
        });
    }

    Copier(View files, boolean preserve, boolean asIs, boolean oneFileSystem, Holes holes, Trouble trouble) {
        this.holes = holes;
        this.trouble = trouble;
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
                attempt("cannot create hard link '" + to + "' to '" + earlier + "'", () -> {
                    replace(to);
                    files.link(earlier, to);
                });
                return;
            }
        }
        boolean made = switch (stat.type()) {
            case REGULAR -> content(from, to, stat);
            case DIRECTORY -> directory(from, to, stat, device);
            case SYMLINK ->
                attempt("cannot create symbolic link '" + to + "'", () -> {
                    replace(to);
                    files.symlink(files.readLink(from), to);
                });
            case BLOCK_DEVICE, CHARACTER_DEVICE, FIFO, SOCKET ->
                attempt("cannot create special file '" + to + "'", () -> {
                    replace(to);
                    files.makeNode(to, stat.type(), stat.special(), stat.mode());
                });
        };
        if (made && preserve) {
            attempt("preserving attributes for '" + to + "'", () -> keep(from, to, stat));
        }
    }

    private interface Deed {
        void run() throws ErrnoException;
    }

    private boolean attempt(String what, Deed deed) throws ErrnoException {
        try {
            deed.run();
            return true;
        } catch (ErrnoException refused) {
            trouble.at(what, refused);
            return false;
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

    private boolean directory(String from, String to, Stat stat, DeviceNumber device) throws ErrnoException {
        boolean made = files.exists(to)
                || attempt("cannot create directory '" + to + "'", () -> files.makeDirectory(to, stat.mode() | 0700));
        if (!made || oneFileSystem && !stat.device().equals(device)) {
            return made;
        }
        Stat target = files.stat(to);
        for (String name : names(from)) {
            String below = (from.equals("/") ? "" : from) + "/" + name;
            attempt("cannot stat '" + below + "'", () -> {
                Stat child = asIs ? files.lstat(below) : files.stat(below);
                if (!child.sameFile(target)) {
                    copy(below, to + "/" + name, child, device);
                }
            });
        }
        return true;
    }

    private List<String> names(String directory) throws ErrnoException {
        try {
            return files.list(directory);
        } catch (ErrnoException refused) {
            trouble.at("cannot access '" + directory + "'", refused);
            return List.of();
        }
    }

    private boolean content(String from, String to, Stat stat) throws ErrnoException {
        OpenFile source;
        try {
            source = files.open(from, Access.READ);
        } catch (ErrnoException refused) {
            trouble.at("cannot open '" + from + "' for reading", refused);
            return false;
        }
        try {
            OpenFile target = files.open(
                    to, java.util.EnumSet.of(Access.WRITE, Access.CREATE, Access.TRUNCATE), stat.mode() & 0777);
            try {
                return attempt("error writing '" + to + "'", () -> bytes(source, target, sparse(stat)));
            } finally {
                target.close();
            }
        } catch (ErrnoException refused) {
            trouble.at("cannot create regular file '" + to + "'", refused);
            return false;
        } finally {
            source.close();
        }
    }

    private boolean sparse(Stat stat) {
        return switch (holes) {
            case ALWAYS -> true;
            case AS_SOURCE -> stat.blocks() * 512 < stat.size();
            case NEVER -> false;
        };
    }

    private static void bytes(OpenFile source, OpenFile target, boolean sparse) throws ErrnoException {
        byte[] block = new byte[BLOCK];
        long at = 0;
        for (int count = source.read(block, 0, BLOCK); count > 0; count = source.read(block, 0, BLOCK)) {
            if (!sparse || !isZero(block, count)) {
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
