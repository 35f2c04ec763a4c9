package org.applepie.agent.simulated.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Files as a process sees them: its root, working directory, user and umask. Immutable; to change directory makes another
 * view. Paths are text of one char per byte, absolute or relative to the working directory.
 */
public final class View {

    private static final int SMALLEST_PART = 512;
    private static final int LARGEST_PART = 65536;

    private final Namespace namespace;
    private final Place root;
    private final Place directory;
    private final Viewer viewer;

    View(Namespace namespace, Place root, Place directory, Viewer viewer) {
        this.namespace = namespace;
        this.root = root;
        this.directory = directory;
        this.viewer = viewer;
    }

    /** chdir(2). */
    public View at(String path) throws ErrnoException {
        Place place = directory(path);
        Permission.EXECUTE.demand(place.node(), viewer);
        return new View(namespace, root, place, viewer);
    }

    /** chroot(2); the working directory stays. */
    public View rootedAt(String path) throws ErrnoException {
        return new View(namespace, directory(path), directory, viewer);
    }

    public View withUmask(int umask) {
        return as(new Viewer(viewer.uid(), viewer.gid(), umask, viewer.process(), viewer.checkpoint()));
    }

    public View withUser(int uid, int gid) {
        return as(new Viewer(uid, gid, viewer.umask(), viewer.process(), viewer.checkpoint()));
    }

    /** For the process of this number, which each access asks for leave. */
    public View withProcess(int pid, Runnable checkpoint) {
        return as(new Viewer(viewer.uid(), viewer.gid(), viewer.umask(), pid, checkpoint));
    }

    private View as(Viewer other) {
        return new View(namespace, root, directory, other);
    }

    public int umask() {
        return viewer.umask();
    }

    public int uid() {
        return viewer.uid();
    }

    public int gid() {
        return viewer.gid();
    }

    public Namespace namespace() {
        return namespace;
    }

    /** Path of the working directory, without symbolic links. */
    public String workingDirectory() {
        return path(directory);
    }

    /** The path with every symbolic link followed; the last name need not exist (readlink -f). */
    public String canonical(String path) throws ErrnoException {
        return canonical(walk(path, true));
    }

    private String canonical(Walk.Target target) {
        Place place = target.place();
        if (place != null && place.node().type() == FileType.DIRECTORY) {
            return path(place);
        }
        String above = path(target.directory());
        return (above.equals("/") ? "" : above) + "/" + target.name();
    }

    public Stat stat(String path) throws ErrnoException {
        return Stats.of(place(path));
    }

    /** Of a symbolic link itself. */
    public Stat lstat(String path) throws ErrnoException {
        return Stats.of(itself(path));
    }

    public boolean exists(String path) {
        try {
            return walk(path, true).place() != null;
        } catch (ErrnoException absent) {
            return false;
        }
    }

    /** access(2) with R_OK, W_OK or X_OK as r, w or x. */
    public boolean may(char what, String path) {
        try {
            Place place = place(path);
            return switch (what) {
                case 'r' -> Permission.READ.allows(place.node(), viewer);
                case 'w' -> !place.mount().isReadOnly() && Permission.WRITE.allows(place.node(), viewer);
                case 'x' -> Permission.EXECUTE.allows(place.node(), viewer);
                default -> throw new IllegalArgumentException("not an access: " + what);
            };
        } catch (ErrnoException absent) {
            return false;
        }
    }

    /** Names without "." and "..", in byte order. */
    public List<String> list(String path) throws ErrnoException {
        Place place = directory(path);
        Permission.READ.demand(place.node(), viewer);
        place.mount().fileSystem.check();
        return entries(place).stream().sorted().distinct().toList();
    }

    private static Collection<String> entries(Place place) {
        if (place.node() instanceof GeneratedNode node && node.generated instanceof Generated.Tree tree) {
            return tree.names().get();
        }
        if (place.node() instanceof Directory real) {
            FileSystem fileSystem = place.mount().fileSystem;
            fileSystem.lock.lock();
            try {
                return List.copyOf(real.entries.keySet());
            } finally {
                fileSystem.lock.unlock();
            }
        }
        return List.of();
    }

    /** open(2), new files with mode 0666 less the umask. */
    public OpenFile open(String path, Access... access) throws ErrnoException {
        Set<Access> set = EnumSet.noneOf(Access.class);
        set.addAll(List.of(access));
        return open(path, set, 0666);
    }

