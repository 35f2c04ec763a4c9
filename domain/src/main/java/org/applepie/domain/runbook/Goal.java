package org.applepie.domain.runbook;

import java.util.Optional;
import org.applepie.domain.Later;
import org.applepie.domain.inventory.DriveId;

/** What the operator wants of a server. */
public sealed interface Goal {

    /**
     * Takes the live root disk to RAID1 onto a second drive.
     *
     * @param target the drive to become pie; empty if the server has just one candidate
     * @param typedLabel what the operator typed to confirm that everything on the target may be destroyed; empty if not asked
     * @param atConsole on a system of kernel 2.4: true if a person copies in single-user mode at the machine's console, false if
     *     services are stopped over the connection; without meaning elsewhere
     */
    record MirrorRoot(
            Optional<DriveId> target,
            String typedLabel,
            @Later(absent = "false") boolean atConsole) implements Goal {

        /** Over the connection. */
        public MirrorRoot(Optional<DriveId> target, String typedLabel) {
            this(target, typedLabel, false);
        }
    }

    /** Proves that a mirrored server starts from each of its two drives while the other one is away, first from apple. */
    record ProveEachDrive() implements Goal {}

    /**
     * Rebuilds the initial RAM file system and the boot records of a mirrored server for another kernel, and starts it.
     *
     * @param kernel release of the kernel to start from now on, such as {@code 2.4.27-3-386}; empty for the newest one
     *     installed
     */
    record RebuildBoot(Optional<String> kernel) implements Goal {}
}
