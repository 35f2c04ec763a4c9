package org.applepie.agent.simulated.hardware;

import java.util.UUID;
import org.applepie.agent.simulated.files.FileSystem;

/** What the sectors of a region hold, beyond the few that are kept as real bytes. */
public sealed interface Content {

    /** Nothing but zeros. */
    record Zeros() implements Content {}

    /**
     * A file system.
     *
     * @param layout the same for every block by block copy; another for every mkfs, however alike the files. What points to
     *     absolute places, as a LILO map does, is good only while the layout there is the one it was made from
     * @param sizeKib what mkfs was told or saw, in KiB
     */
    record Files(long layout, String type, UUID uuid, String label, long sizeKib, FileSystem tree) implements Content {}

    /** A swap area. */
    record Swap(UUID uuid, long sizeKib, String label) implements Content {

        /** One without a label. */
        public Swap(UUID uuid, long sizeKib) {
            this(uuid, sizeKib, "");
        }
    }

    /** The signature of something we do not simulate, by the name that blkid gives it. */
    record Foreign(String type) implements Content {}

    /** What a write that did not come to its end left behind. */
    record Garbage() implements Content {}

    /** The same blocks on another medium: as a copy that no later write to this one reaches. */
    default Content copied() {
        return this instanceof Files(var layout, var type, var uuid, var label, var size, var tree)
                ? new Files(layout, type, uuid, label, size, tree.snapshot())
                : this;
    }
}