    public OpenFile open(String path, Set<Access> access, int mode) throws ErrnoException {
        Walk.Target target = walk(path, !access.contains(Access.NO_FOLLOW));
        return new Opening(namespace, viewer, access).open(target, mode).openedAs(canonical(target));
    }

    /** What execve(2) finds at the end of a path. */
    public enum Execution {
        /** Nothing. */
        ABSENT,
        /** What is no file or may not be executed. */
        REFUSED,
        PERMITTED
    }

    public Execution execution(String path) {
        try {
            Place place = walk(path, true).place();
            if (place == null) {
                return Execution.ABSENT;
            }
            boolean program =
                    place.node().type() == FileType.REGULAR && Permission.EXECUTE.allows(place.node(), viewer);
            return program ? Execution.PERMITTED : Execution.REFUSED;
        } catch (ErrnoException absent) {
            return Execution.ABSENT;
        }
    }

    /**
     * The first bytes of what may be executed, whether this user may read it or not.
     *
     * @throws ErrnoException ENOENT, or EACCES for directories and what may not be executed
     */
    public byte[] head(String path, int length) throws ErrnoException {
        Walk.Target target = walk(path, true);
        Place place = target.there();
        if (place.node().type() == FileType.DIRECTORY || !Permission.EXECUTE.allows(place.node(), viewer)) {
            throw new ErrnoException(Errno.EACCES);
        }
        Viewer kernel = new Viewer(0, 0, viewer.umask(), viewer.process(), viewer.checkpoint());
        OpenFile file = new Opening(namespace, kernel, EnumSet.of(Access.READ)).open(target, 0);
        try {
            byte[] bytes = new byte[length];
            return Arrays.copyOf(bytes, Math.max(0, file.readAt(0, bytes, 0, length)));
        } finally {
            file.close();
        }
    }

    public byte[] read(String path) throws ErrnoException {
        OpenFile file = open(path, Access.READ);
        try {
            java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
            // as large as the file, as most are small and are read very often; what is generated does not tell its size
            byte[] part = new byte[Math.clamp(file.size(), SMALLEST_PART, LARGEST_PART)];
            for (int count = file.read(part, 0, part.length); count > 0; count = file.read(part, 0, part.length)) {
                all.write(part, 0, count);
            }
            return all.toByteArray();
        } finally {
            file.close();
        }
    }

    /** The content, one char per byte. */
    public String text(String path) throws ErrnoException {
        return new String(read(path), StandardCharsets.ISO_8859_1);
    }

    /** Creates or replaces the content of a file. */
    public void write(String path, byte[] content) throws ErrnoException {
        OpenFile file = open(path, Access.WRITE, Access.CREATE, Access.TRUNCATE);
        try {
            file.write(content, 0, content.length);
        } finally {
            file.close();
        }
    }

