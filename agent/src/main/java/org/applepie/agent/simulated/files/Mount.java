package org.applepie.agent.simulated.files;

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

    boolean isReadOnly() {
        return fileSystem.isReadOnly() || options.contains("ro");
    }
}
