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
    private String rest;
    private int links;

    Walk(Namespace namespace, Place root, Place start, Viewer viewer, String path) throws ErrnoException {
        if (path.isEmpty()) {
            throw new ErrnoException(Errno.ENOENT);
        }
        this.namespace = namespace;
        this.root = root;
        this.viewer = viewer;
        at = path.charAt(0) == '/' ? root : start;
        rest = path;
    }

    Target walk(boolean follow) throws ErrnoException {
        while (true) {
            int from = skipSlashes(0);
            int to = rest.indexOf('/', from);
            String name = to < 0 ? rest.substring(from) : rest.substring(from, to);
            int next = to < 0 ? rest.length() : skipSlashes(to);
            boolean last = next == rest.length();
            rest = rest.substring(to < 0 ? rest.length() : to);
            boolean slash = !rest.isEmpty();
            if (name.isEmpty()) {
                return new Target(at, ".", at, false);
            }
            Target found = step(name, last, slash);
            Place place = found.place;
            if (place != null && isLink(place.node()) && (!last || follow || slash)) {
                follow(place.node());
            } else if (last) {
                return found;
            } else {
                at = found.there();
            }
        }
    }

    private int skipSlashes(int from) {
        int i = from;
        while (i < rest.length() && rest.charAt(i) == '/') {
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
        rest = target + rest;
        if (target.startsWith("/")) {
            at = root;
        }
    }

    private Target step(String name, boolean last, boolean slash) throws ErrnoException {
        if (at.node().type() != FileType.DIRECTORY) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        Permission.EXECUTE.demand(at.node(), viewer);
        if (name.equals(".")) {
            return new Target(at, ".", at, false);
        }
        if (name.equals("..")) {
            return new Target(at, "..", parent(), false);
        }
        if (name.length() > NAME_LIMIT) {
            throw new ErrnoException(Errno.ENAMETOOLONG);
        }
        Node node = child(at, name, viewer.process());
        if (node == null && !last) {
            throw new ErrnoException(Errno.ENOENT);
        }
        return new Target(at, name, node == null ? null : entered(new Place(at.mount(), node)), slash);
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
