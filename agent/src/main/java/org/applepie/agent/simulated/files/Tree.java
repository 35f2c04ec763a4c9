package org.applepie.agent.simulated.files;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes of the tree of a file system, each as a whole or not at all. */
final class Tree {

    private final Namespace namespace;
    private final Viewer viewer;

    Tree(Namespace namespace, Viewer viewer) {
        this.namespace = namespace;
        this.viewer = viewer;
    }

    /** @throws ErrnoException EROFS, or what ails the file system */
    void writable(Place place) throws ErrnoException {
        viewer.checkpoint().run();
        place.mount().fileSystem.check();
        if (place.mount().isReadOnly()) {
            throw new ErrnoException(Errno.EROFS);
        }
        if (place.node() instanceof GeneratedNode) {
            throw new ErrnoException(Errno.EPERM);
        }
    }

    private interface Body<T> {
        T run(Directory directory, FileSystem fileSystem) throws ErrnoException;
    }

    private <T> T changing(Walk.Target target, Body<T> body) throws ErrnoException {
        Place place = target.directory();
        if (!(place.node() instanceof Directory directory)) {
            throw new ErrnoException(target.place() == null ? Errno.ENOENT : Errno.EPERM);
        }
        writable(place);
        Permission.WRITE.demand(directory, viewer);
        FileSystem fileSystem = place.mount().fileSystem;
        fileSystem.lock.lock();
        try {
            T result = body.run(directory, fileSystem);
            directory.modified = namespace.nanos();
            return result;
        } finally {
            fileSystem.lock.unlock();
        }
    }

    private static void vacant(Walk.Target target, @Nullable Directory directory) throws ErrnoException {
        if (target.place() != null || directory != null && directory.entries.containsKey(target.name())) {
            throw new ErrnoException(Errno.EEXIST);
        }
        if (directory != null && directory.removed) {
            throw new ErrnoException(Errno.ENOENT);
        }
    }

    private <N extends Node> N put(Directory directory, String name, N node) {
        node.uid = viewer.uid();
        node.gid = (directory.mode & 02000) == 0 ? viewer.gid() : directory.gid;
        node.modified = namespace.nanos();
        directory.entries.put(name, node);
        return node;
    }

    OpenFile create(Walk.Target target, int mode, Set<Access> access) throws ErrnoException {
        Node node = changing(target, (directory, fileSystem) -> {
            Node there = directory.entries.get(target.name());
            if (directory.removed) {
                throw new ErrnoException(Errno.ENOENT);
            }
            if (there != null && access.contains(Access.EXCLUSIVE)) {
                throw new ErrnoException(Errno.EEXIST);
            }
            return there != null
                    ? there
                    : put(directory, target.name(), new RegularFile(fileSystem.freshInode(), mode, new Content()));
        });
        Place place = new Place(target.directory().mount(), node);
        return new Opening(namespace, viewer, access).openCreated(place);
    }

    void makeDirectory(Walk.Target target, int mode) throws ErrnoException {
        vacant(target, null);
        changing(target, (directory, fileSystem) -> {
            vacant(target, directory);
            Directory made = put(directory, target.name(), new Directory(fileSystem.freshDirectory(), mode));
            made.mode |= directory.mode & 02000;
            made.parent = directory;
            directory.links++;
            return made;
        });
    }

    void symlink(String text, Walk.Target target) throws ErrnoException {
        vacant(target, null);
        changing(target, (directory, fileSystem) -> {
            vacant(target, directory);
            return put(directory, target.name(), new Symlink(fileSystem.freshInode(), text));
        });
    }

    void special(Walk.Target target, FileType type, DeviceNumber number, int mode) throws ErrnoException {
        vacant(target, null);
        changing(target, (directory, fileSystem) -> {
            vacant(target, directory);
            return put(directory, target.name(), new SpecialFile(fileSystem.freshInode(), mode, type, number));
        });
    }

    void link(Place existing, Walk.Target target) throws ErrnoException {
        if (existing.node().type() == FileType.DIRECTORY) {
            throw new ErrnoException(Errno.EPERM);
        }
        vacant(target, null);
        if (existing.mount() != target.directory().mount()) {
            throw new ErrnoException(Errno.EXDEV);
        }
        changing(target, (directory, fileSystem) -> {
            vacant(target, directory);
            existing.node().links++;
            return directory.entries.put(target.name(), existing.node());
        });
    }

