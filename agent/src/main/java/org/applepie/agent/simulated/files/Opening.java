package org.applepie.agent.simulated.files;

import java.util.Set;

/** open(2). */
final class Opening {

    private final Namespace namespace;
    private final Viewer viewer;
    private final Set<Access> access;

    Opening(Namespace namespace, Viewer viewer, Set<Access> access) {
        this.namespace = namespace;
        this.viewer = viewer;
        this.access = access;
    }

    OpenFile open(Walk.Target target, int mode) throws ErrnoException {
        if (access.contains(Access.APPEND)) {
            access.add(Access.WRITE);
        }
        Place place = target.place();
        if (place == null && access.contains(Access.CREATE)) {
            if (target.mustBeDirectory()) {
                throw new ErrnoException(Errno.EISDIR);
            }
            return new Tree(namespace, viewer).create(target, mode & ~viewer.umask(), access);
        }
        if (place != null && access.contains(Access.CREATE) && access.contains(Access.EXCLUSIVE)) {
            throw new ErrnoException(Errno.EEXIST);
        }
        return openExisting(target.there());
    }

    /** A file that was just made may be written to whatever its mode says. */
    OpenFile openCreated(Place place) throws ErrnoException {
        return place.node() instanceof RegularFile file ? regular(place, file) : openExisting(place);
    }

    private OpenFile openExisting(Place place) throws ErrnoException {
        boolean write = access.contains(Access.WRITE);
        if (access.contains(Access.READ)) {
            Permission.READ.demand(place.node(), viewer);
        }
        if (write) {
            Permission.WRITE.demand(place.node(), viewer);
        }
        boolean stored = place.node().type() == FileType.REGULAR || place.node().type() == FileType.DIRECTORY;
        if (write && stored && place.mount().isReadOnly()) {
            throw new ErrnoException(Errno.EROFS);
        }
        return switch (place.node()) {
            case RegularFile file -> regular(place, file);
            case Directory directory -> directory(place, write);
            case SpecialFile special -> device(place, special);
            case GeneratedNode generated -> generated(place, generated, write);
            case Symlink link -> throw new ErrnoException(Errno.ELOOP);
        };
    }

    private OpenFile regular(Place place, RegularFile file) throws ErrnoException {
        place.mount().fileSystem.check();
        OpenFile open = new OpenRegular(place, file, namespace, viewer, access);
        if (access.contains(Access.TRUNCATE) && access.contains(Access.WRITE)) {
            open.truncate(0);
        }
        return open;
    }

    private OpenFile directory(Place place, boolean write) throws ErrnoException {
        if (write) {
            throw new ErrnoException(Errno.EISDIR);
        }
        return new OpenDirectory(place, viewer);
    }

    private OpenFile device(Place place, SpecialFile special) throws ErrnoException {
        if (special.type() == FileType.SOCKET || special.type() == FileType.FIFO) {
            throw new ErrnoException(Errno.ENXIO);
        }
        Device device = BuiltInDevice.of(special.type(), special.special());
        return new OpenDevice(
                place,
                device == null ? namespace.devices().open(special.type(), special.special()) : device,
                viewer,
                access);
    }

    private OpenFile generated(Place place, GeneratedNode node, boolean write) throws ErrnoException {
        return switch (node.generated) {
            case Generated.File file -> new OpenGenerated(place, file, viewer, access);
            case Generated.Tree tree -> directory(place, write);
            case Generated.Link link -> throw new ErrnoException(Errno.ELOOP);
        };
    }
}
