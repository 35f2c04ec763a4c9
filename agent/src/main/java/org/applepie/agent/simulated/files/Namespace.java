package org.applepie.agent.simulated.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The mounts of a machine. Safe for use by several threads. */
public final class Namespace {

    private final LongSupplier clock;
    private final Devices devices;
    private final Mount first;
    private volatile Map<Place, Mount> mounts = Map.of();
    private volatile Supplier<? extends Collection<View>> users = List::of;
    private int lastId = 20;
    private int lastPeers;

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
    public synchronized void mount(
            View view, String path, FileSystem fileSystem, String source, DeviceNumber device, List<String> options)
            throws ErrnoException {
        Place on = view.place(path);
        new Attachment(this).attach(new Mount(0, fileSystem, fileSystem.root, source, device, options, null), on);
    }

    /**
     * Mounts what is at {@code from} at {@code to} as well, with what is mounted below it if {@code recursive}.
     *
     * @throws ErrnoException EINVAL for what must not be bound
     */
    public synchronized void bind(View view, String from, String to, boolean recursive) throws ErrnoException {
        Place what = view.place(from);
        Place at = view.place(to);
        if (!what.mount().bindable) {
            throw new ErrnoException(Errno.EINVAL);
        }
        new Attachment(this).bind(what, at, recursive);
    }

    /** Changes how a mount is propagated, and all below it if {@code recursive}. */
    public synchronized void propagate(View view, String path, Propagation kind, boolean recursive)
            throws ErrnoException {
        Mount top = mountAt(view, path);
        change(top, kind);
        if (recursive) {
            mounts.values().stream().filter(mount -> isBelow(mount, top)).forEach(mount -> change(mount, kind));
        }
    }

    private void change(Mount mount, Propagation kind) {
        switch (kind) {
            case SHARED -> mount.peers = mount.peers == 0 ? freshPeers() : mount.peers;
            case SLAVE -> {
                // Who has no peer left behind to follow becomes private.
                boolean alone = all().noneMatch(other -> other != mount && other.peers == mount.peers);
                if (mount.peers != 0) {
                    mount.master = alone ? mount.master : mount.peers;
                    mount.peers = 0;
                }
            }
            case PRIVATE, UNBINDABLE -> {
                mount.peers = 0;
                mount.master = 0;
            }
        }
        mount.bindable = kind != Propagation.UNBINDABLE;
    }

    Stream<Mount> all() {
        return Stream.concat(Stream.of(first), mounts.values().stream());
    }

    int freshPeers() {
        return ++lastPeers;
    }

    int freshId() {
        return ++lastId;
    }

    Map<Place, Mount> table() {
        return mounts;
    }

    void table(Map<Place, Mount> changed) {
        mounts = changed;
    }

    /** Changes the options of the mount alone, not of its file system. */
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
        for (Mount receiver : new Attachment(this).receivers(on)) {
            Mount same = mounts.get(new Place(receiver, on.node()));
            if (same != null && same.fileSystem == mount.fileSystem && !isBusy(same)) {
                changed.remove(new Place(receiver, on.node()));
            }
        }
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
                    mount.tags(),
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
