package org.applepie.agent.simulated.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The mounts of a machine. Safe for use by several threads. */
public final class Namespace {

    private final LongSupplier clock;
    private final Devices devices;
    private final Mount first;
    private volatile Map<Place, Mount> mounts = Map.of();
    private volatile Supplier<? extends Collection<View>> users = List::of;
    private int lastId = 20;

    /**
     * @param source what the root is mounted from, such as /dev/sda1
     * @param clock nanoseconds since 1970-01-01T00:00Z, for the times of files
     * @param devices what is behind device nodes
     */
    public Namespace(
            FileSystem root,
            String source,
            DeviceNumber device,
            List<String> options,
            LongSupplier clock,
            Devices devices) {
        this.clock = clock;
        this.devices = devices;
        first = new Mount(lastId, root, root.root, source, device, options, null);
    }

    /** The whole, as root sees it from "/", with umask 022. */
    public View view() {
        Place root = new Place(first, first.root);
        return new View(this, root, root, new Viewer(0, 0, 022, 0, () -> {}));
    }

    /** Whose roots and working directories keep a mount busy. */
    public void users(Supplier<? extends Collection<View>> supplier) {
        users = supplier;
    }

    /** @throws ErrnoException ENOENT or ENOTDIR for a place that is no directory */
    public void mount(
            View view, String path, FileSystem fileSystem, String source, DeviceNumber device, List<String> options)
            throws ErrnoException {
        put(view.place(path), fileSystem, fileSystem.root, source, device, options);
    }

    /** Mounts what is at {@code from} at {@code to} as well, with what is mounted below it if {@code recursive}. */
    public void bind(View view, String from, String to, boolean recursive) throws ErrnoException {
        Place what = view.place(from);
        Place at = view.place(to);
        List<MountEntry> below = recursive ? mounts(view) : List.of();
        String base = view.path(what);
        Mount mount = what.mount();
        put(at, mount.fileSystem, what.node(), mount.source, mount.device, mount.options);
        String prefix = base.equals("/") ? "/" : base + "/";
        for (MountEntry entry : below) {
            if (entry.point().startsWith(prefix) && !entry.point().equals("/")) {
                bind(view, entry.point(), to + "/" + entry.point().substring(prefix.length()), false);
            }
        }
    }

    private synchronized void put(
            Place on, FileSystem fileSystem, Node root, String source, DeviceNumber device, List<String> options)
            throws ErrnoException {
        boolean directory = root.type() == FileType.DIRECTORY;
        if (directory != (on.node().type() == FileType.DIRECTORY)) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        Map<Place, Mount> changed = new LinkedHashMap<>(mounts);
        changed.put(on, new Mount(++lastId, fileSystem, root, source, device, options, on));
        mounts = changed;
        on.node().covered = true;
    }

    public void remount(View view, String path, List<String> options) throws ErrnoException {
        mountAt(view, path).options = List.copyOf(options);
    }

    /**
     * @param lazy even if it is in use
     * @throws ErrnoException EINVAL if nothing is mounted there, EBUSY if it is in use
     */
    public synchronized void unmount(View view, String path, boolean lazy) throws ErrnoException {
        Mount mount = mountAt(view, path);
        Place on = mount.on;
        if (on == null || !lazy && isBusy(mount)) {
            throw new ErrnoException(Errno.EBUSY);
        }
        Map<Place, Mount> changed = new LinkedHashMap<>(mounts);
        changed.remove(on);
        changed.keySet().removeIf(place -> isBelow(place.mount(), mount));
        mounts = changed;
    }

    private static boolean isBelow(Mount mount, Mount gone) {
        Place on = mount.on;
        return mount == gone || on != null && isBelow(on.mount(), gone);
    }

    private static Mount mountAt(View view, String path) throws ErrnoException {
        Place place = view.place(path);
        if (place.node() != place.mount().root) {
            throw new ErrnoException(Errno.EINVAL);
        }
        return place.mount();
    }

    private boolean isBusy(Mount mount) {
        return mount.openFiles > 0
                || mounts.keySet().stream().anyMatch(place -> place.mount() == mount)
                || users.get().stream().anyMatch(view -> view.isOn(mount));
    }

    /** All mounts that can be reached from the root of {@code view}, in the order in which they were made. */
    public List<MountEntry> mounts(View view) {
        List<MountEntry> entries = new ArrayList<>();
        add(entries, view, first);
        mounts.values().forEach(mount -> add(entries, view, mount));
        return entries;
    }

    private static void add(List<MountEntry> entries, View view, Mount mount) {
        String point = view.path(new Place(mount, mount.root));
        if (point.startsWith("/")) {
            Place on = mount.on;
            entries.add(new MountEntry(
                    mount.id,
                    on == null ? mount.id : on.mount().id,
                    mount.device,
                    Names.inside(mount.root),
                    point,
                    mount.options,
                    mount.source,
                    mount.fileSystem));
        }
    }

    @Nullable
    Mount mountedOn(Place place) {
        return mounts.get(place);
    }

    long nanos() {
        return clock.getAsLong();
    }

    Devices devices() {
        return devices;
    }
}