    void unlink(Walk.Target target) throws ErrnoException {
        Place place = target.there();
        if (place.node().type() == FileType.DIRECTORY) {
            throw new ErrnoException(Errno.EISDIR);
        }
        changing(target, (directory, fileSystem) -> {
            if (directory.entries.get(target.name()) != place.node()) {
                throw new ErrnoException(directory.entries.containsKey(target.name()) ? Errno.EBUSY : Errno.ENOENT);
            }
            mine(directory, place.node());
            directory.entries.remove(target.name());
            dropped(place.node(), fileSystem);
            return place;
        });
    }

    // In a directory with the sticky bit only owners take names away.
    private void mine(Directory directory, Node node) throws ErrnoException {
        boolean free = (directory.mode & 01000) == 0 || viewer.uid() == 0;
        if (!free && viewer.uid() != node.uid && viewer.uid() != directory.uid) {
            throw new ErrnoException(Errno.EPERM);
        }
    }

    private static void dropped(Node node, FileSystem fileSystem) {
        if (--node.links == 0 && !(node instanceof RegularFile file && file.openers > 0)) {
            fileSystem.forget(node);
        }
    }

    void removeDirectory(Walk.Target target) throws ErrnoException {
        Place place = target.there();
        if (target.name().equals(".")) {
            throw new ErrnoException(target.directory().mount().root == place.node() ? Errno.EBUSY : Errno.EINVAL);
        }
        if (target.name().equals("..")) {
            throw new ErrnoException(Errno.ENOTEMPTY);
        }
        changing(target, (directory, fileSystem) -> {
            mine(directory, place.node());
            remove(directory, target.name(), place.node(), fileSystem);
            return place;
        });
    }

    private static void remove(Directory directory, String name, Node node, FileSystem fileSystem)
            throws ErrnoException {
        if (!(node instanceof Directory gone)) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        if (directory.entries.get(name) != node) {
            throw new ErrnoException(Errno.EBUSY);
        }
        if (!gone.entries.isEmpty()) {
            throw new ErrnoException(Errno.ENOTEMPTY);
        }
        directory.entries.remove(name);
        directory.links--;
        gone.removed = true;
        gone.parent = null;
        fileSystem.forget(gone);
    }

    void rename(Walk.Target from, Walk.Target to) throws ErrnoException {
        Place moved = from.there();
        if (isDot(from.name()) || isDot(to.name())) {
            throw new ErrnoException(Errno.EBUSY);
        }
        if (from.directory().mount() != to.directory().mount()) {
            throw new ErrnoException(Errno.EXDEV);
        }
        if (to.mustBeDirectory() && moved.node().type() != FileType.DIRECTORY) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        changing(
                from,
                (source, fileSystem) -> changing(to, (target, same) -> {
                    mine(source, moved.node());
                    Node there = target.entries.get(to.name());
                    if (there != null) {
                        mine(target, there);
                    }
                    move(source, from.name(), moved.node(), target, to.name(), fileSystem);
                    return moved;
                }));
    }

    private static boolean isDot(String name) {
        return name.equals(".") || name.equals("..");
    }

    private static void move(
            Directory source, String name, Node node, Directory target, String newName, FileSystem fileSystem)
            throws ErrnoException {
        if (source.entries.get(name) != node) {
            throw new ErrnoException(source.entries.containsKey(name) ? Errno.EBUSY : Errno.ENOENT);
        }
        Node there = target.entries.get(newName);
        if (there == node) {
            return;
        }
        if (node instanceof Directory directory && isInside(target, directory)) {
            throw new ErrnoException(Errno.EINVAL);
        }
        if (there != null) {
            replace(node, target, newName, there, fileSystem);
        }
        source.entries.remove(name);
        target.entries.put(newName, node);
        if (node instanceof Directory directory) {
            source.links--;
            target.links++;
            directory.parent = target;
        }
    }

    private static void replace(Node node, Directory target, String name, Node there, FileSystem fileSystem)
            throws ErrnoException {
        if (there instanceof Directory) {
            if (!(node instanceof Directory)) {
                throw new ErrnoException(Errno.EISDIR);
            }
            remove(target, name, there, fileSystem);
        } else if (node instanceof Directory) {
            throw new ErrnoException(Errno.ENOTDIR);
        } else {
            target.entries.remove(name);
            dropped(there, fileSystem);
        }
    }

    private static boolean isInside(Directory inner, Directory outer) {
        for (Directory at = inner; at != null; at = at.parent) {
            if (at == outer) {
                return true;
            }
        }
        return false;
    }
}
