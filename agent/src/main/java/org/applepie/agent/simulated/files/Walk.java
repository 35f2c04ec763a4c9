package org.applepie.agent.simulated.files;

import org.jspecify.annotations.Nullable;

/** One walk along a path, from name to name, as the kernel's path resolution does it. */
final class Walk {

    private static final int LINKS = 40;
    private static final int NAME_LIMIT = 255;

    /**
     * Where a path leads.
     *
     * @param directory the last directory on the way
     * @param name what is looked for in it; "." where the path ends in a directory itself
     * @param place null if there is nothing of this name
     */
    record Target(Place directory, String name, @Nullable Place place, boolean mustBeDirectory) {

        Place there() throws ErrnoException {
            Place found = place;
            if (found == null) {
                throw new ErrnoException(Errno.ENOENT);
            }
            if (mustBeDirectory && found.node().type() != FileType.DIRECTORY) {
                throw new ErrnoException(Errno.ENOTDIR);
            }
            return found;
        }
    }

    private final Namespace namespace;
    private final Place root;
    private final Viewer viewer;
    private Place at;
    private String path;
    /** Where in the path the rest begins. */
    private int rest;

    private int links;

    Walk(Namespace namespace, Place root, Place start, Viewer viewer, String path) throws ErrnoException {
        if (path.isEmpty()) {
            throw new ErrnoException(Errno.ENOENT);
        }
        this.namespace = namespace;
        this.root = root;
        this.viewer = viewer;
        at = path.charAt(0) == '/' ? root : start;
        this.path = path;
    }

    Target walk(boolean follow) throws ErrnoException {
        while (true) {
            int from = skipSlashes(rest);
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            boolean last = slash < 0 || skipSlashes(slash) == path.length();
            rest = to;
            if (from == to) {
                return new Target(at, ".", at, false);
            }
            String name = path.substring(from, to);
            Place place = step(name);
            if (place != null && isLink(place.node()) && (!last || follow || slash >= 0)) {
                follow(place.node());
            } else if (last) {
                boolean isName = !name.equals(".") && !name.equals("..");
                return new Target(at, name, place, slash >= 0 && isName);
            } else if (place == null) {
                throw new ErrnoException(Errno.ENOENT);
            } else {
                at = place;
            }
        }
    }

    private int skipSlashes(int from) {
        int i = from;
        while (i < path.length() && path.charAt(i) == '/') {
            i++;
        }
        return i;
    }

    private static boolean isLink(Node node) {
        return node instanceof Symlink || node instanceof GeneratedNode generated && generated.isLink();
    }

    private void follow(Node link) throws ErrnoException {
        if (++links > LINKS) {
            throw new ErrnoException(Errno.ELOOP);
        }
        String target = link instanceof Symlink symlink ? symlink.target : ((GeneratedNode) link).target();
        path = target + path.substring(rest);
        rest = 0;
        if (target.startsWith("/")) {
            at = root;
        }
    }

    private @Nullable Place step(String name) throws ErrnoException {
        if (at.node().type() != FileType.DIRECTORY) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        Permission.EXECUTE.demand(at.node(), viewer);
        if (name.equals(".")) {
            return at;
        }
        if (name.equals("..")) {
            return parent();
        }
        if (name.length() > NAME_LIMIT) {
            throw new ErrnoException(Errno.ENAMETOOLONG);
        }
        Node node = child(at, name, viewer.process());
        return node == null ? null : entered(new Place(at.mount(), node));
    }

    static @Nullable Node child(Place directory, String name, int process) throws ErrnoException {
        FileSystem fileSystem = directory.mount().fileSystem;
        fileSystem.check();
        return switch (directory.node()) {
            case Directory real -> {
                fileSystem.lock.lock();
                try {
                    yield real.entries.get(name);
                } finally {
                    fileSystem.lock.unlock();
                }
            }
            case GeneratedNode generated -> generated.child(name, process);
            case RegularFile file -> null;
            case Symlink link -> null;
            case SpecialFile special -> null;
        };
    }

    private Place entered(Place place) {
        Place deepest = place;
        while (deepest.node().covered) {
            Mount mount = namespace.mountedOn(deepest);
            if (mount == null) {
                break;
            }
            deepest = new Place(mount, mount.root);
        }
        return deepest;
    }

    private Place parent() {
        return parent(at, root, namespace);
    }

    static Place parent(Place place, Place root, Namespace namespace) {
        Place here = place;
        while (!here.equals(root)) {
            Place on = here.mount().on;
            if (here.node().equals(here.mount().root)) {
                if (on == null) {
                    return here;
                }
                here = on;
                continue;
            }
            Node above = Names.parent(here.node());
            return above == null ? here : new Place(here.mount(), above);
        }
        return here;
    }
}
