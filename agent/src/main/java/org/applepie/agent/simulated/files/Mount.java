package org.applepie.agent.simulated.files;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One mount: which part of which file system covers which place. Its identity is its own. */
final class Mount {

    final int id;
    final FileSystem fileSystem;
    final Node root;
    final String source;
    final DeviceNumber device;
    volatile List<String> options;
    /** What it covers; null for the first of a namespace. */
    final @Nullable Place on;
    /** Files open on it, guarded by the lock of the file system. */
    int openFiles;
    /** Number of the peers that see what is mounted below one another; 0 for none. */
    volatile int peers;
    /** Number of the peers whose mounts it follows without being seen by them; 0 for none. */
    volatile int master;

    volatile boolean bindable = true;

    Mount(
            int id,
            FileSystem fileSystem,
            Node root,
            String source,
            DeviceNumber device,
            List<String> options,
            @Nullable Place on) {
        this.id = id;
        this.fileSystem = fileSystem;
        this.root = root;
        this.source = source;
        this.device = device;
        this.options = List.copyOf(options);
        this.on = on;
    }

    /** The same part of the same file system over another place, with the same peers. */
    Mount over(int number, Place place) {
        return over(number, place, root);
    }

    Mount over(int number, Place place, Node part) {
        Mount copy = new Mount(number, fileSystem, part, source, device, options, place);
        copy.peers = peers;
        copy.master = master;
        return copy;
    }

    /** The optional fields of /proc/self/mountinfo. */
    List<String> tags() {
        List<String> tags = new ArrayList<>();
        if (peers != 0) {
            tags.add("shared:" + peers);
        }
        if (master != 0) {
            tags.add("master:" + master);
        }
        if (!bindable) {
            tags.add("unbindable");
        }
        return tags;
    }

    boolean isReadOnly() {
        return fileSystem.isReadOnly() || options.contains("ro");
    }
}