    /** The same with text of one char per byte. */
    public void write(String path, String content) throws ErrnoException {
        write(path, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void makeDirectory(String path, int mode) throws ErrnoException {
        tree().makeDirectory(walk(path, false), mode & ~viewer.umask());
    }

    /** mkdir -p with mode 0777 less the umask. */
    public void makeDirectories(String path) throws ErrnoException {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            makeOne(path.substring(0, slash));
        }
        makeOne(path);
    }

    private void makeOne(String path) throws ErrnoException {
        if (!exists(path)) {
            makeDirectory(path, 0777);
        } else if (!stat(path).isDirectory()) {
            throw new ErrnoException(Errno.EEXIST);
        }
    }

    public void removeDirectory(String path) throws ErrnoException {
        tree().removeDirectory(walk(path, false));
    }

    public void unlink(String path) throws ErrnoException {
        tree().unlink(walk(path, false));
    }

    /** A hard link; of a symbolic link itself, as link(2). */
    public void link(String existing, String path) throws ErrnoException {
        tree().link(itself(existing), walk(path, false));
    }

    public void symlink(String target, String path) throws ErrnoException {
        tree().symlink(target, walk(path, false));
    }

    public void makeNode(String path, FileType type, DeviceNumber number, int mode) throws ErrnoException {
        tree().special(walk(path, false), type, number, mode & ~viewer.umask());
    }

    public void rename(String from, String to) throws ErrnoException {
        tree().rename(walk(from, false), walk(to, false));
    }

    /** @throws ErrnoException EINVAL if it is no symbolic link */
    public String readLink(String path) throws ErrnoException {
        return switch (itself(path).node()) {
            case Symlink link -> link.target;
            case GeneratedNode generated when generated.isLink() -> generated.target();
            case GeneratedNode other -> throw new ErrnoException(Errno.EINVAL);
            case Directory other -> throw new ErrnoException(Errno.EINVAL);
            case RegularFile other -> throw new ErrnoException(Errno.EINVAL);
            case SpecialFile other -> throw new ErrnoException(Errno.EINVAL);
        };
    }

    public void mode(String path, int mode) throws ErrnoException {
        change(place(path), node -> node.mode = mode & 07777);
    }

    /** Of a symbolic link itself, as lchown(2). */
    public void owner(String path, int uid, int gid) throws ErrnoException {
        Place place = itself(path);
        if (viewer.uid() != 0 && (uid != place.node().uid || gid != viewer.gid() && gid != place.node().gid)) {
            throw new ErrnoException(Errno.EPERM);
        }
        change(place, node -> {
            node.uid = uid;
            node.gid = gid;
        });
    }

    /** Of a symbolic link itself; nanoseconds since 1970-01-01T00:00Z. */
    public void modified(String path, long nanos) throws ErrnoException {
        change(itself(path), node -> node.modified = nanos);
    }

    /** Extended attributes by name, ACLs among them; empty for none. */
    public SortedMap<String, String> attributes(String path) throws ErrnoException {
        SortedMap<String, String> mine = itself(path).node().attributes;
        return mine == null ? new TreeMap<>() : new TreeMap<>(mine);
    }

    /** Null removes. */
    public void attribute(String path, String name, @Nullable String value) throws ErrnoException {
        change(itself(path), node -> {
            TreeMap<String, String> all = node.attributes == null ? new TreeMap<>() : node.attributes;
            if (value == null) {
                all.remove(name);
            } else {
                all.put(name, value);
            }
            node.attributes = all;
        });
    }

    private interface Change {
        void to(Node node);
    }

    private void change(Place place, Change change) throws ErrnoException {
        tree().writable(place);
        if (viewer.uid() != 0 && viewer.uid() != place.node().uid) {
            throw new ErrnoException(Errno.EPERM);
        }
        FileSystem fileSystem = place.mount().fileSystem;
        fileSystem.lock.lock();
        try {
            change.to(place.node());
        } finally {
            fileSystem.lock.unlock();
        }
    }

    /** The file system that holds a path. */
    public FileSystem fileSystem(String path) throws ErrnoException {
        return place(path).mount().fileSystem;
    }

    Place place(String path) throws ErrnoException {
        return walk(path, true).there();
    }

    private Place itself(String path) throws ErrnoException {
        return walk(path, false).there();
    }

    private Place directory(String path) throws ErrnoException {
        Place place = place(path);
        if (place.node().type() != FileType.DIRECTORY) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        return place;
    }

    private Walk.Target walk(String path, boolean follow) throws ErrnoException {
        viewer.checkpoint().run();
        return new Walk(namespace, root, directory, viewer, path).walk(follow);
    }

    private Tree tree() {
        return new Tree(namespace, viewer);
    }

    boolean isOn(Mount mount) {
        return root.mount() == mount || directory.mount() == mount;
    }

    String path(Place place) {
        List<String> names = new ArrayList<>();
        Place at = place;
        while (!at.equals(root)) {
            Place outside = outermost(at);
            if (outside.equals(root)) {
                break;
            }
            Node above = Names.parent(outside.node());
            if (above == null) {
                return names.isEmpty() && outside.mount().on == null
                        ? "(unreachable)"
                        : "(unreachable)/" + joined(names);
            }
            names.add(Names.name(above, outside.node()));
            at = new Place(outside.mount(), above);
        }
        return "/" + joined(names);
    }

    /** From the root of a mount to what it covers. */
    private Place outermost(Place place) {
        Place at = place;
        while (!at.equals(root) && at.node().equals(at.mount().root)) {
            Place on = at.mount().on;
            if (on == null) {
                return at;
            }
            at = on;
        }
        return at;
    }

    private static String joined(List<String> names) {
        return String.join("/", names.reversed());
    }
}
